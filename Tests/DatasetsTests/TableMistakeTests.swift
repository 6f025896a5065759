import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// Mistakes in tables and between two of them, each of which is named.
@Suite struct TableMistakeTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The data of a table with these lines and of a test file with those.
  private func load(_ lines: [String], test: [String], _ change: (inout DataSource) -> Void = { _ in }) throws
    -> LoadedData
  {
    try folder.file("a.csv").write(Array(lines.joined(separator: "\n").utf8))
    try folder.file("b.csv").write(Array(test.joined(separator: "\n").utf8))
    var source = DataSource(name: "csv", path: folder.file("a.csv").path, target: "kind")
    source.ownTest = .file(folder.file("b.csv").path)
    change(&source)
    return try DataLoader.load(source, seed: StudySeed(1))
  }

  private func message(_ work: () throws -> Any) -> String {
    do {
      _ = try work()
      return ""
    } catch { return "\(error)" }
  }

  private static let trained =
    ["x,z,kind"] + (0..<20).map { "\($0 * 7 % 11).5,\($0 * 5 % 13).25,\(["a", "b"][$0 % 2])" }

  /// Neither of two columns of one name is taken, whatever the table is read for.
  @Test(arguments: ["x,z,x,kind", "x,z,kind,kind", "kind,x,z,kind"]) func namesThatOccurTwiceAreRefused(header: String)
    throws
  {
    let rows = [header, "1.5,a,b,a", "2.5,b,a,b"]
    let twice = header.hasPrefix("x,z,x") ? "x" : "kind"
    let words = "b.csv:1: 2 columns named \"\(twice)\""
    #expect(message { try load(Self.trained, test: rows) }.contains(words))
    try folder.file("b.csv").write(Array(rows.joined(separator: "\n").utf8))
    let source = DataSource(name: "csv", path: folder.file("b.csv").path, target: "kind")
    for labels in [LabelNeed.needed, .optional, .optionalInColumn] {
      let error = message {
        try DataLoader.load(
          source, seed: StudySeed(1), columns: [TableColumn(name: "x"), TableColumn(name: "z")],
          classNames: ["a", "b"],
          labels: labels)
      }
      #expect(error.contains(words), "\(labels): \(error)")
    }
  }

  /// Missing values of a column of parts are counted as those of two files.
  @Test func missingValuesAreOfTheirSet() throws {
    func row(_ index: Int) -> String {
      "\(index % 4 == 0 ? "" : "\(index).5"),\(index * 5 % 13),\(["a", "b"][index % 2])"
    }
    let (trained, tested) = ((0..<30).map(row), (30..<41).map(row))
    let files = try load(["x,z,kind"] + trained, test: ["x,z,kind"] + tested) { $0.missing = "impute" }
    let parts = try load(
      ["x,z,kind,part"] + trained.map { $0 + ",train" } + tested.map { $0 + ",test" }, test: []
    ) {
      $0.missing = "impute"
      $0.ownTest = .column("part", test: "test", validation: nil)
    }
    func counts(_ data: LoadedData) -> [String] {
      data.remarks.filter { $0.contains("Missing values are replaced") }.map { String($0.suffix(5)) }
    }
    #expect(counts(files) == counts(parts) && counts(parts) == [#""x" 8"#, #""x" 3"#], "\(counts(parts))")
  }

  @Test func groupsWithNearlyTheSameNameAreNamed() throws {
    func remarks(_ groups: [String]) throws -> [String] {
      let rows = (0..<40).map { "\($0 * 7 % 41).5,\(groups[$0 / 2 % groups.count]),\(["a", "b"][$0 % 2])" }
      return try folder.load((["x,who,kind"] + rows).joined(separator: "\n")) { $0.groups = "who" }.remarks
    }
    for groups in [["P1", "p1", "Q"], ["P 1", "P  1", "Q"]] {
      #expect(try remarks(groups).contains { $0.hasPrefix("Groups that differ only in case or in spaces") })
    }
    #expect(
      try remarks(["1", "1.0", "01", "2"]).contains { $0.hasPrefix("Groups that are the same number are one group") })
    #expect(try !remarks(["P1", "P2", "Q"]).contains { $0.hasPrefix("Groups") })
  }

  /// A file of another kind is told which source reads it.
  @Test func filesOfOtherKindsAreToldTheirSource() throws {
    let sparse = (0..<5).map { "\($0 % 2) 1:0.5 3:\($0)\n" }.joined()
    #expect(message { try folder.load(sparse) }.contains("set data.source: libsvm"))
    #expect(message { try folder.load("a:b:kind\n1:2:x\n3:4:y\n") }.contains("separated by colons"))
    let zip = Array("PK\u{3}\u{4}".utf8) + Array(repeating: 0, count: 26) + Array("x_train.npy".utf8)
    #expect(message { try folder.load(zip) }.contains("set data.source: npz"))
    try folder.file("a.libsvm").write(Array(Self.trained.joined(separator: "\n").utf8))
    let error = message {
      try DataLoader.load(DataSource(name: "libsvm", path: folder.file("a.libsvm").path), seed: StudySeed(1))
    }
    #expect(error.contains("a.libsvm:1: ") && error.contains("set data.source: csv"), "\(error)")
  }

  @Test func blanksBehindQuotesAndControlZAreKnown() throws {
    #expect(message { try folder.load("x,kind\n\"1\" ,a\n2,b\n") }.contains("take out the blank behind the quote"))
    #expect(try folder.load("x,kind\n1,a\n2,b\n\u{1A}").count == 2)
  }

  /// Between semicolons `1,234` is no thousand because the training data have points.
  @Test func commasBetweenSemicolonsAreAskedFor() throws {
    let trained = Self.trained
    let rows = ["x;z;kind", "1,234;5,678;a", "2,345;6,789;b"]
    #expect(message { try load(trained, test: rows) }.contains("set data.decimal: ',' or data.decimal: '.'"))
    let certain = ["x;z;kind", "1,5;5,678;a", "2,345;6,789;b"]
    let values = try load(trained, test: certain).canonicalTest?.features.doubles(in: 0..<4)
    #expect(values == [1.5, 5.678, 2.345, 6.789])
  }

  /// All spellings of missing values are named, not the first alone.
  @Test func allSpellingsOfMissingValuesAreNamed() throws {
    let rows = (0..<40).map { "\(["red", "none", "-", "blue", "unknown"][$0 % 5]),\(["a", "b"][$0 % 2])" }
    let remarks = try folder.load((["colour,kind"] + rows).joined(separator: "\n")).remarks
    #expect(remarks.contains { $0.contains(#""colour" ("-", "none", "unknown")"#) }, "\(remarks)")
  }

  /// Few of a number that stands for missing values in another column stand for them here, too.
  @Test func fewSentinelsAreNamedBesideMany() throws {
    let rows = (0..<60).map { row in
      let (x, z) = (row % 6 == 0 ? "-99" : "\(row % 17).5", row == 7 || row == 30 ? "-99" : "\(row % 13).25")
      return "\(x),\(z),\(["a", "b"][row % 2])"
    }
    let remark = try folder.load((["x,z,kind"] + rows).joined(separator: "\n")).remarks.first {
      $0.hasPrefix("Numbers far")
    }
    #expect(
      remark?.contains(#""x" -99 (in 10 rows"#) == true && remark?.contains(#""z" -99 (in 2 rows"#) == true,
      "\(remark ?? "")")
  }

  @Test(arguments: [
    ("$-12.219", "-12.219"), ("(12.5)", "-12.5"), ("USD 28", "28"), ("-0.357D+02", "-0.357e+02"), ("1.5d3", "1.5e3"),
    ("-$3", "-3"), ("€ 1,5", "1.5"),
  ]) func numbersWithSignsLookLikeThem(text: String, number: String) {
    #expect(NumberLook(text)?.description == "\(number) for \(text.debugDescription)")
  }

  @Test(arguments: ["ABC 12", "(a)", "USD", "12D", "x1", "--3", "()"]) func textsDoNot(text: String) {
    #expect(NumberLook(text)?.description.hasPrefix("-") != true)
  }
}
