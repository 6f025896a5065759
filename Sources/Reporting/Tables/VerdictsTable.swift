import Analysis
import Study

/// `verdicts.tsv`: for every contrast, size, rule and threshold, which model is better on test data by the leading metric.
///
/// The counts are of the runs that are compared: those that diverged, which count as the worst outcome, and those that
/// cannot be told from chance. `detectable` is the smallest difference that such a comparison usually decides.
enum VerdictsTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    let display = analysis.study.metric.differenceDisplay
    return Table(analysis.comparisons) {
      RowColumn.contrast(\.contrast)
      RowColumn("size", \.size)
      RowColumn.varied(analysis.study, \.contrast.varied)
      RowColumn.rule(\.rule)
      RowColumn("pairs", \.pairs)
      RowColumn.interval("difference", display, low: "low", high: "high", \.difference)
      RowColumn("p", .probability, \.pairwise.single)
      RowColumn("p_corrected", .probability, \.pairwise.corrected)
      RowColumn("verdict") { analysis.words(for: $0.verdict) }
      RowColumn("first_diverged", \.firstRuns.diverged)
      RowColumn("second_diverged", \.secondRuns.diverged)
      RowColumn("first_at_chance", \.firstRuns.atChance)
      RowColumn("second_at_chance", \.secondRuns.atChance)
      RowColumn("p_against_first_model", .probability, \.againstFirst)
      RowColumn("verdict_against_first_model") { $0.verdictAgainstFirst.map(analysis.words) }
      RowColumn.interval("gap_difference", display, \.gapDifference)
      RowColumn.simultaneous(display)
      RowColumn("detectable", display) { $0.isDecidable ? $0.pairwise.detectable : nil }
      RowColumn("first_ahead") { $0.isPaired ? $0.firstAhead : nil }
      RowColumn("second_ahead") { $0.isPaired ? $0.secondAhead : nil }
      RowColumn("p_sign", .probability) { $0.isPaired ? $0.signTest : nil }
      RowColumn.pairing(\.isPaired)
      RowColumn("first_runs", \.firstCount)
      RowColumn("second_runs", \.secondCount)
    }
  }
}

extension StudyAnalysis {
  /// A verdict in one word, with `so far` if the study is not finished; nothing is claimed by `undecided`.
  func words(for verdict: Comparison.Verdict) -> String {
    isFinal || verdict == .undecided ? verdict.rawValue : "\(verdict.rawValue) so far"
  }
}

extension RowColumn where Row == Comparison {
  /// The ends of the interval that holds together with those of all other rows.
  fileprivate static func simultaneous(_ display: Table.Display) -> [RowColumn] {
    [
      RowColumn("simultaneous_low", display) { $0.simultaneous?.low },
      RowColumn("simultaneous_high", display) { $0.simultaneous?.high },
    ]
  }
}
