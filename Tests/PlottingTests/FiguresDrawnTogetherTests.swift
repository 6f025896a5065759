import Foundation
import Study
import TestSupport
import Testing

@testable import Plotting

@Suite(.enabled(if: isGnuplotInstalled, "gnuplot is not installed"))
struct FiguresDrawnTogetherTests {
  /// All shapes with the long tests, else each fifth: each takes seconds.
  private static let shapesDrawnTwice = SyntheticAnalysis.gallery.map(\.name).enumerated()
    .filter { runsLongTests || $0.offset.isMultiple(of: 5) }.map(\.element)

  /// One gnuplot draws several figures; none can tell from its pictures what was drawn before.
  @Test(arguments: shapesDrawnTwice) func picturesAreThoseOfFiguresDrawnAlone(shape: String) throws {
    let (together, alone) = (try TemporaryPlots(), try TemporaryPlots())
    var style = FigureStyle()
    style.fontSize = 9
    let all = FigureKind.figures(of: try #require(SyntheticAnalysis.gallery.first { $0.name == shape }).analysis.value)
    let figures = all.filter { $0.animation == nil }.enumerated().map { index, figure in
      // Some for a page, with scales of their own.
      index.isMultiple(of: 3) ? figure.laidOut(style) : figure
    }
    let formats: [FigureFormat] = [.svg, .png]
    // As few gnuplots as there can be.
    #expect(FigureRenderer.groups(figures, processors: 1) == (figures.isEmpty ? [] : [Array(figures.indices)]))
    for group in FigureRenderer.groups(figures, processors: 2) {
      _ = try FigureRenderer(folder: together.url).draw(group.map { figures[$0] }, formats: formats)
    }
    for figure in figures { try figure.write(to: alone.url, formats: formats) }
    for name in alone.names where !name.hasSuffix(".dat") {
      #expect(
        try Data(contentsOf: together.url.appending(path: name)) == Data(contentsOf: alone.url.appending(path: name)),
        "\(shape) \(name)")
    }
  }
}
