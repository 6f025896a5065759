import NeuralNetwork
import Testing

@testable import Analysis
@testable import Plotting

/// Learning curves that fall have an arrow where they do.
@Suite struct CurveDropMarkTests {
  @Test func theSizeOfADropHasAnArrowBelowItsPoint() throws {
    var analysis = SyntheticAnalysis().value
    let plain = try #require(LearningCurvesFigure.figure(analysis))
    let fallen = try #require(analysis.curves.first { $0.key.model == "deep" && $0.size == 3250 })
    analysis.drops = [
      CurveDrop(
        key: fallen.key, from: 1250, to: 3250, change: Interval(mean: -0.05, low: -0.06, high: -0.04), p: 0.01,
        recovery: nil)
    ]
    let figure = try #require(LearningCurvesFigure.figure(analysis))
    func arrows(_ figure: Figure) -> [[(x: Double, y: Double)]] {
      figure.panels.map { panel in
        panel.layers.compactMap { layer in
          if case .note("↓", let x, let y) = layer { (x, y) } else { nil }
        }
      }
    }
    #expect(arrows(plain).allSatisfy { $0.isEmpty })
    #expect(!plain.caption.contains("↓"))
    // The first rule has the first panel.
    #expect(arrows(figure).map(\.count) == [1, 0, 0, 0, 0, 0])
    let arrow = arrows(figure)[0][0]
    let accuracy = 100 * (fallen[.test(.accuracy)]?.mean ?? 0)
    #expect(arrow.x == 3250)
    #expect(arrow.y < accuracy && arrow.y > accuracy - 10)
    #expect(figure.caption.contains("↓: significantly worse there than with less data."))
  }
}
