import Analysis
import Study

/// `crossovers.tsv`: for every contrast, rule and threshold, the training-set size from which one model is ahead, and the
/// difference averaged over the sizes.
///
/// An end beyond the study's sizes is an empty cell; the fractions say on which side it lies. Who would be ahead only beyond the
/// largest size leads at none that was measured, and is not named.
enum CrossoversTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    Table(analysis.crossovers) {
      RowColumn.contrast(\.contrast)
      RowColumn.varied(analysis.study, \.contrast.varied)
      RowColumn.rule(\.rule)
      RowColumn("pairs", \.pairs)
      RowColumn("smallest_size", \.sizes.lowerBound)
      RowColumn("largest_size", \.sizes.upperBound)
      RowColumn("leader") { $0.hasLeader ? $0.leader.map { $0.value ?? $0.model } : nil }
      RowColumn("n", .decimals(0)) { $0.isClear ? $0.position?.size : nil }
      RowColumn("n_low", .decimals(0)) { $0.isClear ? $0.low?.size : nil }
      RowColumn("n_high", .decimals(0)) { $0.isClear ? $0.high?.size : nil }
      RowColumn("below_smallest", .percent, \.belowSmallest)
      RowColumn("above_largest", .percent, \.aboveLargest)
      RowColumn("no_crossing", .percent, \.noCrossing)
      RowColumn("several", .percent, \.several)
      RowColumn("decided_before") { $0.hasLeader ? $0.decidedBefore : nil }
      RowColumn("decided_from") { $0.hasLeader ? $0.decidedFrom : nil }
      RowColumn.interval("average_difference", analysis.study.metric.differenceDisplay, \.average)
      RowColumn("p_average", .probability, \.averageTest?.single)
      RowColumn("p_average_corrected", .probability, \.averageTest?.corrected)
      RowColumn.pairing(\.isPaired)
    }
  }
}
