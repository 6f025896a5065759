import Analysis
import Study

/// `specifications.tsv`: every way to compare two models, sorted by their difference.
enum SpecificationsTable {
  /// One specification with its curve.
  private struct Row {
    var curve: SpecificationCurve
    var specification: Specification
    /// Values of the tuned keys, `tuned` where each model has its own best.
    var tuned: [String]
  }

  static func table(_ analysis: StudyAnalysis) -> Table {
    let rows = analysis.specifications.flatMap { curve -> [Row] in
      // Keys that affect neither model stay empty.
      let own = analysis.study.tune.indices.map { index in
        curve.specifications.contains { $0.tuned.indices.contains(index) && !$0.tuned[index].isEmpty } ? "tuned" : ""
      }
      return curve.specifications.map { Row(curve: curve, specification: $0, tuned: $0.isTuned ? own : $0.tuned) }
    }
    let display = analysis.study.metric.differenceDisplay
    return Table(rows) {
      RowColumn.sides(first: \.curve.first, second: \.curve.second, kind: \.curve.kind)
      RowColumn("size", \.curve.size)
      RowColumn.varied(analysis.study, \.specification.varied)
      RowColumn.tuned(analysis.study, \.tuned)
      RowColumn.rule(\.specification.rule)
      RowColumn("pairs", \.specification.pairs)
      RowColumn.interval("difference", display, low: "low", high: "high", \.specification.difference)
      RowColumn("p", .probability, \.specification.test.single)
      RowColumn("p_corrected", .probability, \.specification.test.corrected)
      RowColumn("verdict") { analysis.words(for: $0.specification.verdict) }
      RowColumn("median", display, \.curve.median)
      RowColumn("p_joint", .probability, \.curve.jointProbability)
      RowColumn.pairing(\.specification.isPaired)
      RowColumn("diverged", \.specification.diverged)
    }
  }
}
