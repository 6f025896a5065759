import Analysis
import NeuralNetwork
import Study
import Testing

@testable import Plotting

/// Captions speak of what is drawn, and say what is not.
@Suite struct DrawnCaptionTests {
  private func figure(
    _ name: FigureName, _ analysis: StudyAnalysis, _ change: (inout FigureSelection, inout FigureStyle) -> Void
  ) throws -> Figure? {
    var request = FigureRequest(name)
    change(&request.selection, &request.style)
    return try request.figure(of: analysis)
  }

  /// A panel of one rule says what a figure of that rule alone says.
  @Test(arguments: [FigureName.learningCurves, .gaps, .gapMap, .errors])
  func aPanelOfARuleIsCaptionedAsThatRuleIs(name: FigureName) throws {
    var shape = SyntheticAnalysis()
    shape.diverged = { _, size, rule in size == 0 ? rule : 0 }
    var analysis = shape.value
    analysis.target = 0.9
    for (index, rule) in analysis.study.rules.enumerated() {
      let panel = try #require(try figure(name, analysis) { selection, _ in selection.panels = ["\(index + 1)"] })
      let alone = try #require(try figure(name, analysis) { selection, _ in selection.rules = [rule.label] })
      #expect(panel.caption == alone.caption)
      #expect(panel.caption.contains("diverged") == (index > 0), "\(panel.caption)")
    }
  }

  /// The runs of panels that are left out are not counted: 1 and 2 of them under the second and third rule, 3 together.
  @Test func panelsAreCountedTogether() throws {
    var shape = SyntheticAnalysis()
    shape.diverged = { model, size, rule in model == 0 && size == 0 ? rule : 0 }
    func lost(_ panels: [String]) throws -> String? {
      let drawn = try #require(
        try figure(.learningCurves, shape.value) { selection, _ in selection.panels = panels.isEmpty ? nil : panels })
      return drawn.caption.split(separator: ".").map(String.init).first { $0.contains("diverged") }
    }
    let trials = 2 * 11 * 10
    #expect(try lost(["1"]) == nil)
    #expect(try lost(["2"]) == " 1 of \(trials) trials diverged and is left out")
    #expect(try lost(["3", "2"]) == " 3 of \(2 * trials) trials diverged and are left out")
    #expect(try lost([])?.hasPrefix(" 15 of ") == true)
  }

  /// Of more models than have room, the best differs from rule to rule; a caption names those of its panel.
  @Test func aCaptionNamesTheModelsOfItsPanel() throws {
    var shape = SyntheticAnalysis()
    shape.networks = (1...10).map { .init("m\($0)", Array(repeating: 8, count: $0)) }
    for panel in 1...6 {
      let drawn = try #require(
        try figure(.learningCurves, shape.value) { selection, _ in selection.panels = ["\(panel)"] })
      let labels = Set(drawn.panels.flatMap { $0.layers.compactMap { $0.key?.label } })
      #expect(labels.count == 7)
      #expect(Set((1...10).map { "m\($0)" }.filter { drawn.caption.contains("\($0): 8") }) == labels)
      #expect(drawn.caption.contains("7 of 10 models"))
    }
  }

  @Test func aPanelOfAModelIsCaptionedAsThatModelIs() throws {
    let analysis = SyntheticAnalysis().value
    for (index, model) in analysis.study.models.enumerated() {
      let panel = try #require(try figure(.epochs, analysis) { selection, _ in selection.panels = ["\(index + 1)"] })
      let alone = try #require(try figure(.epochs, analysis) { selection, _ in selection.models = [model.name] })
      #expect(panel.caption == alone.caption)
    }
  }

  /// The sum over what is drawn, by hand: of four points two are at or below zero.
  @Test func pointsWithoutAPlaceOnALogarithmicAxisAreCounted() throws {
    let table = FigureTable([
      .init("x", [1, 10, 100, 1000]), .init("y", [-1, 0, 2, 5]), .init("low", [-2, -1, 1, 4]),
      .init("high", [0, 1, 3, 6]),
    ])
    let layers: [Layer] = [
      .band(table: 0, x: "x", low: "low", high: "high", colour: .blue),
      .line(table: 0, x: "x", y: "y", dash: .solid, points: true, colour: .blue, label: "a"),
    ]
    func drawn(_ scale: Axis.Scale) -> Figure {
      let y = Axis(
        label: "y", scale: scale, start: scale == .log10 ? 1 : -5, end: 10, ticks: [.init(1, "1"), .init(10, "10")])
      return Figure(
        name: "a", title: "", subtitle: "", caption: "Text.", columns: 1, width: 400, panelHeight: 200,
        panels: [
          Panel(title: "", x: Axis(label: "x", scale: .log10, start: 1, end: 1000, ticks: []), y: y, layers: layers)
        ], tables: [table])
    }
    #expect(drawn(.linear).caption == "Text.")
    #expect(
      drawn(.log10).caption
        == "Text. Not drawn: 2 of 4 points, at or below 0, where a logarithmic axis has no place. \(Panel.zeroNote)")
    var style = FigureStyle()
    style.logY = true
    #expect(drawn(.linear).restyled(style, rules: []).caption == drawn(.log10).caption)
    style.logY = false
    #expect(drawn(.log10).restyled(style, rules: []).caption == "Text.")
  }

  /// Whatever is asked for, an axis that stays linear says so.
  @Test func anAxisThatCannotBeLogarithmicSaysSo() throws {
    for shape in SyntheticAnalysis.gallery {
      for name in FigureName.allCases where !name.idleKeys.contains(.logY) {
        guard let drawn = try figure(name, shape.analysis.value, { $1.logY = true }) else { continue }
        let isLinear = drawn.panels.map(\.y).contains { !$0.ticks.isEmpty && !$0.isOfCategories && $0.scale == .linear }
        #expect(drawn.caption.contains("stays linear") == isLinear, "\(shape.name) \(name.rawValue)")
      }
    }
  }

  /// Dashes are of training data, dots of validation data beside test data, in all figures.
  @Test func dashesMeanOneThing() throws {
    for shape in SyntheticAnalysis.gallery {
      for name in FigureName.allCases {
        guard let drawn = try FigureRequest(name).figure(of: shape.analysis.value) else { continue }
        for case .line(_, _, let column, let dash, _, _, _) in drawn.panels.flatMap(\.layers) {
          if case .interleaved = dash { continue }
          #expect((dash == .dashed) == column.contains("train"), "\(shape.name) \(name.rawValue) \(column)")
          let isBesideTest = column.contains("validation") && name != .sweep
          #expect((dash == .dotted) == isBesideTest, "\(shape.name) \(name.rawValue) \(column)")
        }
      }
    }
  }
}
