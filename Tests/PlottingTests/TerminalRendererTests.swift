import Foundation
import Testing

@testable import Plotting

@Suite(.enabled(if: isGnuplotInstalled, "gnuplot is not installed"))
struct TerminalRendererTests {
  @Test(arguments: [(80, 24), (120, 40)]) func everyLineFitsTheTerminal(columns: Int, rows: Int) throws {
    for shape in ["plain", "six-models", "names"] {
      let analysis = try #require(SyntheticAnalysis.gallery.first { $0.name == shape }).analysis.value
      for figure in FigureKind.figures(of: analysis) {
        let drawn = try TerminalRenderer.draw(figure, columns: columns, rows: rows, colour: false)
        #expect(!drawn.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(shape) \(figure.name)")
        #expect(!drawn.lowercased().contains("nan"), "\(shape) \(figure.name)")
        for line in drawn.split(separator: "\n") where shape != "names" {
          #expect(line.count <= columns, "\(shape) \(figure.name): \(line)")
        }
        for panel in figure.panels where !panel.title.isEmpty { #expect(drawn.contains(panel.title)) }
      }
    }
  }

  @Test func curvesHaveLettersAndAKey() throws {
    let figure = try #require(LearningCurvesFigure.figure(SyntheticAnalysis().value))
    let drawn = try TerminalRenderer.draw(figure, columns: 80, rows: 24, colour: false)
    #expect(drawn.contains("A**shallow") && drawn.contains("B##deep"))
    #expect(drawn.contains("accuracy (%)") && drawn.contains("training-set size n"))
    #expect(!drawn.contains("\u{1B}"))
  }

  @Test func colourIsForTerminalsThatAskForIt() throws {
    let figure = try #require(VerdictsFigure.figure(SyntheticAnalysis().value))
    #expect(try TerminalRenderer.draw(figure, columns: 80, rows: 24, colour: true).contains("\u{1B}["))
    #expect(try TerminalRenderer.draw(figure, columns: 80, rows: 24, colour: false).contains("−1.5*"))
  }
}
