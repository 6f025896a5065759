import Analysis
import Study

/// `bias-variance.tsv`: where the test error of each configuration and rule comes from, for studies with crossed replicates.
enum BiasVarianceTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    Table(analysis.biasVariances) {
      RowColumn("model", \.configuration.model)
      RowColumn("hidden_layers", \.configuration.depth)
      RowColumn("size", \.configuration.size)
      RowColumn.varied(analysis.study, \.configuration.varied)
      RowColumn.rule(\.rule)
      RowColumn("data_draws", \.dataDraws)
      RowColumn("initial_weights", \.initialWeights)
      RowColumn.interval("test_error", .percent, \.testError)
      RowColumn.interval("train_error", .percent, \.trainError)
      RowColumn.interval("bias", .percent, \.bias)
      RowColumn.interval("data_variance", .percent, \.data)
      RowColumn.interval("initial_variance", .percent, \.initial)
      RowColumn.interval("interaction_variance", .percent, \.interaction)
      RowColumn.interval("data_minus_initial", .percent, \.difference)
    }
  }
}
