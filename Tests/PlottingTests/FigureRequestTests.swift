import Analysis
import Foundation
import Study
import Testing

@testable import Plotting

/// Selections, words, colours and scales that a figure is asked for with.
@Suite struct FigureRequestTests {
  private static var analysis: StudyAnalysis {
    get throws { try #require(SyntheticAnalysis.gallery.first { $0.name == "plain" }).analysis.value }
  }

  private func request(
    _ name: FigureName, _ change: (inout FigureSelection, inout FigureStyle) -> Void
  ) throws -> Figure? {
    var request = FigureRequest(name)
    change(&request.selection, &request.style)
    return try request.figure(of: try Self.analysis)
  }

  private func labels(_ figure: Figure) -> Set<String> {
    Set(figure.panels.flatMap { $0.layers.compactMap { $0.key?.label } })
  }

  @Test func modelsSizesAndRulesAreSelected() throws {
    let source = FigureSource(try Self.analysis)
    let whole = try #require(try request(.learningCurves) { _, _ in })
    #expect(labels(whole) == Set(source.series.map(\.name)))
    let model = try #require(source.series.last?.fullName)
    let one = try #require(try request(.learningCurves) { selection, _ in selection.models = [model] })
    #expect(labels(one) == [model])
    let sizes = Array(source.sizes.suffix(2))
    let two = try #require(try request(.gaps) { selection, _ in selection.sizes = sizes })
    #expect(two.tables[0]["size"] == sizes.map { Double($0) })
    let rule = try #require(source.rules.first)
    let single = try #require(try request(.learningCurves) { selection, _ in selection.rules = [rule.label] })
    #expect(single.panels.count == 1)
    let second = try #require(try request(.learningCurves) { selection, _ in selection.panels = ["2"] })
    #expect(second.panels == [whole.panels[1]] || second.panels.map(\.title) == [whole.panels[1].title])
  }

  @Test func whatIsNotThereIsNamed() throws {
    for change: (inout FigureSelection, inout FigureStyle) -> Void in [
      { selection, _ in selection.models = ["nobody"] }, { selection, _ in selection.rules = ["nobody"] },
      { selection, _ in selection.sizes = [7] }, { selection, _ in selection.panels = ["99"] },
      { selection, _ in selection.panels = ["0"] }, { selection, _ in selection.panels = ["\(Int.min)"] },
      { selection, _ in selection.set = ["nobody": ["1"]] }, { _, style in style.labels = ["models.nobody": "x"] },
      { _, style in style.colours = ["models.nobody": 0] },
    ] {
      #expect(throws: PlottingError.self) { try request(.learningCurves, change) }
    }
  }

  @Test func wordsColoursAndScalesAreTaken() throws {
    let source = FigureSource(try Self.analysis)
    let model = try #require(source.series.first?.fullName)
    let figure = try #require(
      try request(.learningCurves) { _, style in
        style.labels = ["models.\(model)": "50 % of {it}", "x": "samples"]
        style.colours = ["models.\(model)": 0x123456]
        style.logX = false
      })
    #expect(labels(figure).contains("50 % of {it}") && !labels(figure).contains(model))
    #expect(figure.panels.allSatisfy { $0.x.label == "samples" && $0.x.scale == .linear })
    #expect(figure.panels[0].layers.compactMap(\.key).contains { $0.colour == Colour(0x123456) })
    let logarithmic = try #require(try request(.gaps) { _, style in style.logY = true })
    #expect(logarithmic.panels.count > 0)
  }

  @Test func anotherNameIsThatOfAllFiles() throws {
    let figure = try #require(try FigureRequest(.gaps, name: "fig-2").figure(of: try Self.analysis))
    #expect(figure.files(formats: [.svg]).allSatisfy { $0.hasPrefix("fig-2") })
  }

  @Test func requestsAreReadAsTheyWereWritten() throws {
    var request = FigureRequest(.depth, name: "fig-1")
    (request.style.width, request.style.fontSize, request.style.title) = (PageLength("8.4cm"), 8, false)
    request.selection.set = ["learning-rate": ["0.1"]]
    for request in [request, FigureRequest(.gaps)] {
      let data = try JSONEncoder().encode([request])
      #expect(try JSONDecoder().decode([FigureRequest].self, from: data) == [request])
    }
    // As stores of earlier versions have them.
    #expect(try JSONDecoder().decode([FigureRequest].self, from: Data(#"["gaps"]"#.utf8)) == [FigureRequest(.gaps)])
    #expect(String(decoding: try JSONEncoder().encode([FigureRequest(.gaps)]), as: UTF8.self) == #"["gaps"]"#)
  }
}
