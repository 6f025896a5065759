import Foundation
import SeededRandom
import TestSupport
import Testing
import TextOutput

@Suite struct TextOutputTests {
  /// Widths after Unicode Standard Annex 11 and the emoji data of Unicode.
  @Test(arguments: [
    ("", 0), ("a-1", 3), ("naïve", 5), ("e\u{301}", 1), ("深い", 4), ("한글", 4), ("ＡＢ", 4), ("🦊", 2), ("👩‍👩‍👧", 2), ("−", 1),
    ("\u{200D}", 0), ("\u{1F321}", 1),
  ]) func columnsOnATerminal(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (12_500, "12,500"), (1_000_000, "1,000,000"), (-1234, "−1,234"),
  ]) func thousandsAreGrouped(value: Int, text: String) {
    #expect(value.grouped == text)
  }

  /// Another reader finds in the line what was put in, whatever the text.
  @Test func linesAreJSON() throws {
    var generator = SeededGenerator(key: printedSeed())
    let expected = ["a", "quote \" and \\", "line\n\u{1}break", HostileText.random(from: &generator)]
    for text in expected {
      let line = JSONLine([
        ("text", .text(text)), (text, .integer(-3)), ("none", nil), ("nothing", .null), ("number", .number(0.1)),
      ]).description
      #expect(!line.contains("\n"))
      let read = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(read["text"] as? String == text && read[text] as? Int == -3 && read["number"] as? Double == 0.1)
      #expect(read["none"] == nil && read["nothing"] is NSNull)
    }
    #expect(JSONLine([("a", .integer(1)), ("b", .text("c/d"))]).description == #"{"a": 1, "b": "c/d"}"#)
  }
}
