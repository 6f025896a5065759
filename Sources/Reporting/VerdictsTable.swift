import Analysis
import Study

/// `verdicts.tsv`: for every two models, size, rule and threshold, which has the better test accuracy.
enum VerdictsTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    Table(
      columns: ["deeper", "shallower"].map { Table.Column($0) } + analysis.study.variedColumns
        + ["rule", "threshold", "size", "pairs"].map { Table.Column($0) }
        + ["difference", "difference_low", "difference_high"].map { Table.Column($0, .points) }
        + ["p", "p_corrected"].map { Table.Column($0, .decimals(4)) } + [Table.Column("verdict")]
        + [Table.Column("p_against_first", .decimals(4)), Table.Column("verdict_against_first")]
        + ["gap_difference", "gap_difference_low", "gap_difference_high"].map { Table.Column($0, .points) },
      rows: analysis.comparisons.map { comparison in
        [.text(comparison.deeper), .text(comparison.shallower)] + comparison.varied.map(Table.Cell.text)
          + [
            .text(comparison.rule.name), .threshold(comparison.rule), .integer(comparison.size),
            .integer(comparison.pairs),
          ]
          + intervalCells(
            comparison.difference, count: analysis.study.replicates.independentCount(among: comparison.pairs))
          + [
            .number(comparison.pairwise.single), .number(comparison.pairwise.corrected),
            .text(comparison.verdict.rawValue), Table.Cell(comparison.againstFirst),
            comparison.verdictAgainstFirst.map { .text($0.rawValue) } ?? .missing,
          ]
          + intervalCells(
            comparison.gapDifference, count: analysis.study.replicates.independentCount(among: comparison.pairs))
      })
  }
}
