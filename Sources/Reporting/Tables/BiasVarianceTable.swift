import Analysis
import Study

/// `bias-variance.tsv`: where the test error of each configuration and rule comes from, for studies with crossed replicates.
enum BiasVarianceTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    let parts = [
      "test_error", "train_error", "bias", "data_variance", "initial_variance", "interaction_variance",
      "data_minus_initial",
    ]
    return Table(
      columns: ["model", "hidden_layers", "size"].map { Table.Column($0) } + analysis.study.variedColumns
        + ["rule", "threshold", "data_draws", "initial_weights"].map { Table.Column($0) }
        + parts.flatMap { part in ["", "_low", "_high"].map { Table.Column(part + $0, .percent) } },
      rows: analysis.biasVariances.map { row in
        let values = [row.testError, row.trainError, row.bias, row.data, row.initial, row.interaction, row.difference]
        return [
          .text(row.configuration.model), Table.Cell(row.configuration.depth), .integer(row.configuration.size),
        ]
          + row.configuration.varied.map(Table.Cell.text)
          + [
            .text(row.rule.name), .threshold(row.rule), .integer(row.dataDraws), .integer(row.initialWeights),
          ]
          + values.flatMap { intervalCells($0) }
      })
  }
}
