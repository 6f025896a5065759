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

  /// A table with what fits a screen: of the curves, test and train accuracy and the epoch of stopping; of the
  /// crossovers, where they are; of the fits, the best.
  public static func cut(_ table: Table, _ name: ResultTable) -> Table {
    switch name {
    case .curves:
      let shown = [Measure.testAccuracy, .trainAccuracy, .stoppedEpoch].flatMap(intervalColumns).map(\.name)
      let measured = Set(Measure.allCases.flatMap(intervalColumns).map(\.name)).subtracting(shown)
      return table.without(measured)
    case .crossovers:
      return table.without(["smallest_size", "largest_size", "below_smallest", "above_largest"])
    case .fits:
      let best = table.index(of: "best")
      var cut = table
      cut.rows = table.rows.filter { row in best.map { row[$0] == .text("yes") } ?? true }
      return cut.without(["hidden_layers", "parameters", "n", "best", "flat_hold_out_error"])
    default:
      return table
    }
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
