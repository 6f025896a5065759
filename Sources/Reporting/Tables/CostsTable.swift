import Analysis
import NeuralNetwork
import Study

/// `costs.tsv`: for every network, size, rule and threshold, the leading metric on test data and updates against the rule that trains longest.
enum CostsTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    Table(
      columns: [Table.Column("model")] + analysis.study.variedColumns
        + ["size", "rule", "threshold", "against", "against_threshold", "pairs", "diverged"].map { Table.Column($0) }
        + differenceColumns(
          analysis.study.metric.columnName + "_difference", of: analysis.study.metric)
        + ["updates_share", "updates_share_low", "updates_share_high"].map { Table.Column($0, .percent) },
      rows: analysis.costs.map { cost in
        [.text(cost.model)] + cost.varied.map(Table.Cell.text)
          + [
            .integer(cost.size), .text(cost.rule.name), .threshold(cost.rule), .text(cost.reference.name),
            .threshold(cost.reference), .integer(cost.pairs), .integer(cost.diverged),
          ]
          + intervalCells(cost.difference)
          + intervalCells(cost.updates)
      })
  }
}
