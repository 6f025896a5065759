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

  /// A table with the columns that fit a screen: of the curves, test and train accuracy and the epoch of stopping.
  public static func cut(_ table: Table, _ name: ResultTable) -> Table {
    guard name == .curves else { return table }
    let shown = [Measure.testAccuracy, .trainAccuracy, .stoppedEpoch].flatMap(intervalColumns).map(\.name)
    let measured = Set(Measure.allCases.flatMap(intervalColumns).map(\.name))
    let kept = table.columns.indices.filter { column in
      let name = table.columns[column].name
      return !measured.contains(name) || shown.contains(name)
    }
    return Table(
      columns: kept.map { table.columns[$0] }, rows: table.rows.map { row in kept.map { row[$0] } })
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
