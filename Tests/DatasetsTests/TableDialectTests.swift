import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// How a table of text is written, and what cannot be read.
@Suite struct TableDialectTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The same table, however it is written.
  @Test(arguments: [
    ("x,y,kind\n1.5,-2,a\n0.25,3,b\n", "separated by commas, with a header"),
    ("\"x\";\"y\";\"kind\"\n1,5;-2;a\n0,25;3;b\n", "separated by semicolons, decimal commas, with a header"),
    ("x;y;kind\r\n1.5;-2;a\r\n0.25;3;b", "separated by semicolons, with a header"),
    ("x\ty\tkind\n1,5\t-2\ta\n0,25\t3\tb\n", "separated by tabs, decimal commas, with a header"),
    ("x|y|kind\n1.5|-2|a\n0.25|3|b\n", "separated by bars (|), with a header"),
    ("  x   y kind \n1.5 -2   a\n   0.25 3 b  \n", "separated by spaces, with a header"),
  ]) func findsOutHowItIsWritten(text: String, writing: String) throws {
    let data = try folder.load(text)
    #expect(data.features == .floats([1.5, -2, 0.25, 3]))
    #expect(data.featureNames == ["x", "y"] && data.labels == [0, 1])
    #expect(data.table?.writing == writing)
  }

  @Test func writingCanBeGiven() throws {
    let data = try folder.load("1,5;a\n2,5;b\n") {
      ($0.delimiter, $0.decimal, $0.header, $0.target) = (";", ",", "false", "c2")
    }
    #expect(data.features == .floats([1.5, 2.5]) && data.featureNames == ["c1"])
    // What may be either is read as a number that can be only one, and else as the other table is.
    for (text, value) in [("1.017;3,4", 1017), ("1,017;3.4", 1017), ("1,017;3", 1.017)] {
      #expect(
        try folder.load("x;y;kind\n\(text);a\n2;3;b\n").features
          == .doubles([value, text.hasSuffix(";3") ? 3 : 3.4, 2, 3]))
    }
    try folder.file("train.csv").write(Array("x;y;kind\n1,234;0.5;a\n2;3;b\n".utf8))
    try folder.file("test.csv").write(Array("x;y;kind\n1,234;0;a\n2;3;b\n".utf8))
    var source = DataSource(name: "csv", path: folder.file("train.csv").path, target: "kind")
    source.ownTest = .file(folder.file("test.csv").path)
    #expect(try DataLoader.load(source, seed: StudySeed(1)).canonicalTest?.features == .floats([1234, 0, 2, 3]))
    // Whole numbers with commas between groups of three.
    // A number that begins with 0 has no groups of digits, so one decimal in place of many tells the mark.
    let decimals = try folder.load("kind;x\na;0,032\nb;1,797\n")
    #expect(decimals.features == .doubles([0.032, 1.797]))
    let points = try folder.load("kind,x,note\na,0.890,\"5,6\"\nb,1.797,c\n") { $0.ignore = ["note"] }
    #expect(points.features == .doubles([0.890, 1.797]))
    let grouped = try folder.load("kind,x\na,\"1,234\"\nb,\"-12,000.5\"\n")
    #expect(grouped.features == .floats([1234, -12000.5]))
    #expect(grouped.table?.remarks.contains { $0.contains("marks between groups of three digits") } == true)
    // Quoted, because fields end at commas.
    #expect(try folder.load("kind,x\na,\"1,23\"\nb,7\n").features == .doubles([1.23, 7]))
    #expect(throws: DataError.self) { try folder.load("kind,x,y\na,\"1,23\",0.5\nb,7,1\n") }
  }

  /// One text says nothing of how numbers are written, whatever the others look like; a column of quoted numbers does.
  @Test(arguments: [
    ("kind,x,note\na,1.500,\"5,6\"\nb,2.250,\nc,3.125,see\n", [1.5, 2.25, 3.125]),
    ("kind,x,note\na,1.500,\"5,6\"\n", [1.5]), ("kind,x,note\na,1.500,\"5,6\"\nb,2.250,\"7,8\"\n", [1.5, 2.25]),
    ("kind;x;note\na;1.500;5,6\nb;2.250;see\nc;3.125;too\n", [1.5, 2.25, 3.125]),
    ("kind;x;note\na;1,500;3.14\nb;2,250;see\nc;3,125;too\n", [1.5, 2.25, 3.125]),
    ("kind,x,note\na,\"1,5\",see\nb,\"2,25\",v1.2\nc,3,\"1,234\"\n", [1.5, 2.25, 3]),
    ("kind;x;note\na;1,5;\nb;?;3\nc;?;4\nd;?;5\n", [1.5]),
  ]) func theDecimalMarkIsThatOfColumns(text: String, values: [Double]) throws {
    let text = text + (0..<2).map { text.contains(";") ? "k\($0);7;t\n" : "k\($0),7,t\n" }.joined()
    let data = try folder.load(text) { ($0.features, $0.missing) = (["x"], "drop") }
    #expect(Array(data.features.doubles(in: 0..<values.count)) == values, "\(text)")
  }

  /// A delimiter at the end of lines is no column, whichever lines have one.
  @Test func delimitersAtTheEndOfLinesAreNoColumn() throws {
    for (text, start) in [
      ("x,y,kind,\n1,2,a,\n3,4,b,\n", "Lines end with delimiters"),
      ("x,y,kind\n1,2,a,\n3,4,b,\n", "Lines end with delimiters"),
      ("x,y,kind,\n1,2,a\n3,4,b\n", "The first line ends with delimiters"),
      ("x;y;kind;\r\n1;2;a;\r\n3;4;b\r\n", "The first line ends with delimiters"),
      ("x,y,kind,,\n1,2,a,,\n3,4,b,\n", "Lines end with delimiters"),
      ("x,y,kind\n1,2,a,,,\n3,4,b,\n", "Lines end with delimiters"),
      ("x,y,kind\n1,2,a,\n3,4,b\n", "1 of 2 rows end with delimiters"),
    ] {
      let data = try folder.load(text)
      #expect(data.featureNames == ["x", "y"] && data.features == .floats([1, 2, 3, 4]), "\(text)")
      #expect(data.table?.remarks.contains { $0.hasPrefix(start) } == true, "\(data.table?.remarks ?? [])")
    }
    // A value somewhere makes it a column, and so does its name in the study.
    #expect(
      try folder.load("x,kind,\n1,a,\n3,b,7\n") { $0.missing = "impute" }.featureNames == ["x", "c3", "c3 missing"])
    #expect(try folder.load("x,kind,\n1,a,\n3,b,\n") { $0.ignore = ["c3"] }.featureNames == ["x"])
    #expect(try folder.load("x,kind,,\n1,a,5,\n3,b,7,\n").featureNames == ["x", "c3"])
    for text in ["x,kind\n1,a,,7\n3,b\n", "x,kind,,\n1,a,,,\n3,b,,7,\n", "x,kind,,\n1\n3,b,,\n"] {
      #expect(throws: DataError.self, "\(text)") { try folder.load(text) }
    }
  }

  /// What R writes: `write.table(d)` and `write.table(d, sep = ",")` have no name for the row names, `write.csv(d)` an empty one.
  @Test func rowNamesOfRAreNoFeature() throws {
    let table = "\"x\" \"y\" \"kind\"\n\"1\" 1.5 -2 \"a\"\n\"2\" 0.25 3 \"b c\"\n"
    for text in [table, table.replacing("b c", with: "b").replacing(" ", with: ","), table.replacing(" ", with: "\t")] {
      let data = try folder.load(text)
      #expect(data.featureNames == ["x", "y"] && data.features == .floats([1.5, -2, 0.25, 3]), "\(text)")
      #expect(data.table?.columnsInWords == "2 of numbers; left out: row.names")
      #expect(data.table?.remarks.contains { $0.contains("row names, which are left out") } == true)
      #expect(try folder.load(text) { $0.features = ["row.names", "x"] }.featureNames == ["row.names", "x"])
    }
    #expect(
      try folder.load("\"\",\"x\",\"kind\"\n\"1\",1.5,\"a\"\n\"2\",2.5,\"b\"\n") { $0.ignore = ["c1"] }.featureNames
        == ["x"])
  }

  @Test func whatIsNoTableOfTextIsNamed() throws {
    let text = "x,kind\n1,a\n2,b\n"
    func units(_ bytes: [[UInt8]]) -> [UInt8] { bytes.flatMap(\.self) }
    let little = units(text.unicodeScalars.map { [UInt8($0.value), 0, 0, 0] })
    let big = units(text.unicodeScalars.map { [0, 0, 0, UInt8($0.value)] })
    for bytes in [little, big, [0xff, 0xfe, 0, 0] + little, [0, 0, 0xfe, 0xff] + big] {
      for encoding in ["auto", "utf-16"] {
        let error = #expect(throws: DataError.self) { try folder.load(bytes) { $0.encoding = encoding } }
        #expect(
          error?.message.contains("UTF-32, which is not read; save the file as UTF-8") == true,
          "\(error?.message ?? "")")
      }
    }
    for (start, words) in [("PK\u{3}\u{4}", ".xlsx"), ("PAR1", "Parquet"), ("%PDF-1.7", "PDF"), ("BZh9", "bzip2")] {
      let error = #expect(throws: DataError.self) { try folder.load(Array(start.utf8) + [1, 2, 3]) }
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
  }

  /// A byte-order mark says more than any key.
  @Test(arguments: ["auto", "utf-8", "utf-16", "latin-1"]) func aByteOrderMarkIsObeyed(encoding: String) throws {
    let text = "größe,kind\n1,ja\n2,nö\n"
    let units = Array(text.utf16)
    let little = units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    for bytes in [[0xef, 0xbb, 0xbf] + Array(text.utf8), [0xff, 0xfe] + little, [0xfe, 0xff] + big] {
      let data = try folder.load(bytes) { $0.encoding = encoding }
      #expect(data.featureNames == ["größe"] && data.classNames == ["ja", "nö"])
    }
    // Of ASCII the mark alone tells, and it is part of no name.
    let plain = try folder.load([0xef, 0xbb, 0xbf] + Array("size,kind\n1,a\n2,b\n".utf8)) { $0.encoding = encoding }
    #expect(plain.featureNames == ["size"])
  }

  /// Rows of two encodings, in both orders, are named by the first place of each, found here by counting.
  @Test(arguments: [false, true]) func linesInTwoEncodingsAreNamed(latinFirst: Bool) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for _ in 0..<20 {
      let plain = (0..<1 + generator.below(5)).map { _ in Array("1,süd\n".replacing("ü", with: "u").utf8) }
      let unicode = (0..<1 + generator.below(3)).map { _ in Array("2,süd\n".utf8) }
      let latin = (0..<1 + generator.below(3)).map { _ in "3,süd\n".unicodeScalars.map { UInt8($0.value) } }
      let rows = [Array("x,kind\n".utf8)] + plain + (latinFirst ? latin + unicode : unicode + latin)
      let bytes = rows.flatMap(\.self)
      let latinRow = try #require(rows.firstIndex(of: latin[0]))
      let unicodeRow = try #require(rows.firstIndex(of: unicode[0]))
      let byte = rows[..<latinRow].reduce(0) { $0 + $1.count } + 4
      for encoding in ["auto", "utf-8", "latin-1"] {
        let error = #expect(throws: DataError.self) { try folder.load(bytes) { $0.encoding = encoding } }
        #expect(
          error?.message.contains(
            "lines in two encodings: \"ü\" in line \(unicodeRow + 1) is UTF-8, and byte \(byte) of the file, 0xFC in line "
              + "\(latinRow + 1), is not") == true, "\(error?.message ?? "") seed \(seed)")
      }
    }
  }

  @Test func textInUTF8IsNotReadAsLatin1() throws {
    let error = #expect(throws: DataError.self) {
      try folder.load(Array("x,kind\n1,süd\n2,b\n".utf8)) { $0.encoding = "latin-1" }
    }
    #expect(error?.message.contains("t.csv:2: is in UTF-8, not in Latin-1") == true, "\(error?.message ?? "")")
    #expect(throws: DataError.self) {
      try folder.load(Array("x,kind\n1,a\n".utf16).flatMap { [UInt8($0), 0] }) { $0.encoding = "latin-1" }
    }
  }

  @Test func characterEncodings() throws {
    let text = "größe,kind\n1,ja\n2,nö\n"
    let latin = text.unicodeScalars.map { UInt8($0.value) }
    #expect(throws: DataError.self) { try folder.load(latin) }
    #expect(try folder.load(latin) { $0.encoding = "latin-1" }.classNames == ["ja", "nö"])
    let units = Array(text.utf16)
    let little = units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    for bytes in [[0xff, 0xfe] + little, [0xfe, 0xff] + big] {
      let data = try folder.load(bytes)
      #expect(data.featureNames == ["größe"] && data.table?.writing.hasSuffix("UTF-16") == true)
    }
    for bytes in [little, big] {
      #expect(throws: DataError.self) { try folder.load(bytes) }
      #expect(try folder.load(bytes) { $0.encoding = "utf-16" }.classNames == ["ja", "nö"])
    }
    #expect(throws: DataError.self) { try folder.load([0x61] + little) { $0.encoding = "utf-16" } }
  }

  /// A first line of numbers is a sample, unless they count; with the target among them nothing is assumed.
  @Test func headersAreFound() throws {
    let path = folder.file("t.csv").path
    let data = try folder.load("1.5,2,a\n2.5,7,b\n") { $0.target = "c3" }
    #expect(data.count == 2 && data.featureNames == ["c1", "c2"])
    let error = #expect(throws: DataError.self) { try folder.load("1.5,2,kind\n2.5,7,b\n") }
    #expect(error?.message.hasPrefix("\(path):1: the first line has \"kind\" (data.target) but also numbers") == true)
    #expect(try folder.load("1.5,2,kind\n2.5,7,b\n1,1,c\n") { $0.header = "true" }.count == 2)
    #expect(try folder.load("0,1,2,kind\n5,7,1,b\n5,7,2,c\n").featureNames == ["0", "1", "2"])
    #expect(try folder.load("2019,2020,2021,kind\n5,7,1,b\n5,7,2,c\n").count == 2)
    let missing = #expect(throws: DataError.self) { try folder.load("1.5,2,a\n2.5,7,b\n") }
    #expect(missing?.message.contains("read without a header") == true)
  }

  /// A first line of names that are all values of their columns, as in tables of texts without a header.
  @Test func aFirstSampleOfTextsIsNoHeaderWithoutAWord() throws {
    let rest = "e,b,s,b\ne,b,y,g\np,x,y,g\n" + String(repeating: "p,b,s,g\n", count: 300)
    // The last name is no value before the last line.
    let text = "e,x,y,w\n" + rest + "p,b,s,w\n"
    let error = try #require(throws: DataError.self) { try folder.load(text) { $0.target = "e" } }
    #expect(
      error.message.hasPrefix(
        "\(folder.file("t.csv").path):1: each name in the first line, among them \"e\" (data.target), is also a value"))
    #expect(error.message.hasSuffix("set data.header: true, or data.header: false, with data.target one of c1 to c4"))
    #expect(try folder.load(text) { ($0.target, $0.header) = ("e", "true") }.count == 304)
    #expect(try folder.load(text) { ($0.target, $0.header) = ("c1", "false") }.count == 305)
    #expect(try folder.load(text) { $0.target = "c1" }.count == 305)
    // One name that is no value is enough, and so is a column of numbers, even if the header is there again.
    #expect(try folder.load("e,x,y,w\n" + rest) { $0.target = "e" }.count == 303)
    let again = try #require(throws: DataError.self) { try folder.load("x,kind\n1,a\n2,b\nx,kind\n3,a\n") }
    #expect(again.message.contains("column \"x\""), "\(again)")
  }

  @Test func neverTrapsOnDamage() throws {
    let good = Array("a;b;kind\r\n1,5;red;x\r\n\"2,5\";;y\r\n?;\"bl\"\"ue\";x\r\n".utf8)
    for missing in ["refuse", "drop", "impute"] {
      for length in 0..<good.count { _ = try? folder.load(Array(good.prefix(length))) { $0.missing = missing } }
      for bit in 0..<8 * good.count {
        var damaged = good
        damaged[bit / 8] ^= 1 << UInt8(bit % 8)
        _ = try? folder.load(damaged) { $0.missing = missing }
      }
    }
  }
}
