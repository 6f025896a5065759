import Analysis
import Study

/// `specifications.tsv`: every way to compare two models, sorted by their difference.
enum SpecificationsTable {
  /// One specification with its curve.
  private struct Row {
    var curve: SpecificationCurve
    var specification: Specification
  }

  static func table(_ analysis: StudyAnalysis) -> Table {
    let rows = analysis.specifications.flatMap { curve in
      curve.specifications.map { Row(curve: curve, specification: $0) }
    }
    let display = analysis.study.metric.differenceDisplay
    return Table(rows) {
      RowColumn.sides(first: \.curve.first, second: \.curve.second, kind: \.curve.kind)
      RowColumn("size", \.curve.size)
      RowColumn.varied(analysis.study, \.specification.varied)
      RowColumn.tuned(analysis.study) { row in
        row.specification.isTuned ? analysis.study.tune.map { _ in "tuned" } : row.specification.tuned
      }
      RowColumn.rule(\.specification.rule)
      RowColumn("pairs", \.specification.pairs)
      RowColumn.interval("difference", display, low: "low", high: "high", \.specification.difference)
      RowColumn("p", .decimals(4), \.specification.test.single)
      RowColumn("p_corrected", .decimals(4), \.specification.test.corrected)
      RowColumn("verdict", \.specification.verdict.rawValue)
      RowColumn("median", display, \.curve.median)
      RowColumn("p_joint", .decimals(4), \.curve.jointProbability)
    }
  }
}
