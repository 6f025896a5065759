import Analysis
import Study
import Testing

@testable import Plotting

/// Curves that lie on each other, on an axis of 220 pixels, where a hundredth is as wide as a line.
@Suite struct OverlapTests {
  /// The dashes of solid curves at x = 1, 2, …, on an axis from 0 to 100.
  private func dashes(
    _ curves: [[Double?]], axis: Axis? = nil, x scale: Axis.Scale = .linear, dash: Layer.Dash = .solid,
    height: Int = 220
  ) -> [Layer.Dash] {
    let count = curves.map(\.count).max() ?? 1
    let table = FigureTable(
      [.init("x", (1...count).map(Double.init))] + curves.enumerated().map { FigureTable.Column("y\($0)", $1) })
    let panel = Panel(
      title: "", x: Axis(label: "", scale: scale, start: 1, end: Double(count), ticks: []),
      y: axis ?? Axis(label: "", scale: .linear, start: 0, end: 100, ticks: []),
      layers: curves.indices.map {
        .line(table: 0, x: "x", y: "y\($0)", dash: dash, points: true, colour: .ink, label: "\($0)")
      })
    return panel.interleaved([table], height: height).layers.compactMap { layer in
      if case .line(_, _, _, let dash, _, _, _) = layer { dash } else { nil }
    }
  }

  private let curve: [Double?] = [10, 20, 40, 80, 90]

  private func shifted(_ shift: Double) -> [Double?] { curve.map { $0.map { $0 + shift } } }

  @Test func whatLiesOnAnotherIsDashed() {
    #expect(dashes([curve, curve]) == [.solid, .interleaved(position: 1, count: 2)])
    #expect(dashes([curve, shifted(0.9)]) == [.solid, .interleaved(position: 1, count: 2)])
    #expect(dashes([curve, shifted(5), curve]) == [.solid, .solid, .interleaved(position: 1, count: 2)])
  }

  /// What is near is a matter of the axis, not of the values.
  @Test func whatAnEyeCanTellApartIsSolid() {
    #expect(dashes([curve, shifted(1.1)]) == [.solid, .solid])
    #expect(dashes([curve, shifted(0.9)], height: 320) == [.solid, .solid])
    let high = curve.map { $0.map { 900 + $0 } }
    let axis = Axis(label: "", scale: .linear, start: 910, end: 990, ticks: [])
    #expect(dashes([high, high.map { $0.map { $0 + 2 } }], axis: axis) == [.solid, .solid])
    let decades = Axis(label: "", scale: .log10, start: 0.001, end: 1000, ticks: [])
    #expect(dashes([curve, curve.map { $0.map { $0 * 1.1 } }], axis: decades).last != .solid)
    #expect(dashes([curve, curve.map { $0.map { $0 * 1.2 } }], axis: decades).last == .solid)
  }

  /// A line bridges what is missing between its ends; what is missing after them ends it.
  @Test func curvesWithValuesAtOtherPlacesAreComparedWhereBothHaveSome() {
    let (one, other): ([Double?], [Double?]) = ([10, nil, 40, 60, nil, 90], [10, 20, nil, 60, 70, 90])
    #expect(dashes([one, other]).last == .interleaved(position: 1, count: 2))
    #expect(dashes([one, other.map { $0.map { $0 + 5 } }]).last == .solid)
    #expect(dashes([[10, 20, nil, nil, nil, nil], other]).last == .solid)
  }

  @Test func aChainOfCurvesIsOneGroup() {
    #expect(
      dashes([curve, shifted(0.9), shifted(1.8)])
        == [.solid, .interleaved(position: 1, count: 3), .interleaved(position: 2, count: 3)])
  }

  @Test func fourFifthsOfTheWayAreEnoughAndMissingPlacesAreNone() {
    let level = [Double?](repeating: 50, count: 11)
    func apart(at first: Int) -> [Double?] { level.indices.map { $0 < first ? 70 : 50 } }
    #expect(dashes([level, apart(at: 1)]).last != .solid)
    #expect(dashes([level, apart(at: 3)]).last == .solid)
    // The way is that of the eye: the first of ten steps is more than a quarter of a logarithmic axis.
    #expect(dashes([level, apart(at: 1)], x: .log10).last == .solid)
    #expect(dashes([curve, [10, 20, nil, nil, nil]]).last == .solid)
    #expect(dashes([[nil, nil, nil, 10, 90], [nil, nil, nil, 30, 50]]).last == .solid)
    #expect(dashes([[nil, nil, nil, 10, 90], [nil, nil, nil, 10, 90]]).last != .solid)
  }

  @Test func dashedCurvesStayAsTheyAre() {
    #expect(dashes([curve, curve], dash: .dashed) == [.dashed, .dashed])
  }

  /// In every figure that overlays curves, and said once in its caption.
  @Test func figuresTellCurvesApartThatCoincide() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.vary = [("engine", ["backprop", "autodiff"])]
    synthetic.networks = (1...3).map { .init("depth-\($0)", Array(repeating: 64, count: $0)) }
    var value = synthetic.value
    // The second engine and the second model come out as the first.
    for index in value.curves.indices {
      let key = value.curves[index].key
      let same = value.curves.first { other in
        other.size == value.curves[index].size && other.key.rule == key.rule && other.key.varied == ["backprop"]
          && other.key.modelIndex == (key.modelIndex == 1 ? 0 : key.modelIndex)
      }
      value.curves[index].summaries = try #require(same).summaries
    }
    for kind in [ThresholdsFigure.kind, LearningCurvesFigure.kind, GapsFigure.kind] {
      let figure = try #require(kind.build(value))
      for panel in figure.panels {
        let interleaved = panel.layers.count { layer in
          if case .line(_, _, _, .interleaved, _, _, _) = layer { true } else { false }
        }
        #expect(interleaved > 0, "\(kind.name) \(panel.title)")
      }
      #expect(figure.caption.ranges(of: Panel.overlapNote).count == 1, "\(kind.name)")
    }
    let plain = try #require(ThresholdsFigure.figure(SyntheticAnalysis().value))
    #expect(!plain.caption.contains(Panel.overlapNote))
  }
}
