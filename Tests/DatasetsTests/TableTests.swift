import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

@Suite struct TableTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(
    _ bytes: [UInt8], columns: [TableColumn]? = nil, _ change: (inout DataSource) -> Void = { _ in }
  ) throws -> Dataset {
    try folder.file("t.csv").write(bytes)
    var source = DataSource(name: "csv", path: folder.file("t.csv").path, target: "kind")
    change(&source)
    return try CSVTable(path: folder.file("t.csv").path, settings: TableSettings(source, columns: columns))
      .load(as: "csv").pool
  }

  private func load(
    _ text: String, columns: [TableColumn]? = nil, _ change: (inout DataSource) -> Void = { _ in }
  ) throws -> Dataset { try load(Array(text.utf8), columns: columns, change) }

  /// The same table, however it is written.
  @Test(arguments: [
    ("x,y,kind\n1.5,-2,a\n0.25,3,b\n", "separated by commas, with a header"),
    ("\"x\";\"y\";\"kind\"\n1,5;-2;a\n0,25;3;b\n", "separated by semicolons, decimal commas, with a header"),
    ("x;y;kind\r\n1.5;-2;a\r\n0.25;3;b", "separated by semicolons, with a header"),
    ("x\ty\tkind\n1,5\t-2\ta\n0,25\t3\tb\n", "separated by tabs, decimal commas, with a header"),
    ("x|y|kind\n1.5|-2|a\n0.25|3|b\n", "separated by bars (|), with a header"),
    ("  x   y kind \n1.5 -2   a\n   0.25 3 b  \n", "separated by spaces, with a header"),
  ]) func findsOutHowItIsWritten(text: String, writing: String) throws {
    let data = try load(text)
    #expect(data.features == .floats([1.5, -2, 0.25, 3]))
    #expect(data.featureNames == ["x", "y"] && data.labels == [0, 1])
    #expect(data.table?.writing == writing)
  }

  @Test func writingCanBeGiven() throws {
    let data = try load("1,5;a\n2,5;b\n") {
      ($0.delimiter, $0.decimal, $0.header, $0.target) = (";", ",", "false", "c2")
    }
    #expect(data.features == .floats([1.5, 2.5]) && data.featureNames == ["c1"])
    // What may be either is read as a number that can be only one, and else as the other table is.
    for (text, value) in [("1.017;3,4", 1017), ("1,017;3.4", 1017), ("1,017;3", 1.017)] {
      #expect(
        try load("x;y;kind\n\(text);a\n2;3;b\n").features == .doubles([value, text.hasSuffix(";3") ? 3 : 3.4, 2, 3]))
    }
    try folder.file("train.csv").write(Array("x;y;kind\n1,234;0.5;a\n2;3;b\n".utf8))
    try folder.file("test.csv").write(Array("x;y;kind\n1,234;0;a\n2;3;b\n".utf8))
    var source = DataSource(name: "csv", path: folder.file("train.csv").path, target: "kind")
    source.ownTest = .file(folder.file("test.csv").path)
    #expect(try DataLoader.load(source, seed: StudySeed(1)).canonicalTest?.features == .floats([1234, 0, 2, 3]))
    // Whole numbers with commas between groups of three.
    // A number that begins with 0 has no groups of digits, so one decimal in place of many tells the mark.
    let decimals = try load("kind;x\na;0,032\nb;1,797\n")
    #expect(decimals.features == .doubles([0.032, 1.797]))
    let points = try load("kind,x,note\na,0.890,\"5,6\"\nb,1.797,c\n") { $0.ignore = ["note"] }
    #expect(points.features == .doubles([0.890, 1.797]))
    let grouped = try load("kind,x\na,\"1,234\"\nb,\"-12,000.5\"\n")
    #expect(grouped.features == .floats([1234, -12000.5]))
    #expect(grouped.table?.remarks.contains { $0.contains("marks between groups of three digits") } == true)
    // Quoted, because fields end at commas.
    #expect(try load("kind,x\na,\"1,23\"\nb,7\n").features == .doubles([1.23, 7]))
    #expect(throws: DataError.self) { try load("kind,x,y\na,\"1,23\",0.5\nb,7,1\n") }
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
    let data = try load(text) { ($0.features, $0.missing) = (["x"], "drop") }
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
      let data = try load(text)
      #expect(data.featureNames == ["x", "y"] && data.features == .floats([1, 2, 3, 4]), "\(text)")
      #expect(data.table?.remarks.contains { $0.hasPrefix(start) } == true, "\(data.table?.remarks ?? [])")
    }
    // A value somewhere makes it a column, and so does its name in the study.
    #expect(try load("x,kind,\n1,a,\n3,b,7\n") { $0.missing = "impute" }.featureNames == ["x", "c3", "c3 missing"])
    #expect(try load("x,kind,\n1,a,\n3,b,\n") { $0.ignore = ["c3"] }.featureNames == ["x"])
    #expect(try load("x,kind,,\n1,a,5,\n3,b,7,\n").featureNames == ["x", "c3"])
    for text in ["x,kind\n1,a,,7\n3,b\n", "x,kind,,\n1,a,,,\n3,b,,7,\n", "x,kind,,\n1\n3,b,,\n"] {
      #expect(throws: DataError.self, "\(text)") { try load(text) }
    }
  }

  /// What R writes: `write.table(d)` and `write.table(d, sep = ",")` have no name for the row names, `write.csv(d)` an empty one.
  @Test func rowNamesOfRAreNoFeature() throws {
    let table = "\"x\" \"y\" \"kind\"\n\"1\" 1.5 -2 \"a\"\n\"2\" 0.25 3 \"b c\"\n"
    for text in [table, table.replacing("b c", with: "b").replacing(" ", with: ","), table.replacing(" ", with: "\t")] {
      let data = try load(text)
      #expect(data.featureNames == ["x", "y"] && data.features == .floats([1.5, -2, 0.25, 3]), "\(text)")
      #expect(data.table?.columnsInWords == "2 of numbers; left out: row.names")
      #expect(data.table?.remarks.contains { $0.contains("row names, which are left out") } == true)
      #expect(try load(text) { $0.features = ["row.names", "x"] }.featureNames == ["row.names", "x"])
    }
    #expect(
      try load("\"\",\"x\",\"kind\"\n\"1\",1.5,\"a\"\n\"2\",2.5,\"b\"\n") { $0.ignore = ["c1"] }.featureNames == ["x"])
  }

  /// What a refusal says to write is accepted, at the first try.
  @Test(arguments: [
    "x,y,kind\n1,-,a\n2,?,b\n3,4,a\n.,5,b\nn/a,6,a\n4,7,b\n,8,a\n",
    "x,y,kind\n-,1,a\nNone,2,b\n3,n.d.,a\n7,5,b\n1,#DIV/0!,a\n2,3,a\n",
    "x;y;kind\n1,5;--;a\n2;1,5;b\n3;*;a\n\"NA \";7;b\n1;2;a\n",
    "x,y,kind\n-,-,a\n-,-,b\n-,1,a\n3,2,b\n4,3,a\n",
  ]) func theAdviceOnMissingValuesWorks(text: String) throws {
    let error = try #require(throws: DataError.self) { try load(text) }
    func list(_ key: String) throws -> [String]? {
      guard let start = error.message.range(of: "`\(key): [")?.upperBound else { return nil }
      let rest = error.message[start...]
      let end = try #require(rest.range(of: "]`")?.lowerBound)
      return try JSONDecoder().decode([String].self, from: Data("[\(rest[..<end])]".utf8))
    }
    let spellings = try #require(try list("missing-values"), "\(error)")
    #expect(Set(["", "?", "NA", "N/A", "nan", "null"]).isSubset(of: spellings))
    #expect(error.message.contains("`missing: impute`"))
    let rows = text.split(separator: "\n").count - 1
    let filled = try load(text) { ($0.missing, $0.missingValues) = ("impute", spellings) }
    #expect(filled.count == rows && filled.table?.columns.allSatisfy { $0.categories == nil } == true, "\(error)")
    // The number of rows that drop would leave.
    let dropped = try load(text) { ($0.missing, $0.missingValues) = ("drop", spellings) }
    #expect(error.message.contains("leaves \(dropped.count) of \(rows) rows"), "\(error)")
  }

  /// A target to predict may lack numbers, too.
  @Test func theAdviceOnMissingTargetsWorks() throws {
    let text = "x,kind\n1,2.5\n2,-\n3,n/a\n?,4\n5,7\n"
    let error = try #require(throws: DataError.self) { try load(text) { $0.task = "regression" } }
    #expect(error.message.contains(#"column "x": 1 missing ("?" 1; first in line 5)"#), "\(error)")
    #expect(error.message.contains(#"column "kind": 1 missing ("-" 1; first in line 3)"#), "\(error)")
    let list = #"`missing-values: ["", "?", "NA", "N/A", "nan", "null", "-"]`"#
    #expect(error.message.contains(list) && error.message.contains("leaves 2 of 5 rows"), "\(error)")
    let data = try load(text) {
      ($0.task, $0.missing, $0.missingValues) = ("regression", "impute", ["", "?", "NA", "N/A", "nan", "null", "-"])
    }
    #expect(data.quantity?.values == [2.5, 4, 7])
  }

  @Test func allSpellingsAreCounted() throws {
    let text = "x,y,kind\n1,-,a\n2,?,b\n-,4,a\n-,5,b\n,6,a\n4,7,b\n5,8,a\n"
    let error = try #require(throws: DataError.self) { try load(text) }
    #expect(error.message.contains(#"column "x": 3 missing ("-" 2, empty 1; first in line 4)"#), "\(error)")
    #expect(error.message.contains(#"column "y": 2 missing ("-" 1, "?" 1; first in line 2)"#), "\(error)")
    #expect(error.message.contains("leaves 2 of 7 rows"), "\(error)")
    // Nothing to drop to is not offered.
    let none = try #require(throws: DataError.self) { try load("x,y,kind\n1,,a\n,2,b\n3,,a\n") }
    #expect(!none.message.contains("drop"), "\(none)")
    // A list of the user's own is kept.
    let own = try #require(throws: DataError.self) {
      try load(text) { ($0.missing, $0.missingValues) = ("drop", ["-9", ""]) }
    }
    #expect(own.message.contains(#"`missing: drop` and `missing-values: ["-9", "", "-", "?"]`"#), "\(own)")
  }

  @Test func whatIsNoTableOfTextIsNamed() throws {
    let text = "x,kind\n1,a\n2,b\n"
    func units(_ bytes: [[UInt8]]) -> [UInt8] { bytes.flatMap(\.self) }
    let little = units(text.unicodeScalars.map { [UInt8($0.value), 0, 0, 0] })
    let big = units(text.unicodeScalars.map { [0, 0, 0, UInt8($0.value)] })
    for bytes in [little, big, [0xff, 0xfe, 0, 0] + little, [0, 0, 0xfe, 0xff] + big] {
      for encoding in ["auto", "utf-16"] {
        let error = #expect(throws: DataError.self) { try load(bytes) { $0.encoding = encoding } }
        #expect(
          error?.message.contains("UTF-32, which is not read; save the file as UTF-8") == true,
          "\(error?.message ?? "")")
      }
    }
    for (start, words) in [("PK\u{3}\u{4}", ".xlsx"), ("PAR1", "Parquet"), ("%PDF-1.7", "PDF"), ("BZh9", "bzip2")] {
      let error = #expect(throws: DataError.self) { try load(Array(start.utf8) + [1, 2, 3]) }
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
  }

  @Test func targetsThatNameSamplesAreNamed() throws {
    let ids = "x,kind\n" + (0..<60).map { "\($0 % 7),s\($0)\n" }.joined()
    let error = #expect(throws: DataError.self) { try load(ids) }
    #expect(
      error?.message.contains(#"column "kind" has 60 different values in 60 rows, like names of samples"#) == true)
    let most = try load(ids + "1,s3\n2,s3\n")
    #expect(most.table?.remarks.contains { $0.contains("60 different values in 62 rows") } == true)
    let numbers = #expect(throws: DataError.self) { try load("x,kind\n" + (0..<60).map { "1,\($0)\n" }.joined()) }
    #expect(numbers?.message.contains("another data.target if they are names of samples") == true)
  }

  @Test func characterEncodings() throws {
    let text = "größe,kind\n1,ja\n2,nö\n"
    let latin = text.unicodeScalars.map { UInt8($0.value) }
    #expect(throws: DataError.self) { try load(latin) }
    #expect(try load(latin) { $0.encoding = "latin-1" }.classNames == ["ja", "nö"])
    let units = Array(text.utf16)
    let little = units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    for bytes in [[0xff, 0xfe] + little, [0xfe, 0xff] + big] {
      let data = try load(bytes)
      #expect(data.featureNames == ["größe"] && data.table?.writing.hasSuffix("UTF-16") == true)
    }
    for bytes in [little, big] {
      #expect(throws: DataError.self) { try load(bytes) }
      #expect(try load(bytes) { $0.encoding = "utf-16" }.classNames == ["ja", "nö"])
    }
    #expect(throws: DataError.self) { try load([0x61] + little) { $0.encoding = "utf-16" } }
  }

  /// A first line of numbers is a sample, unless they count; with the target among them nothing is assumed.
  @Test func headersAreFound() throws {
    let path = folder.file("t.csv").path
    let data = try load("1.5,2,a\n2.5,7,b\n") { $0.target = "c3" }
    #expect(data.count == 2 && data.featureNames == ["c1", "c2"])
    let error = #expect(throws: DataError.self) { try load("1.5,2,kind\n2.5,7,b\n") }
    #expect(error?.message.hasPrefix("\(path):1: the first line has \"kind\" (data.target) but also numbers") == true)
    #expect(try load("1.5,2,kind\n2.5,7,b\n1,1,c\n") { $0.header = "true" }.count == 2)
    #expect(try load("0,1,2,kind\n5,7,1,b\n5,7,2,c\n").featureNames == ["0", "1", "2"])
    #expect(try load("2019,2020,2021,kind\n5,7,1,b\n5,7,2,c\n").count == 2)
    let missing = #expect(throws: DataError.self) { try load("1.5,2,a\n2.5,7,b\n") }
    #expect(missing?.message.contains("read without a header") == true)
  }

  /// A first line of names that are all values of their columns, as in tables of texts without a header.
  @Test func aFirstSampleOfTextsIsNoHeaderWithoutAWord() throws {
    let rest = "e,b,s,b\ne,b,y,g\np,x,y,g\n" + String(repeating: "p,b,s,g\n", count: 300)
    // The last name is no value before the last line.
    let text = "e,x,y,w\n" + rest + "p,b,s,w\n"
    let error = try #require(throws: DataError.self) { try load(text) { $0.target = "e" } }
    #expect(
      error.message.hasPrefix(
        "\(folder.file("t.csv").path):1: each name in the first line, among them \"e\" (data.target), is also a value"))
    #expect(error.message.hasSuffix("set data.header: true, or data.header: false, with data.target one of c1 to c4"))
    #expect(try load(text) { ($0.target, $0.header) = ("e", "true") }.count == 304)
    #expect(try load(text) { ($0.target, $0.header) = ("c1", "false") }.count == 305)
    #expect(try load(text) { $0.target = "c1" }.count == 305)
    // One name that is no value is enough, and so is a column of numbers, even if the header is there again.
    #expect(try load("e,x,y,w\n" + rest) { $0.target = "e" }.count == 303)
    let again = try #require(throws: DataError.self) { try load("x,kind\n1,a\n2,b\nx,kind\n3,a\n") }
    #expect(again.message.contains("column \"x\""), "\(again)")
  }

  @Test func allColumnsOfANameAreLeftOut() throws {
    let text = "id,a,a,a,kind\n1,2,3,4,x\n2,4,1,9,y\n"
    let error = try #require(throws: DataError.self) { try load(text) }
    #expect(error.message.contains("3 columns named \"a\"; rename them, or leave them out (data.ignore)"))
    let data = try load(text) { $0.ignore = ["a"] }
    #expect(data.featureNames == ["id"] && data.features == .floats([1, 2]))
  }

  @Test func columnsWithoutANameGetAFreeOne() throws {
    let data = try load(",c1,c1.1,,kind\n1,2,3,4,a\n5,6,7,8,b\n")
    #expect(data.featureNames == ["c1.2", "c1", "c1.1", "c4"])
    #expect(try load(",c1,kind\n1,2,a\n5,6,b\n") { $0.features = ["c1"] }.features == .floats([2, 6]))
  }

  @Test(arguments: [
    // Numbers with words among them: a word is shown, and how to say that all are names.
    ("3\n1\nblue\n4\n", "1 of 4 values is no number (\"blue\" in line 4)", true),
    ("a\n1\n2\nb\n", "2 of 4 values are no numbers (\"a\" in line 2)", true),
    // A single word among many numbers is a mistake, as is a number among many words.
    ("1\n2\n3\n4\n5\nx6\n", "1 of 6 values is no number (\"x6\" in line 7)", false),
    ("a\nb\na\nc\n5\n", "1 of 5 values is a number (\"5\" in line 6)", true),
  ]) func whatAColumnShouldNotHaveIsShown(column: String, says: String, mayBeNames: Bool) throws {
    let rows = column.split(separator: "\n").enumerated().map { "\($1),\($0),\($0 % 2 == 0 ? "u" : "v")\n" }.joined()
    let text = "colour,x,kind\n" + rows
    let error = try #require(throws: DataError.self) { try load(text) }
    #expect(error.message.contains("column \"colour\": \(says)"), "\(error)")
    #expect(error.message.contains("write `categorical: [\"colour\"]` under data") == mayBeNames, "\(error)")
    #expect(error.message.hasSuffix("or leave columns out with data.ignore"))
    #expect(throws: Never.self) { try load(text) { $0.categorical = ["colour"] } }
  }

  @Test func columnsAreChosen() throws {
    let text = ",id,x,y,kind\n0,7,1,2,a\n1,9,3,4,b\n"
    #expect(try load(text).featureNames == ["c1", "id", "x", "y"])
    #expect(try load(text) { $0.ignore = ["c1", "id"] }.featureNames == ["x", "y"])
    let chosen = try load(text) { $0.features = ["y", "x"] }
    #expect(chosen.features == .floats([2, 1, 4, 3]))
    #expect(chosen.table?.columnsInWords == "2 of numbers; left out: c1, id")
    for change in [\DataSource.ignore, \.features, \.categorical] {
      let error = #expect(throws: DataError.self) { try load(text) { $0[keyPath: change] = ["idd"] } }
      #expect(error?.message.contains(#"did you mean "id"?"#) == true)
      #expect(throws: DataError.self) { try load(text) { $0[keyPath: change] = ["kind"] } }
    }
  }

  /// Texts and listed numbers are one feature for each value, in order.
  @Test func categoriesAreOneHot() throws {
    let text = "colour,zip,x,kind\nred,10,0.5,a\nblue,9,1.5,b\nred,9,2.5,a\n"
    let data = try load(text) { $0.categorical = ["zip"] }
    #expect(data.featureNames == ["colour=blue", "colour=red", "zip=9", "zip=10", "x"])
    #expect(data.features == .floats([0, 1, 0, 1, 0.5, 1, 0, 1, 0, 1.5, 0, 1, 1, 0, 2.5]))
    // Another table is read alike: other values are no category, other columns and their order do not matter.
    let other = try load("x,new,zip,colour,kind\n7,1,9,green,b\n8,2,10,blue,a\n", columns: data.table?.columns)
    #expect(other.featureNames == data.featureNames)
    #expect(other.features == .floats([0, 0, 1, 0, 7, 1, 0, 0, 1, 8]))
    #expect(
      other.table?.remarks == [
        "Values of text that no sample to train on has, which are no feature: column \"colour\" in 1 of 2 samples"
      ])
    #expect(throws: DataError.self) { try load("x,zip,kind\n1,9,a\n2,9,b\n", columns: data.table?.columns) }
    let shouted = #expect(throws: DataError.self) {
      try load("colour,x,zip,kind\nRED,1,9,a\nBLUE,2,9,b\n", columns: data.table?.columns)
    }
    #expect(
      shouted?.message.contains(#"column "colour": none of its values is one that was trained on ("blue", "red")"#)
        == true)
    // Texts in a column of numbers would be numbered in the order in which they come.
    for texts in ["True False", "red green", "2021-03-01 2021-03-02", "inf -inf"] {
      let rows = texts.split(separator: " ")
      let error = #expect(throws: DataError.self) {
        try load("colour,zip,x,kind\nred,9,\(rows[0]),a\nblue,9,\(rows[1]),b\n", columns: data.table?.columns)
      }
      #expect(
        error?.message.contains(":2: column \"x\": \"\(rows[0])\" is not a number, but the column has numbers") == true,
        "\(texts)")
    }
    let many = (0...100).map { "n\($0),k\($0),\($0 % 2)\n" }.joined()
    let error = #expect(throws: DataError.self) { try load("p,q,kind\n" + many) }
    #expect(error?.message.contains(#"column "p": text with more than 100"#) == true)
    #expect(error?.message.contains(#"column "q": text with more than 100"#) == true)
  }

  @Test func missingValuesAreDroppedOrFilled() throws {
    let text = "x,colour,kind\n1,red,a\nNA,red,b\n5,?,a\n3,blue,b\n4,red,\n0,NaN,b\n"
    let dropped = try load(text) { $0.missing = "drop" }
    #expect(dropped.lines == [2, 5])
    #expect(dropped.features == .floats([1, 0, 1, 3, 1, 0]))
    let data = try load(text) { $0.missing = "impute" }
    #expect(data.featureNames == ["x", "x missing", "colour=blue", "colour=red", "colour missing"])
    #expect(data.labels == [0, 1, 0, 1, 1])
    // Of the first four rows x is 1, –, 5, 3: mean 3; colour red, red, –, blue: red.
    let scaler = FeatureScaler(.none, fittedTo: data, rows: 0..<4)
    let filled = scaler.scaled(data, rows: 0..<5).features
    #expect(
      filled == [
        1, 0, 0, 1, 0,
        3, 1, 0, 1, 0,
        5, 0, 0, 1, 1,
        3, 0, 1, 0, 0,
        0, 0, 0, 1, 1,
      ])
    // Test samples may lack what no sample to train on does.
    try folder.file("whole.csv").write(Array("x,kind\n1,a\n3,b\n".utf8))
    try folder.file("gaps.csv").write(Array("x,kind\n,a\n7,b\n".utf8))
    var source = DataSource(name: "csv", path: folder.file("whole.csv").path, target: "kind")
    (source.missing, source.ownTest) = ("impute", .file(folder.file("gaps.csv").path))
    let parts = try DataLoader.load(source, seed: StudySeed(1))
    let test = try #require(parts.canonicalTest)
    let fitted = FeatureScaler(.none, fittedTo: parts.pool, rows: 0..<2)
    #expect(fitted.scaled(test, rows: 0..<2).features == [2, 7])
    // Minimum 1, maximum 5 with the filled value.
    let unit = FeatureScaler(.unit, fittedTo: data, rows: 0..<4).scaled(data, rows: 0..<4).features
    #expect(stride(from: 0, to: 20, by: 5).map { unit[$0] } == [0, 0.5, 1, 0.5])
    let own = try load("x,kind\n-9.0,a\n1,b\n2,-9\n3,a\n") {
      ($0.missing, $0.missingValues) = ("drop", ["-9"])
    }
    #expect(own.features == .floats([1, 3]) && own.labels == [1, 0])
    #expect(throws: DataError.self) { try load("x,kind\n,a\n,b\n") { $0.missing = "drop" } }
  }

  /// What is said of columns that may mislead, and only of those.
  @Test func remarksNameWhatMayMislead() throws {
    var text = "row,same,leak,noise,group,kind\n"
    for row in 0..<40 {
      text +=
        "\(row * 2 + 5),7,\(row % 2 == 0 ? 0.1 : 0.9),\((row * 7) % 11),\(row % 4 == 1 ? "u" : "v"),\(row % 2 == 0 ? "NA" : "b")\n"
    }
    let remarks = try #require(try load(text).table).remarks
    #expect(remarks.count == 4, "\(remarks)")
    #expect(remarks.contains { $0.hasPrefix(#"Column "same" has the same value"#) })
    #expect(remarks.contains { $0.hasPrefix(#"Column "row" counts up"#) })
    #expect(remarks.contains { $0.hasPrefix(#"Column "leak" tells the target by itself"#) })
    #expect(remarks.contains { $0.hasPrefix(#"The class "NA" may stand for a missing value"#) })
  }

  /// Categories and classes are those of the samples to train on; what only test samples have is none of them.
  @Test func testSetsOfTheUsersOwn() throws {
    let train = "x,colour,kind\n1,red,a\n2,blue,b\n3,red,b\n"
    let test = "colour,x,kind\ngreen,7,b\nblue,8,a\n"
    try folder.file("train.csv").write(Array(train.utf8))
    try folder.file("test.csv").write(Array(test.utf8))
    try folder.file("all.csv").write(
      Array("part,x,colour,kind\ntrain,1,red,a\ntest,7,green,b\nval,2,blue,b\ntrain,3,red,b\ntest,8,blue,a\n".utf8))
    func load(_ file: String, _ own: OwnTest) throws -> LoadedData {
      var source = DataSource(name: "csv", path: folder.file(file).path, target: "kind")
      source.ownTest = own
      return try DataLoader.load(source, seed: StudySeed(1))
    }
    for data in [
      try load("train.csv", .file(folder.file("test.csv").path)),
      try load("all.csv", .column("part", test: "test", validation: nil)),
      try load("all.csv", .column("part", test: "test", validation: "val")),
    ] {
      #expect(data.pool.featureNames == ["x", "colour=blue", "colour=red"])
      #expect(data.pool.features == .floats([1, 0, 1, 2, 1, 0, 3, 0, 1]))
      #expect(data.canonicalTest?.features == .floats([7, 0, 0, 8, 1, 0]))
      #expect(data.canonicalTest?.labels == [1, 0] && data.pool.labels == [0, 1, 1])
    }
    let parts = try load("all.csv", .column("part", test: "test", validation: "val"))
    #expect(parts.validation == [1])
    let split = try ReplicateSplit(
      of: parts, test: .canonical, validation: .fraction(0.2), seed: StudySeed(1), replicate: 1)
    #expect(split.validation == [1] && Set(split.trainingOrder) == [0, 2] && split.test == nil)
    let path = folder.file("all.csv").path
    #expect(
      throws: DataError(#"\#(path): column "part" (data.test.column) has no "tset"; it has "test", "train", "val""#)
    ) { try load("all.csv", .column("part", test: "tset", validation: nil)) }
    try folder.file("test.csv").write(Array("colour,x,kind\nred,7,c\n".utf8))
    let error = #expect(throws: DataError.self) { try load("train.csv", .file(folder.file("test.csv").path)) }
    #expect(error?.message.hasSuffix(#"column "kind" has the class "c", which no sample to train on has"#) == true)
  }

  /// Every sample that has a twin is counted, however many it has.
  @Test func samplesWithTwinsAreCounted() throws {
    var generator = SeededGenerator(key: printedSeed())
    let rows = (0..<60).map { "\($0 / 2),\(generator.below(3)),\(["a", "b"][generator.below(2)])\n" }
    let twins = rows.indices.count { row in rows.indices.contains { $0 != row && rows[$0] == rows[row] } }
    func repeated(_ rows: [String]) throws -> Int? {
      try folder.file("t.csv").write(Array(("x,y,kind\n" + rows.joined()).utf8))
      let source = DataSource(name: "csv", path: folder.file("t.csv").path, target: "kind")
      let remark = try DataLoader.load(source, seed: StudySeed(1)).remarks.first {
        $0.contains("same values and class")
      }
      return remark.flatMap { Int($0.prefix { $0.isNumber }) }
    }
    try #require(twins > 0)
    #expect(try repeated(rows) == twins)
    var threefold = rows + rows + rows
    generator.shuffle(&threefold)
    #expect(try repeated(threefold) == 180)
  }

  @Test func samplesThatOccurTwiceAreCounted() throws {
    try folder.file("train.csv").write(Array("x,y,kind\n1,,a\n2,3,b\n1,?,a\n1,,b\n".utf8))
    try folder.file("test.csv").write(Array("y,x,kind\n3,2,b\n3,2,a\n,1,b\n".utf8))
    var source = DataSource(name: "csv", path: folder.file("train.csv").path, target: "kind")
    source.missing = "impute"
    let drawn = try DataLoader.load(source, seed: StudySeed(1)).remarks
    #expect(drawn.contains { $0.hasPrefix("2 of 4 samples have the same values and class as another") }, "\(drawn)")
    source.ownTest = .file(folder.file("test.csv").path)
    let own = try DataLoader.load(source, seed: StudySeed(1)).remarks
    #expect(own.contains("2 of 3 test samples have the same values and class as one to train on"), "\(own)")
  }

  @Test func quantitiesAreRefused() throws {
    let rows = (0..<42).map { "\($0 % 5),\(Double($0 / 2) + 0.5)\n" }.joined()
    let error = #expect(throws: DataError.self) { try load("x,kind\n" + rows) }
    #expect(error?.message.contains(#"column "kind" holds 21 different numbers; set data.task: regression"#) == true)
    #expect(try load("x,kind\n" + rows) { $0.task = "classification" }.classNames.count == 21)
    let many = (0..<1500).map { "\($0 % 5),\(Double($0) + 0.5)\n" }.joined()
    let tooMany = #expect(throws: DataError.self) { try load("x,kind\n" + many) }
    #expect(tooMany?.message.contains("set data.task: regression") == true)
  }

  /// A target to predict is read as it is; its strata are tenths in the order of its values, equal ones together.
  @Test func quantitiesAreRead() throws {
    let rows = (0..<100).map { row in "\(row % 7),\(row / 2)\n" }.joined()
    let data = try load("x,kind\n" + rows) { $0.task = "regression" }
    let halves = (0..<100).map { row in Double(row / 2) }
    #expect(data.quantity == Quantity(name: "kind", values: halves))
    #expect(data.classNames.isEmpty && data.stratumCount == 10)
    #expect(data.labels == (0..<10).flatMap { tenth in Array(repeating: Int32(tenth), count: 10) })
    let twoValues = (0..<60).map { row in "\(row),\(row < 50 ? 1 : 2)\n" }.joined()
    let tied = try load("x,kind\n" + twoValues) { $0.task = "regression" }
    #expect(tied.classCounts == [50, 10])
    let comma = try load("x;kind\n1,5;2,5\n3,0;-1,25\n2;1e2\n") { $0.task = "regression" }
    #expect(comma.quantity?.values == [2.5, -1.25, 100])
    // Rows with gaps in the target are left out, where gaps are not refused.
    let gaps = try load("x,kind\n1,2\n2,NA\n3,\n4,7\n") { ($0.task, $0.missing) = ("regression", "impute") }
    #expect(gaps.quantity?.values == [2, 7] && gaps.table?.remarks.contains { $0.contains("no target") } == true)
  }

  @Test(arguments: [
    ("x,kind\n1,2\n2,low\n", #":3: column "kind": "low" is no number to predict"#),
    ("x,kind\n1,2\n2,1e200\n", #":3: column "kind": 1e+200 is beyond 1e+30"#),
    ("x,kind\n1,2e-200\n2,1e-200\n", #"column "kind": no number is beyond 2e-200"#),
    ("x,kind\n1,2\n2,2\n", #"column "kind" holds a single value, 2.0"#),
  ]) func whatIsNoQuantityIsNamed(text: String, message: String) {
    let error = #expect(throws: DataError.self) { try load(text) { $0.task = "regression" } }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test func neverTrapsOnDamage() throws {
    let good = Array("a;b;kind\r\n1,5;red;x\r\n\"2,5\";;y\r\n?;\"bl\"\"ue\";x\r\n".utf8)
    for missing in ["refuse", "drop", "impute"] {
      for length in 0..<good.count { _ = try? load(Array(good.prefix(length))) { $0.missing = missing } }
      for bit in 0..<8 * good.count {
        var damaged = good
        damaged[bit / 8] ^= 1 << UInt8(bit % 8)
        _ = try? load(damaged) { $0.missing = missing }
      }
    }
  }
}
