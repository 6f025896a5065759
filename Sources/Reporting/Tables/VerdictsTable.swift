import Analysis
import Study

/// `verdicts.tsv`: for every two models, size, rule and threshold, which is better by the leading metric on test data.
///
/// The counts are of the runs that make the pairs: those that diverged, which count as the worst outcome, and those that
/// cannot be told from chance.
enum VerdictsTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    let metric = analysis.study.metric
    return Table(
      columns: ["deeper", "shallower"].map { Table.Column($0) } + analysis.study.variedColumns
        + ["rule", "threshold", "size", "pairs"].map { Table.Column($0) }
        + ["deeper_diverged", "shallower_diverged", "deeper_at_chance", "shallower_at_chance"].map { Table.Column($0) }
        + differenceColumns("difference", of: metric)
        + ["p", "p_corrected"].map { Table.Column($0, .decimals(4)) } + [Table.Column("verdict")]
        + [Table.Column("p_against_first", .decimals(4)), Table.Column("verdict_against_first")]
        + differenceColumns("gap_difference", of: metric),
      rows: analysis.comparisons.map { comparison in
        [.text(comparison.deeper), .text(comparison.shallower)] + comparison.varied.map(Table.Cell.text)
          + [
            .text(comparison.rule.name), .threshold(comparison.rule), .integer(comparison.size),
            .integer(comparison.pairs), .integer(comparison.deeperRuns.diverged),
            .integer(comparison.shallowerRuns.diverged), .integer(comparison.deeperRuns.atChance),
            .integer(comparison.shallowerRuns.atChance),
          ]
          + intervalCells(comparison.difference)
          + [
            .number(comparison.pairwise.single), .number(comparison.pairwise.corrected),
            .text(comparison.verdict.rawValue), Table.Cell(comparison.againstFirst),
            comparison.verdictAgainstFirst.map { .text($0.rawValue) } ?? .missing,
          ]
          + intervalCells(comparison.gapDifference)
      })
  }
}
