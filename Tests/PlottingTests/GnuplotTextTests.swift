import Foundation
import Testing

@testable import Plotting

@Suite struct GnuplotTextTests {
  @Test func plainCharactersStandForThemselves() {
    let plain = "AZaz09 ,.:;=+()-"
    #expect(GnuplotText.literal(plain) == "\"\(plain)\"")
    #expect(GnuplotText.literal("é深−") == "\"é深−\"")
  }

  @Test func everyOtherByteIsAnOctalEscape() {
    #expect(GnuplotText.literal("\"") == #""\0042""#)
    #expect(GnuplotText.literal("`") == #""\140""#)
    #expect(GnuplotText.literal("$(x)") == #""\0044(x)""#)
    #expect(GnuplotText.literal("\\n") == #""\134n""#)
    #expect(GnuplotText.literal("'%<>|@{}^_~") == #""\0047\0045\0074\0076\174\100\173\175\136\137\176""#)
  }

  @Test func percentSignsOfFormatsAreDoubled() {
    #expect(GnuplotText.literal("5 %d", isFormat: true) == #""5 \0045\0045d""#)
    #expect(GnuplotText.literal("5 %d") == #""5 \0045d""#)
  }

  /// gnuplot takes labels of ticks with a percent sign for formats, and cuts them after 49 bytes.
  @Test func labelsOfTicksInLaTeXAreNoFormats() {
    let name = "50% of {x} " + String(repeating: "a", count: 60)
    #expect(GnuplotText.latex(name, isFormat: true).contains("50\\134char37\\173\\175 of "))
    #expect(!GnuplotText.latex(name, isFormat: true).contains("\\0045"))
    #expect(GnuplotText.latex(name).contains("50\\134\\0045 of "))
  }

  @Test func whatAnSVGFileWouldTakeOtherwiseIsKeptApart() {
    #expect(GnuplotText.literal("&#x3c;") == #""\0046 \0043x3c;""#)
    #expect(GnuplotText.literal("a]]>b") == #""a\135\135 \0076b""#)
  }

  @Test func controlCharactersAreSpaces() {
    #expect(GnuplotText.literal("a\nb\tc\u{0}d\u{7F}e\u{85}f\u{202E}g") == "\"a b c d e f g\"")
  }

  @Test func longTextIsCapped() {
    let literal = GnuplotText.literal(String(repeating: "x", count: 100_000))
    #expect(literal.unicodeScalars.count == GnuplotText.limit + 2)
    #expect(literal.hasSuffix("x…\""))
  }

  /// gnuplot itself is asked to print every ASCII character that is not a control, and some beyond, and returns them as written.
  @Test(.enabled(if: isGnuplotInstalled, "gnuplot is not installed"))
  func gnuplotReadsBackWhatWasWritten() throws {
    let folder = try TemporaryPlots()
    let texts =
      (0x20..<0x7F).compactMap { Unicode.Scalar($0 as Int).map { "a\($0)1\($0)\($0)z" } } + [
        SyntheticAnalysis.hostileName, "système — 深い − Δ", "\\140touch canary\\140", "%d %s %%", "{/Symbol a}^2_i",
      ]
    let script = texts.map { "print \(GnuplotText.literal($0))" }.joined(separator: "\n") + "\n"
    try script.write(to: folder.url.appending(path: "print.gp"), atomically: true, encoding: .utf8)
    // print writes to the standard error; sent to a file to be read back.
    _ = try GnuplotProcess().run(
      script: "print.gp", first: "set encoding utf8; set print \"printed\"", in: folder.url, figure: "print")
    let printed = try String(contentsOf: folder.url.appending(path: "printed"), encoding: .utf8)
    #expect(printed.split(separator: "\n").map(String.init) == texts)
    #expect(folder.names == ["print.gp", "printed"])
  }
}
