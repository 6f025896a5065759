import Foundation
import FoundationXML
import Testing

@testable import Plotting

@Suite(.enabled(if: isGnuplotInstalled, "gnuplot is not installed"))
struct FigureRendererTests {
  private func figures(_ shape: String) throws -> [Figure] {
    FigureKind.figures(of: try #require(SyntheticAnalysis.gallery.first { $0.name == shape }).analysis.value)
  }

  @Test(arguments: SyntheticAnalysis.gallery.map(\.name)) func everyFigureIsDrawn(shape: String) throws {
    let folder = try TemporaryPlots()
    let figures = try figures(shape)
    let pictures = try FigureRenderer(folder: folder.url).draw(figures, formats: [.svg])
    #expect(pictures.map(\.lastPathComponent) == figures.map { "\($0.name).svg" })
    let expected = figures.flatMap { figure in
      ["\(figure.name).gp", "\(figure.name).svg"] + figure.tables.indices.map { figure.dataFile($0) }
    }
    // Nothing else: neither temporary files nor what a hostile name would have made.
    #expect(folder.names == expected.sorted())
    for figure in figures {
      let svg = try folder.text("\(figure.name).svg")
      #expect(!svg.lowercased().contains("nan"), "\(figure.name)")
      let parser = XMLParser(data: Data(svg.utf8))
      #expect(parser.parse(), "\(figure.name)")
    }
  }

  @Test func allFormatsAreWritten() throws {
    let folder = try TemporaryPlots()
    let figure = try #require(figures("plain").first)
    let pictures = try figure.write(to: folder.url, formats: [.svg, .png, .pdf])
    #expect(pictures.map(\.lastPathComponent) == ["learning-curves.svg", "learning-curves.png", "learning-curves.pdf"])
    let png = try Data(contentsOf: folder.url.appending(path: "learning-curves.png"))
    #expect(png.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
    // Width and height in the header, at twice the figure's pixels.
    let width = png[16..<20].reduce(0) { $0 << 8 | Int($1) }
    #expect(width == 2 * figure.width)
    #expect(try Data(contentsOf: folder.url.appending(path: "learning-curves.pdf")).prefix(5) == Data("%PDF-".utf8))
  }

  @Test func aCopiedFolderRedraws() throws {
    let folder = try TemporaryPlots()
    let original = folder.url.appending(path: "plots")
    let figure = try #require(figures("names").first)
    try figure.write(to: original, formats: [.svg, .png])
    let copy = folder.url.appending(path: "copy")
    try FileManager.default.copyItem(at: original, to: copy)
    for format in ["svg", "png"] {
      try FileManager.default.removeItem(at: copy.appending(path: "\(figure.name).\(format)"))
    }
    let gnuplot = Process()
    gnuplot.executableURL = GnuplotProcess.executable()
    gnuplot.arguments = ["\(figure.name).gp"]
    gnuplot.currentDirectoryURL = copy
    try gnuplot.run()
    gnuplot.waitUntilExit()
    #expect(gnuplot.terminationStatus == 0)
    for format in ["svg", "png"] {
      let name = "\(figure.name).\(format)"
      #expect(
        try Data(contentsOf: copy.appending(path: name)) == Data(contentsOf: original.appending(path: name)), "\(name)")
    }
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    let folder = try TemporaryPlots()
    try "a file".write(to: folder.url.appending(path: "plots"), atomically: true, encoding: .utf8)
    let renderer = FigureRenderer(folder: folder.url.appending(path: "plots").appending(path: "inner"))
    let figures = try figures("one-size")
    let error = #expect(throws: PlottingError.self) { try renderer.draw(figures, formats: [.svg]) }
    #expect(error?.description.hasPrefix("cannot write \(renderer.folder.path(percentEncoded: false)): ") == true)
    #expect(error?.description.contains("\n") == false)
  }

  @Test func gnuplotsComplaintIsPassedOn() throws {
    let folder = try TemporaryPlots()
    try "plot nonsense\n".write(to: folder.url.appending(path: "bad.gp"), atomically: true, encoding: .utf8)
    let error = #expect(throws: PlottingError.self) {
      try GnuplotProcess().run(script: "bad.gp", first: "", in: folder.url, figure: "bad")
    }
    #expect(error?.description.contains("undefined variable: nonsense") == true)
  }

  @Test func gnuplotIsStoppedAtTheTimeLimit() throws {
    let folder = try TemporaryPlots()
    try "pause 60\n".write(to: folder.url.appending(path: "slow.gp"), atomically: true, encoding: .utf8)
    #expect(throws: PlottingError.timedOut(figure: "slow", seconds: 1)) {
      try GnuplotProcess(timeLimit: 1).run(script: "slow.gp", first: "", in: folder.url, figure: "slow")
    }
  }

  @Test func withoutFormatsNothingIsDrawn() throws {
    let folder = try TemporaryPlots()
    #expect(try figures("one-size")[0].write(to: folder.url, formats: []) == [])
    #expect(folder.names == ["verdicts.dat", "verdicts.gp"])
  }
}

@Suite struct GnuplotLookupTests {
  @Test func aMissingGnuplotIsOneLine() {
    #expect(GnuplotProcess.executable(environment: ["PATH": "/nonexistent:relative:"]) == nil)
    #expect(PlottingError.gnuplotMissing.description == "gnuplot is not installed: apt-get install gnuplot-nox")
  }
}
