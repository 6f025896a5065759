import NeuralNetwork
import Study
import Testing

@testable import Analysis
@testable import Plotting

/// The figure of widths: which networks lines join, and the two widths that it marks.
@Suite struct WidthFigureTests {
  private static let widths = [1, 4, 16, 64, 256]

  /// Networks on 64 inputs with 10 outputs, of which those of at least 64 units fit every training sample.
  private static var value: StudyAnalysis {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = widths.map { .init("width-\($0)", [$0]) } + [.init("deep", [8, 8])]
    synthetic.rules = [.none]
    synthetic.sizes = [100, 300]
    var value = synthetic.value
    for index in value.curves.indices {
      let width = value.curves[index].key.hidden?.first ?? 0
      value.curves[index].summaries[.train(.accuracy)] = Interval(mean: width < 64 ? 0.9 : 1)
      value.curves[index].summaries[.trainLoss] = Interval(mean: 1 / Double(width))
      value.curves[index].summaries[.testLoss] = Interval(mean: 2 / Double(width))
    }
    return value
  }

  @Test func bothWidthsAreMarked() throws {
    let figure = try #require(WidthFigure.figure(Self.value))
    #expect(figure.panels.count == 2 && figure.columns == 1)
    let marks = figure.panels.map { figure.marks(of: $0) }
    #expect(marks[0].map(\.label) == ["P = n·k", "train error 0"])
    func places(_ panel: Panel) -> [Double] {
      panel.layers.compactMap { if case .verticalMark(let place, _, _) = $0 { place } else { nil } }
    }
    // The second panel has the lines without their names.
    #expect(marks[1].isEmpty && places(figure.panels[1]) == places(figure.panels[0]))
    let places = places(figure.panels[0])
    // 75 w + 10 parameters are 300 · 10 at w = 2990 / 75.
    #expect(places.count == 2 && abs(places[0] - 2990.0 / 75) < 1e-9 && places[1] == 64)
    #expect(
      figure.caption.contains(
        "At n = 300: as many parameters P as samples n times outputs k = 10 at width 40; train error 0 in all replicates "
          + "from width 64 on."))
    #expect(figure.tables[0]["width"].compactMap { $0 } == Self.widths.map(Double.init))
    #expect(figure.panels.allSatisfy { $0.x.scale == .log10 })
    #expect(figure.caption.contains("Lines join 1 hidden layer (width-1, width-4"))
    #expect(figure.caption.contains("Not shown, because they do not differ from these in width alone: deep."))
  }

  @Test func whereNoNetworkFitsAllSamplesNothingIsMarked() throws {
    var value = Self.value
    for index in value.curves.indices { value.curves[index].summaries[.train(.accuracy)] = Interval(mean: 0.9) }
    let figure = try #require(WidthFigure.figure(value))
    #expect(figure.marks(of: figure.panels[0]).map(\.label) == ["P = n·k"])
    #expect(figure.caption.contains("train error above 0 in some replicate of the widest network"))
  }

  /// Of imported networks parameters may not be known: the figure is there, and says what it does not mark.
  @Test func withoutParametersWidthsAreDrawn() throws {
    var value = Self.value
    for index in value.curves.indices { value.curves[index].key.parameters = nil }
    let figure = try #require(WidthFigure.figure(value))
    #expect(figure.marks(of: figure.panels[0]).map(\.label) == ["train error 0"])
    #expect(figure.tables[0]["width"].compactMap { $0 } == Self.widths.map(Double.init))
    #expect(
      figure.caption.contains(
        "At n = 300: where there are as many parameters as samples times outputs is not known; train error 0 in all"),
      "\(figure.caption)")
  }

  @Test func aDropHasAnArrowBelowItsPoint() throws {
    var value = Self.value
    func key(_ model: String) throws -> CurveKey { try #require(value.curves.first { $0.key.model == model }).key }
    value.widthDrops = [
      WidthDrop(
        from: try key("width-4"), to: try key("width-16"), size: 300,
        change: Interval(mean: -0.05, low: -0.06, high: -0.04), p: 0.01, recovery: nil)
    ]
    let figure = try #require(WidthFigure.figure(value))
    let arrows = figure.panels.map { panel in
      panel.layers.compactMap { if case .note("↓", let x, _) = $0 { x } else { nil } }
    }
    #expect(arrows == [[16], []])
    #expect(figure.caption.contains("↓: significantly worse there than some narrower network."))
  }

  @Test func familiesStandBesideEachOther() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = Self.widths.flatMap { width in
      (1...2).map { .init("\($0)×\(width)", Array(repeating: width, count: $0)) }
    }
    synthetic.rules = [.none]
    let figure = try #require(WidthFigure.figure(synthetic.value))
    // Without losses there is one row.
    #expect(figure.panels.map(\.title) == ["1 hidden layer", "2 hidden layers"] && figure.columns == 2)
  }

  @Test func twoWidthsAreTooFew() {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = [.init("a", [4]), .init("b", [8]), .init("c", [8, 8])]
    #expect(WidthFigure.figure(synthetic.value) == nil)
  }
}
