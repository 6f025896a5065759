import Foundation
import TestSupport
import Testing

@testable import Datasets

/// What stands above the names of the columns, and numbers as they are typeset.
@Suite struct TablePreambleTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The same two samples below whatever is no record.
  @Test(arguments: [
    ("sep=;\nx;y;kind\n1,5;2;a\n3;4;b\n", "separated by semicolons, decimal commas, with a header", [3, 4]),
    ("\u{FEFF}SEP=,\r\nx,y,kind\r\n1.5,2,a\r\n3,4,b\r\n", "separated by commas, with a header", [3, 4]),
    ("\"sep=\t\"\nx\ty\tkind\n1.5\t2\ta\n3\t4\tb\n", "separated by tabs, with a header", [3, 4]),
    ("# made, by me\nx,y,kind\n1.5,2,a\n3,4,b\n", "separated by commas, with a header, below a comment", [3, 4]),
    (
      "# one\n\n  # two; 2, 3, 4, 5\n\nx;y;kind\n1.5;2;a\n3;4;b\n",
      "separated by semicolons, with a header, below 2 lines of comments", [6, 7]
    ),
    // As numpy.savetxt writes it.
    ("# one\n# x y kind\n1.5 2 a\n3 4 b\n", "separated by spaces, with a header, below a comment", [3, 4]),
    ("x,y,kind\r1.5,2,a\r3,4,b\r", "separated by commas, with a header", [2, 3]),
    ("# one\rx,y,kind\r\r1.5,2,a\r3,4,b", "separated by commas, with a header, below a comment", [4, 5]),
  ]) func readsWhatIsBelow(text: String, writing: String, lines: [Int32]) throws {
    let data = try folder.load(text)
    #expect(data.features == .floats([1.5, 2, 3, 4]) && data.featureNames == ["x", "y"] && data.labels == [0, 1])
    #expect(data.table?.writing == writing)
    #expect(data.lines == lines)
  }

  /// A first name may begin with the sign, and a first sample, too.
  @Test func aRecordIsNoComment() throws {
    let named = try folder.load("#x,y,kind\n1.5,2,a\n3,4,b\n")
    #expect(named.featureNames == ["#x", "y"] && named.count == 2)
    let comment = try folder.load("# one,two,three\n# x,y,z\nx,y,kind\n1.5,2,a\n3,4,b\n")
    #expect(comment.featureNames == ["x", "y"] && comment.lines == [4, 5])
    let colours = try folder.load("#f00,2,a\n#0f0,4,b\n00f,4,b\n") { ($0.header, $0.target) = ("false", "c3") }
    #expect(colours.count == 3)
    let sample = try folder.load("#f00,2,a\n#0f0,4,b\n") { ($0.header, $0.target) = ("false", "c3") }
    #expect(sample.count == 2 && sample.featureNames == ["c1=#0f0", "c1=#f00", "c2"])
    #expect(try folder.load("x,sep=\n1,a\n2,b\n") { $0.target = "sep=" }.count == 2)
  }

  @Test(arguments: [
    (
      "sep=:\nx:kind\n1:a\n2:b\n",
      #":1: the line "sep=:" names a delimiter that is not read; separate the fields by commas, semicolons, tabs, bars or "#
        + "spaces, and take the line out"
    ),
    (
      "Results of the year\n\nx,y,kind\n1,2,a\n3,4,b\n",
      #":3: the names of the columns, among them "kind" (data.target), come below other text (line 1: "Results of the "#
        + #"year"); take the lines above them out, or begin each with #"#
    ),
    (
      "Results;;\nin mg;;\nx;y;kind\n1;2;a\n3;4;b\n",
      #":3: the names of the columns, among them "kind" (data.target), come below other text (line 1: "Results"); take "#
        + "the lines above them out, or begin each with #"
    ),
  ]) func namesWhatIsAbove(text: String, message: String) {
    #expect(throws: DataError(folder.file("t.csv").path + message)) { try folder.load(text) }
  }

  /// A value called like the target makes no header of its row.
  @Test func aSampleIsNoHeader() throws {
    let error = #expect(throws: DataError.self) { try folder.load("x,y\n1,kind\n2,b\n") }
    #expect(error?.message.contains(#"no column "kind""#) == true)
    #expect(try folder.load("x,kind\n1,kind\n2,b\n").count == 2)
  }

  /// Where decimals have commas, a point may be a mistake: how many there are is said, and what the first is read as.
  @Test func aMarkThatMayBeDecimalIsShown() throws {
    let rows = (0..<10).map { "\($0),25;\($0 % 2 == 0 ? "a" : "b")\n" }.joined()
    let data = try folder.load("x;kind\n\(rows)7.237;a\n")
    #expect(data.features.doubles(in: 10..<11) == [7237])
    let says =
      #"Column "x": 1 of 11 values has marks between groups of three digits, which are left out: "7.237" in line 12 is 7237"#
    #expect(data.table?.remarks.contains { $0.hasPrefix(says) } == true)
  }

  /// Numbers as ISO 80000-1 and countries have them: a sign of its own, and spaces or apostrophes between groups.
  @Test(arguments: [
    ("\u{2212}1.5", -1.5), ("1 234", 1234), ("-1\u{A0}234\u{A0}567", -1_234_567), ("12\u{202F}345.25", 12345.25),
    ("1\u{2009}000", 1000), ("1'234.5", 1234.5), ("\u{2212}1\u{2019}234", -1234), ("\u{2212}2e3", -2000),
  ]) func readsTypesetNumbers(text: String, value: Double) throws {
    for other in ["7", text] {
      let data = try folder.load("x,kind\n\(text),a\n\(other),b\n")
      #expect(data.features.doubles(in: 0..<1) == [value] && data.featureNames == ["x"])
      let isGrouped = data.table?.remarks.contains { $0.contains("marks between groups of three digits") }
      #expect(isGrouped == (text.contains { " \u{A0}\u{202F}\u{2009}'\u{2019}".contains($0) }))
    }
    let comma = "x;kind\n\(text.replacing(".", with: ","));a\n0,5;b\n"
    #expect(try folder.load(comma).features.doubles(in: 0..<2) == [value, 0.5])
    let target = "x,kind\n1,\(text)\n2,\(text)\n3,4\n"
    #expect(try folder.load(target) { $0.task = "regression" }.quantity?.values == [value, value, 4])
  }

  /// What only looks like groups of digits is a text.
  @Test(arguments: ["12 34", "01 234", "1 234'567", "1 2345", "1\u{2212}2", "1 234,5.6", "'1234", "1 234 ", "− 5"])
  func takesNoOtherTextForANumber(text: String) throws {
    #expect(DecimalMark.point.number(Array(text.utf8)[...]) == nil)
  }
}
