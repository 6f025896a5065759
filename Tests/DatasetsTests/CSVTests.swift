import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct CSVReaderTests {
  private func records(_ text: String) throws -> [[String]] {
    var reader = CSVReader(Array(text.utf8), named: "t.csv")
    var records: [[String]] = []
    while try reader.advance() { records.append(try (0..<reader.fieldCount).map { try reader.string($0) }) }
    return records
  }

  /// The examples of RFC 4180, section 2.
  @Test func readsTheExamplesOfTheStandard() throws {
    let lines = [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]
    #expect(try records("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n") == lines)
    #expect(try records("aaa,bbb,ccc\r\nzzz,yyy,xxx") == lines)
    #expect(try records("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx") == lines)
    #expect(try records("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx") == [["aaa", "b\r\nbb", "ccc"], lines[1]])
    #expect(try records("\"aaa\",\"b\"\"bb\",\"ccc\"") == [["aaa", "b\"bb", "ccc"]])
  }

  @Test func readsWhatElseIsCommon() throws {
    #expect(try records("") == [])
    #expect(try records("\u{FEFF}a,b\n1,2\n") == [["a", "b"], ["1", "2"]])
    #expect(try records("a , b\t\n\n\r\n1,\" 2 \"\n\n") == [["a", "b"], ["1", " 2 "]])
    #expect(try records("a,,\n") == [["a", "", ""]])
    #expect(try records("a,") == [["a", ""]])
    #expect(try records("a,\"\"") == [["a", ""]])
    #expect(try records("a\r") == [["a"]])
    #expect(try records("a,b\r\r1,\"2\r3\"\r4,5\r") == [["a", "b"], ["1", "2\r3"], ["4", "5"]])
    #expect(try records("é,日本\n") == [["é", "日本"]])
  }

  @Test(arguments: [
    ("a,\"b", "t.csv:1: the quote of field 2 is never closed"),
    ("x\n\"a\"b,c", "t.csv:2: field 1 goes on after its closing quote; double a quote that belongs to the text"),
    (
      "a,b\"c\"",
      "t.csv:1: a quote inside field 2, which does not begin with one; put the whole field in quotes and double the quote in it"
    ),
    (
      "a,b\rc,d\n",
      "t.csv:1: a carriage return without a line feed, though other lines end in one; end all lines in LF or CRLF"
    ),
    ("a,b\r\rc,\"d\r", "t.csv:3: the quote of field 2 is never closed"),
    (
      "\"a\n\n\",b\nc,d\"",
      "t.csv:4: a quote inside field 2, which does not begin with one; put the whole field in quotes and double the quote in it"
    ),
  ]) func namesTheLineOfAnError(text: String, message: String) {
    #expect(throws: DataError(message)) { try records(text) }
  }

  @Test func capsRecordsAndFields() {
    let longest = CSVReader.longestRecord
    for text in [String(repeating: "a", count: longest + 1), "\"" + String(repeating: "a\n", count: longest / 2 + 1)] {
      let error = #expect(throws: DataError.self) { try records(text) }
      #expect(error?.message == "t.csv:1: a record of more than 4194304 bytes")
    }
    #expect(throws: DataError("t.csv:1: more than 65536 fields")) {
      try records(String(repeating: ",", count: CSVReader.maximumFields))
    }
  }

  @Test func refusesTextThatIsNotUTF8() throws {
    var reader = CSVReader([0x61, 0x2c, 0xff], named: "t.csv")
    #expect(try reader.advance())
    #expect(
      throws: DataError(
        "t.csv:1: field 2 is not UTF-8 text; set data.encoding (latin-1, utf-16), or save the file as UTF-8")
    ) { try reader.string(1) }
  }
}

@Suite struct CSVTableTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ text: String, target: String = "kind") throws -> Dataset {
    try folder.file("t.csv").write(Array(text.utf8))
    return try CSVTable(
      path: folder.file("t.csv").path, settings: TableSettings(DataSource(name: "csv", target: target))
    ).load(as: "csv").pool
  }

  /// Numbers that are names of classes are written alike, whichever rows come first; of other numbers none is changed.
  @Test(arguments: [
    (["1", "2.0", "1", "2"], ["1", "2"]), (["2.0", "1", "2.0", "1"], ["1", "2"]), (["1.0", "2.0"], ["1.0", "2.0"]),
    (["1e1", "3"], ["3", "10"]), (["-1", "1.00"], ["-1", "1"]),
    (["1", "b"], ["1", "b"]),
    (["01", "02"], ["01", "02"]),
  ]) func classesThatAreNumbersAreWrittenAlike(labels: [String], names: [String]) throws {
    let rows = (labels + labels).enumerated().map { "\($0),\($1)\n" }
    #expect(try load("x,kind\n" + rows.joined()).classNames == names)
  }

  @Test func readsFeaturesAndClasses() throws {
    let data = try load("x,kind,y\n1,b,-2.5\n+.5,a,3e-2\n1E3,b,0\n")
    #expect(data.features == .doubles([1, -2.5, 0.5, 0.03, 1000, 0]))
    #expect(data.lines == [2, 3, 4])
    #expect(data.shape == .vector(features: 2))
    #expect(data.featureNames == ["x", "y"])
    #expect(data.classNames == ["a", "b"])
    #expect(data.labels == [1, 0, 1])
    #expect(data.largestGreyLevel == nil)
  }

  /// Whole numbers and halves take four bytes each; what single precision would round is kept in double, whole.
  @Test func keepsNumbersInTheNarrowestPrecisionThatHoldsThem() throws {
    let exact = try load("kind,x\na,3\n\nb,0e-400\n")
    #expect(exact.features == .floats([3, 0]) && exact.features.byteCount == 8)
    #expect(exact.lines == [2, 4])
    let wide = try load("kind,x\na,16777216\nb,16777217\na,1e39\nb,-1e-49\n")
    #expect(wide.features == .doubles([16_777_216, 16_777_217, 1e39, -1e-49]) && wide.features.byteCount == 32)
  }

  @Test func readsGzip() throws {
    try folder.file("t.csv.gz").write(gzipped(Array("x,kind\n1,a\n2,b\n".utf8)))
    let data = try CSVTable(
      path: folder.file("t.csv.gz").path, settings: TableSettings(DataSource(name: "csv", target: "kind"))
    ).load(as: "csv").pool
    #expect(data.labels == [0, 1])
  }

  @Test func sortsNumericClassesByValueAndOthersByText() throws {
    let numeric = try load("kind,x\n10,0\n9,0\n-1,0\n9.0,0\n")
    #expect(numeric.classNames == ["-1", "9", "10"])
    #expect(numeric.labels == [2, 1, 0, 1])
    let text = try load("kind,x\n10,0\n9,0\nnan,0\n")
    #expect(text.classNames == ["10", "9", "nan"])
    #expect(text.labels == [0, 1, 2])
  }

  @Test(arguments: [
    ("", ": the file is empty; it should begin with a header row"),
    ("x,kind\n", ": no rows after the header"),
    (
      "x,y\n1,2\n",
      #":1: no column "kind" (data.target); the columns are "x", "y", as the first line names them "#
        + "(set data.header: false if it is a sample)"
    ),
    ("kind,x,kind\n1,2,3\n", #":1: 2 columns named "kind" (data.target); give each a name of its own"#),
    ("kind,x,x\n1,2,3\n", #":1: 2 columns named "x"; rename them, or leave them out (data.ignore)"#),
    ("kind\na\nb\n", #":1: no column besides "kind", so no feature"#),
    ("x,kind\n1,a\n2,b,3\n", ":3: 3 fields, but the first line has 2"),
    ("x,kind\n1,a\n2\n", ":3: 1 field, but the first line has 2"),
    (
      "x,kind\n1,a\n# b\n2,b\n",
      ":3: 1 field, but the first line has 2; comments (#) may stand only above the names of the columns, so take it out"
    ),
    (
      "x,kind\n1,a\n,b\n2,a\n2,\n",
      #": column "x": 1 missing (empty 1; first in line 3); column "kind": 1 missing (first in line 5); if they are missing "#
        + "values, write `missing: impute` (`missing: drop` leaves 2 of 4 rows) under data; or leave columns "
        + "out with data.ignore"
    ),
    (
      "x,kind\n1,a\n1e309,b\n2,a\n",
      #": column "x": 1 of 3 values is no number that double precision holds ("1e309" in line 3); correct what is no "#
        + "number, or list it under data.missing-values; or leave columns out with data.ignore"
    ),
    (
      "x,y,kind\n1,-,a\n-0.2e-400,3,b\n2,5,a\n",
      #": column "x": 1 of 3 values is no number that double precision holds ("-0.2e-400" in line 3); column "y": 1 missing "#
        + #"("-" 1; first in line 2); if they are missing values, write `missing: impute` and `missing-values: ["", "?", "NA", "#
        + #""N/A", "nan", "null", "-"]`, which replaces the usual list (`missing: drop` "#
        + "leaves 2 of 3 rows) under data; correct what is no number, or list it under data.missing-values; or leave columns "
        + "out with data.ignore"
    ),
    (
      "p,x,kind\n,1,a\n,2,b\n,3,a\n",
      #": column "p": no value in any row; write `ignore: ["p"]` under data to leave out what is empty; or leave columns out with "#
        + "data.ignore"
    ),
    ("x,kind\n1,a\n2,a\n", #": column "kind" holds a single class, "a""#),
  ]) func namesWhatIsWrong(text: String, message: String) {
    #expect(throws: DataError(folder.file("t.csv").path + message)) { try load(text) }
  }

  @Test func capsTheNumberOfClasses() {
    let rows = (0...CSVTable.maximumClasses).map { "0,\($0)\n" }.joined()
    #expect(throws: DataError.self) { try load("x,kind\n" + rows) }
  }

  @Test func keepsLineSeparatorsOutOfMessages() {
    #expect(DataError("a\u{2028}b\u{2029}c\u{9B}d\u{202E}e").message == "a b c d e")
  }

  @Test func keepsControlCharactersOutOfMessages() {
    let error = #expect(throws: DataError.self) { try load("\"x\n\u{1b}[2J\",kind\nbad,a\n") }
    #expect(error?.message.unicodeScalars.allSatisfy { $0.value >= 32 } == true)
  }

  @Test func neverTrapsOnDamage() throws {
    let good = Array("x,\"ki\"\"nd\",y\r\n1,b,-2.5\r\n+.5,\"a\",3e-2\r\n".utf8)
    for length in 0..<good.count { _ = try? load(bytes: Array(good.prefix(length))) }
    for bit in 0..<8 * good.count {
      var damaged = good
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      if let data = try? load(bytes: damaged) { #expect(data.count == 2) }
    }
  }

  private func load(bytes: [UInt8]) throws -> Dataset {
    try folder.file("t.csv").write(bytes)
    return try CSVTable(
      path: folder.file("t.csv").path, settings: TableSettings(DataSource(name: "csv", target: "ki\"nd"))
    ).load(as: "csv").pool
  }
}
