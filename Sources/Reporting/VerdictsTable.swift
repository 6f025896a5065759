import Analysis
import Study

/// `verdicts.tsv`: for every two models, size, rule and threshold, which has the better test accuracy.
enum VerdictsTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    Table(
      columns: ["deeper", "shallower"].map { Table.Column($0) } + analysis.study.variedColumns
        + ["rule", "threshold", "size", "pairs"].map { Table.Column($0) }
        + ["difference", "difference_low", "difference_high"].map { Table.Column($0, .points) }
        + [Table.Column("verdict")],
      rows: analysis.comparisons.map { comparison in
        [.text(comparison.deeper), .text(comparison.shallower)] + comparison.varied.map(Table.Cell.text)
          + [
            .text(comparison.rule.name), .threshold(comparison.rule), .integer(comparison.size),
            .integer(comparison.pairs),
          ]
          + intervalCells(comparison.difference, count: comparison.pairs) + [.text(comparison.verdict.rawValue)]
      })
  }
}
