import Analysis
import Study
import Testing

@testable import Plotting

/// Runs that diverged count as something very bad, which is no measurement and must not flatten those that are.
@Suite struct SpecificationAxisTests {
  private static func value(invented: Double) -> StudyAnalysis {
    var synthetic = SyntheticAnalysis()
    synthetic.vary = [("learning-rate", ["0.01", "0.1"])]
    var value = synthetic.value
    for index in value.specifications[0].specifications.indices.prefix(2) {
      value.specifications[0].specifications[index].diverged = 3
      value.specifications[0].specifications[index].difference = Interval(
        mean: invented, low: 2 * invented, high: 0.5 * invented)
    }
    return value
  }

  /// By hand: the measured differences are within 5 points, with their intervals.
  @Test func inventedValuesAreMarkedAtTheEdge() throws {
    let figure = try #require(SpecificationsFigure.figure(Self.value(invented: -0.9)))
    let (axis, table) = (figure.panels[0].y, figure.tables[0])
    #expect(axis.start >= -10 && axis.end <= 10)
    let marks = Decisions.all.flatMap { table[$0 + "_below"] }.compactMap { $0 }
    #expect(marks.count == 2)
    for mark in marks { #expect(0..<0.05 ~= axis.fraction(of: mark) ?? 1) }
    #expect(figure.caption.contains("Triangles: 2 differences beyond the axis, with runs that diverged."))
    #expect(table["difference"].prefix(2) == [-90, -90] && table["low"].prefix(2) == [-180, -180])
    #expect(table["diverged"].compactMap { $0 }.reduce(0, +) == 6)
    // Bars that begin on the axis end at its edge.
    for (column, other) in Decisions.all.map({ ($0 + "_low", $0 + "_high") }) {
      for value in (table[column] + table[other]).compactMap({ $0 }) {
        #expect(value >= axis.start && value <= axis.end)
      }
    }
  }

  @Test func whatHasRoomIsDrawnWhereItIs() throws {
    let figure = try #require(SpecificationsFigure.figure(Self.value(invented: -0.02)))
    #expect(!figure.caption.contains("Triangles") && figure.tables[0]["first_below"].isEmpty)
    #expect(Decisions.all.flatMap { figure.tables[0][$0] }.contains(-2))
    // Where every specification has runs that diverged, theirs is the axis.
    var all = Self.value(invented: -0.9)
    for index in all.specifications[0].specifications.indices {
      all.specifications[0].specifications[index].diverged = 1
    }
    let whole = try #require(SpecificationsFigure.figure(all))
    #expect(whole.panels[0].y.start <= -90 && !whole.caption.contains("Triangles"))
  }

  private enum Decisions { static let all = ["first", "second", "open"] }
}
