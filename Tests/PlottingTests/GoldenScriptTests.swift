import Analysis
import Foundation
import Study
import Testing

@testable import Plotting

/// The gnuplot script of each figure, as a file in `Golden`: a change of how figures are drawn is seen there in review.
///
/// `FATHOM_GOLDEN=write Scripts/test --filter GoldenScriptTests` writes the files again, after the pictures were looked at.
@Suite struct GoldenScriptTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  private static let isWritten = ProcessInfo.processInfo.environment["FATHOM_GOLDEN"] == "write"

  @Test(arguments: FigureName.allCases) func theScriptIsTheOneThatWasLookedAt(name: FigureName) throws {
    let kind = try FigureKind.named(name.rawValue)
    // The first study that the figure applies to; `errors` applies to a target.
    let figures = SyntheticAnalysis.gallery.lazy.compactMap { shape in
      var analysis = shape.analysis.value
      analysis.target = 0.9
      return kind.build(analysis)
    }
    let figure = try #require(figures.first)
    let file = Self.folder.appending(path: "\(name.rawValue).gp")
    if Self.isWritten { try GnuplotScript(figure).text.write(to: file, atomically: true, encoding: .utf8) }
    let expected = try String(contentsOf: file, encoding: .utf8)
    // Line by line, so that a failure names the first that differs.
    for (line, (found, wanted)) in zip(
      GnuplotScript(figure).text.split(separator: "\n"), expected.split(separator: "\n")
    ).enumerated() {
      try #require(found == wanted, "line \(line + 1)")
    }
    #expect(GnuplotScript(figure).text == expected)
  }
}
