import Datasets
import Foundation
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@testable import Plotting

/// Whatever a study, a data file or a path calls things, gnuplot draws it and does nothing else.
@Suite(.enabled(if: isGnuplotInstalled, "gnuplot is not installed"))
struct HostileTextTests {
  private let folder: TemporaryPlots

  init() throws { folder = try TemporaryPlots() }

  private static func texts(_ count: Int) -> [String] {
    var generator = SeededGenerator(key: printedSeed())
    return HostileText.listed + (0..<count).map { _ in HostileText.random(from: &generator) }
  }

  /// Control characters as spaces, no longer than a literal may be, and what SVG takes otherwise kept apart.
  private func drawn(_ text: String) -> String {
    var scalars = text.unicodeScalars.map { $0.isControl ? " " : $0 }
    if scalars.count > GnuplotText.limit { scalars = scalars.prefix(GnuplotText.limit - 1) + ["…"] }
    for (sequence, length) in [("]]>", 2), ("&#", 1)] {
      for place in scalars.indices.reversed() where scalars[place...].starts(with: sequence.unicodeScalars) {
        scalars.insert(" ", at: place + length)
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// gnuplot is asked to print ten thousand texts, and returns them as they were written.
  @Test func gnuplotReadsTenThousandTextsAsTheyWereWritten() throws {
    let texts = Self.texts(10_000)
    let script = texts.map { "print \(GnuplotText.literal("a" + $0))" }.joined(separator: "\n") + "\n"
    try script.write(to: folder.url.appending(path: "print.gp"), atomically: true, encoding: .utf8)
    _ = try GnuplotProcess().run(
      script: "print.gp", first: "set encoding utf8; set print \"printed\"", in: folder.url, figure: "print")
    let printed = try folder.text("printed").unicodeScalars.split(separator: "\n").map { String($0) }
    let expected = texts.map { drawn("a" + $0) }
    #expect(printed.count == expected.count)
    for (found, wanted) in zip(printed, expected) where !found.unicodeScalars.elementsEqual(wanted.unicodeScalars) {
      Issue.record("\(wanted.debugDescription) came out as \(found.debugDescription)")
    }
    #expect(folder.names == ["print.gp", "printed"])
  }

  /// As labels of a picture: it is well-formed XML, and holds text alone.
  @Test func labelsOfAPictureAreInert() throws {
    let texts = Self.texts(2000)
    let labels = texts.enumerated().map { index, text in
      "set label \(index + 1) \(GnuplotText.literal(text)) at graph 0.5,0.5 noenhanced"
    }
    let script =
      ["set encoding utf8", "set terminal svg noenhanced", "set output \"labels.svg\""] + labels + ["plot 0"]
    try (script.joined(separator: "\n") + "\n").write(
      to: folder.url.appending(path: "labels.gp"), atomically: true, encoding: .utf8)
    _ = try GnuplotProcess().run(script: "labels.gp", first: "", in: folder.url, figure: "labels")
    #expect(folder.names == ["labels.gp", "labels.svg"])
    let svg = InertSVG(try Data(contentsOf: folder.url.appending(path: "labels.svg")))
    #expect(svg.problems == [])
    for text in texts where !svg.holds(drawn(text)) {
      Issue.record("\(text.debugDescription) is not in the picture")
    }
  }

  /// As titles and as names of models, features and varied values, in every figure that shows them.
  @Test func figuresWithListedTextsAreDrawn() throws {
    let texts = HostileText.listed
    var generator = SeededGenerator(key: printedSeed())
    let count = 16
    for start in stride(from: 0, to: texts.count, by: count) {
      let names = texts[start..<min(start + count, texts.count)]
      var analysis = SyntheticAnalysis()
      analysis.title = names.joined(separator: " ")
      analysis.networks = names.enumerated().map { .init($1, Array(repeating: 8, count: $0 + 1)) }
      analysis.sizes = [100, 1000]
      analysis.rules = [.none]
      analysis.planeClasses = 3
      analysis.vary = [("initialiser", [names.first ?? "", HostileText.random(from: &generator)])]
      let wanted: Set = ["learning-curves", "sweep", "decision-boundary"]
      let figures = FigureKind.figures(of: analysis.value).filter {
        // A map of classes for each name takes long.
        $0.name == "learning-curves" || start == 0 && wanted.contains($0.name)
      }
      #expect(!figures.isEmpty)
      for picture in try FigureRenderer(folder: folder.url).draw(figures, formats: [.svg]) {
        #expect(try InertSVG(Data(contentsOf: picture)).problems == [], "\(names)")
      }
      #expect(!folder.names.contains { $0.contains("canary") }, "\(names)")
    }
  }

  /// A terminal shows what is drawn in it, and obeys none of it.
  @Test func terminalsAreSentNoControls() throws {
    let texts = HostileText.listed.filter { !HostileText.obeyed(in: $0).isEmpty || $0.contains("\n") }
    #expect(texts.count > 10)
    var analysis = SyntheticAnalysis()
    analysis.title = texts.joined(separator: " ")
    analysis.networks = texts.prefix(6).enumerated().map { .init($1, Array(repeating: 8, count: $0 + 1)) }
    analysis.sizes = [100, 1000]
    analysis.rules = [.none]
    analysis.vary = [("initialiser", Array(texts.suffix(2)))]
    for figure in FigureKind.figures(of: analysis.value)
    where ["learning-curves", "gap-map", "sweep"].contains(figure.name) {
      let drawing = try TerminalRenderer.draw(figure, columns: 100, rows: 24, colour: false)
      #expect(HostileText.obeyed(in: drawing) == [], "\(figure.name)")
    }
  }
}
