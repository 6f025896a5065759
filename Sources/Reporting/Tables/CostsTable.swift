import Analysis
import NeuralNetwork
import Study

/// `costs.tsv`: for every network, size, rule and threshold, the leading metric on test data and the updates, against the
/// rule that trains longest.
enum CostsTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    let metric = analysis.study.metric
    return Table(analysis.costs) {
      RowColumn("model", \.model)
      RowColumn.varied(analysis.study, \.varied)
      RowColumn("size", \.size)
      RowColumn.rule(\.rule)
      RowColumn("against", \.reference.name)
      RowColumn("against_threshold", \.reference.threshold)
      RowColumn("pairs", \.pairs)
      RowColumn("diverged", \.diverged)
      RowColumn.interval(metric.columnName + "_difference", metric.differenceDisplay, \.difference)
      RowColumn.interval("updates_share", .percent, \.updates)
    }
  }
}
