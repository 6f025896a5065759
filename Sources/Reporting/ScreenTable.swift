public import Analysis
import Foundation
import Study

/// Tables cut down to what a person reads on a screen.
public enum ScreenTable {
  /// One row a model and size with the gap under each rule and threshold, in percentage points.
  public static func gapOverview(_ analysis: StudyAnalysis) -> Table {
    let rules = analysis.study.stopping.flatMap(\.rules)
    var rows: [[Table.Cell]] = []
    let points = Dictionary(analysis.curves.map { (Place($0), $0) }) { first, _ in first }
    for point in analysis.curves where point.key.rule == rules.first {
      let gaps = rules.map { rule -> Table.Cell in
        var place = Place(point)
        place.key.rule = rule
        return Table.Cell(points[place]?[.gap]?.mean)
      }
      rows.append([.text(point.key.model)] + point.key.varied.map(Table.Cell.text) + [.integer(point.size)] + gaps)
    }
    return Table(
      columns: [Table.Column("model")] + analysis.study.variedColumns + [Table.Column("size")]
        + rules.map { Table.Column($0.label, .points) },
      rows: rows)
  }

  /// Test and train accuracy at every point of the learning curves, and the epoch at which training stopped.
  public static func curves(_ analysis: StudyAnalysis) -> Table {
    let measures: [Measure] = [.testAccuracy, .trainAccuracy, .stoppedEpoch]
    return Table(
      columns: CurvesTable.leadingColumns(analysis.study) + measures.flatMap(intervalColumns),
      rows: analysis.curves.map { point in
        CurvesTable.leadingCells(point) + measures.flatMap { intervalCells(point[$0]) }
      })
  }

  private struct Place: Hashable {
    var key: CurveKey
    var size: Int

    init(_ point: CurvePoint) {
      key = point.key
      size = point.size
    }
  }
}
