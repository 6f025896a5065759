import DurableFiles
import Foundation
import FoundationXML
import Study
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
      // The pixels of an image may spell anything.
      let drawing = svg.replacing(/data:image\/png;base64,[A-Za-z0-9+\/=\s]*/, with: "")
      #expect(!drawing.lowercased().contains("nan"), "\(figure.name)")
      #expect(svg.utf8.count < 500_000, "\(shape) \(figure.name)")
      let parser = XMLParser(data: Data(svg.utf8))
      #expect(parser.parse(), "\(figure.name)")
    }
  }

  @Test func animationsAreDrawnFirstAndApart() throws {
    let figures = try figures("recorded")
    let animated = try #require(figures.firstIndex { $0.animation != nil })
    for processors in 1...64 {
      let groups = FigureRenderer.groups(figures, processors: processors)
      #expect(groups.first == [animated])
      #expect(groups.joined().sorted() == Array(figures.indices) && groups.allSatisfy { !$0.isEmpty })
      #expect(groups.count <= max(processors, 2))
    }
  }

  @Test func allFormatsAreWritten() throws {
    let folder = try TemporaryPlots()
    let figure = try #require(figures("plain").first)
    let pictures = try figure.write(to: folder.url, formats: [.svg, .png, .pdf])
    #expect(pictures.map(\.lastPathComponent) == ["learning-curves.svg", "learning-curves.png", "learning-curves.pdf"])
    let png = try Data(contentsOf: folder.url.appending(path: "learning-curves.png"))
    #expect(png.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
    #expect(Self.width(ofPNG: png) == figure.width)
    #expect(try Data(contentsOf: folder.url.appending(path: "learning-curves.pdf")).prefix(5) == Data("%PDF-".utf8))
  }

  /// Where no font has a character, boxes of any size would cover a picture of pixels; SVG leaves fonts to whoever shows it.
  @Test func whatNoFontHasIsReplacedInPicturesOfPixels() throws {
    // A place that Unicode gives to no character.
    #expect(InstalledFonts.drawable("Größe ≤ α × \u{50001}!") == "Größe ≤ α × □!")
    let folder = try TemporaryPlots()
    var figure = try #require(figures("plain").first)
    func picture(_ title: String) throws -> (png: Data, svg: String, script: String) {
      figure.title = title
      try figure.write(to: folder.url, formats: [.svg, .png])
      return (
        try Data(contentsOf: folder.url.appending(path: "\(figure.name).png")), try folder.text("\(figure.name).svg"),
        try folder.text("\(figure.name).gp")
      )
    }
    let (missing, square) = (try picture("Depth \u{50001}"), try picture("Depth □"))
    #expect(missing.png == square.png)
    #expect(missing.svg.contains("Depth \u{50001}") && missing.script.contains("Depth \u{50001}"))
  }

  @Test func aScriptDrawsALargerPNGWhenAsked() throws {
    let folder = try TemporaryPlots()
    let figure = try #require(figures("plain").first)
    try figure.write(to: folder.url, formats: [])
    try TemporaryPlots.gnuplot("-e", "formats = \"png\"; scale = 3", "learning-curves.gp", in: folder.url)
    let png = try Data(contentsOf: folder.url.appending(path: "learning-curves.png"))
    #expect(Self.width(ofPNG: png) == 3 * figure.width)
  }

  /// The width in the header.
  private static func width(ofPNG file: Data) -> Int { file[16..<20].reduce(0) { $0 << 8 | Int($1) } }

  @Test func progressIsAnAnimationOfAllItsFrames() throws {
    let folder = try TemporaryPlots()
    let figure = try #require(figures("recorded").first { $0.name == "progress" })
    let animation = try #require(figure.animation)
    #expect(try figure.write(to: folder.url).map(\.lastPathComponent) == ["progress.gif", "progress.svg"])
    let gif = try GIFContents(Data(contentsOf: folder.url.appending(path: "progress.gif")))
    #expect(gif.frames.count == animation.frameCount)
    #expect(gif.frames.count <= 60)
    #expect(gif.frames.allSatisfy { $0.delay == animation.delay })
    #expect(gif.width == figure.width && gif.loops)
    // The last frame is repeated unchanged; before that each has something new.
    let growing = gif.frames.prefix(animation.epochs.count).map(\.pixels)
    #expect(zip(growing, growing.dropFirst()).allSatisfy { $0 != $1 })
    #expect(gif.frames.suffix(animation.pause).allSatisfy { $0.pixels == growing.last })
    // A cut-off file is not taken for a complete one, whatever bytes it holds.
    #expect(throws: GIFContents.Damage.self) {
      try GIFContents(Data(contentsOf: folder.url.appending(path: "progress.gif")).dropLast(1))
    }
  }

  @Test func stillsHaveNoGIFAndAnimationsAreDrawnAsTheyEnd() throws {
    let folder = try TemporaryPlots()
    let figures = try figures("recorded").filter { ["sweep", "progress"].contains($0.name) }
    let pictures = try FigureRenderer(folder: folder.url).draw(figures, formats: [.svg, .gif])
    #expect(pictures.map(\.lastPathComponent) == ["sweep.svg", "progress.svg", "progress.gif"])
    let last = try #require(figures.last?.animation?.epochs.last)
    #expect(try folder.text("progress.svg").contains("epoch \(last)"))
  }

  @Test(arguments: ["weights", "progress"]) func aCopiedFolderRedrawsImagesAndAnimations(name: String) throws {
    let folder = try TemporaryPlots()
    let figure = try #require(figures("images").first { $0.name == name })
    let drawn = try figure.write(to: folder.url)
    let before = try drawn.map { try Data(contentsOf: $0) }
    for url in drawn { try FileManager.default.removeItem(at: url) }
    let complaint = try TemporaryPlots.gnuplot("\(name).gp", in: folder.url)
    #expect(!complaint.contains("warning"))
    let after = try drawn.map { try Data(contentsOf: $0) }
    #expect(after == before)
  }

  /// A user who redraws a figure sees no warning, whatever figure it is. Animations and PNG take longest, so figures of one
  /// study stand for all in these.
  @Test(arguments: SyntheticAnalysis.gallery.map(\.name)) func plainGnuplotSaysNothing(shape: String) throws {
    let folder = try TemporaryPlots()
    let figures = try figures(shape)
    _ = try FigureRenderer(folder: folder.url).attempt(figures, formats: [])
    for figure in figures {
      // What gnuplot says of every animation is no complaint.
      let formats = shape == "plain" ? [] : ["-e", "formats = \"svg\""]
      let complaint = try TemporaryPlots.gnuplot(formats + ["\(figure.name).gp"], in: folder.url)
        .replacing(/\d+ frames in animation sequence\n/, with: "")
      #expect(complaint.isEmpty, "\(figure.name): \(complaint)")
    }
  }

  @Test func aCopiedFolderRedraws() throws {
    let folder = try TemporaryPlots()
    let original = folder.url.appending(path: "plots")
    let figure = try #require(figures("plain").first)
    try figure.write(to: original, formats: [.svg, .png])
    let copy = folder.url.appending(path: "copy")
    try FileManager.default.copyItem(at: original, to: copy)
    for format in ["svg", "png"] {
      try FileManager.default.removeItem(at: copy.appending(path: "\(figure.name).\(format)"))
    }
    try TemporaryPlots.gnuplot("\(figure.name).gp", in: copy)
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
    #expect(error?.description.hasPrefix("cannot write \(renderer.folder.path): ") == true)
    #expect(error?.description.contains("\n") == false)
  }

  @Test func aFigureThatFailsCostsOnlyItself() throws {
    let folder = try TemporaryPlots()
    let figures = try figures("plain")
    let failing = try #require(figures.first { $0.name == "gaps" })
    // A folder in the way of its picture.
    let way = folder.url.appending(path: "gaps.svg")
    try FileManager.default.createDirectory(at: way, withIntermediateDirectories: true)
    let drawn = try FigureRenderer(folder: folder.url).attempt(figures, formats: [.svg])
    #expect(drawn.failures.map(\.figure) == [failing.name])
    #expect(drawn.failures.first?.description.hasPrefix("gaps (cannot write ") == true)
    #expect(drawn.pictures.count == figures.count - 1)
    #expect(throws: PlottingError.self) { try FigureRenderer(folder: folder.url).draw(figures, formats: [.svg]) }
  }

  /// A picture shows the numbers that lie beside it, in whatever format it was once asked for.
  @Test func picturesOfOtherNumbersDoNotStay() throws {
    let folder = try TemporaryPlots()
    let renderer = FigureRenderer(folder: folder.url)
    var figure = try #require(figures("plain").first { $0.name == "gaps" })
    _ = try renderer.draw([figure], formats: [.svg, .pdf])
    // Drawn again, the same: everything stays.
    _ = try renderer.draw([figure], formats: [.svg])
    #expect(folder.names.contains("gaps.pdf"))
    figure.title = "Another"
    _ = try renderer.draw([figure], formats: [.svg])
    #expect(!folder.names.contains("gaps.pdf") && folder.names.contains("gaps.svg"))
    // Where no format is asked for, those that are there are kept up to date.
    _ = try renderer.draw([figure], formats: [.pdf])
    figure.title = "A third"
    let pictures = try renderer.draw([figure]).map(\.lastPathComponent)
    #expect(pictures == ["gaps.svg", "gaps.png", "gaps.pdf"])
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
