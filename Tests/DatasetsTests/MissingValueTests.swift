import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// Missing values of a table, and the advice on them.
@Suite struct MissingValueTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What a refusal says to write is accepted, at the first try.
  @Test(arguments: [
    "x,y,kind\n1,-,a\n2,?,b\n3,4,a\n.,5,b\nn/a,6,a\n4,7,b\n,8,a\n",
    "x,y,kind\n-,1,a\nNone,2,b\n3,n.d.,a\n7,5,b\n1,#DIV/0!,a\n2,3,a\n",
    "x;y;kind\n1,5;--;a\n2;1,5;b\n3;*;a\n\"NA \";7;b\n1;2;a\n",
    "x,y,kind\n-,-,a\n-,-,b\n-,1,a\n3,2,b\n4,3,a\n",
  ]) func theAdviceOnMissingValuesWorks(text: String) throws {
    let error = try #require(throws: DataError.self) { try folder.load(text) }
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
    let filled = try folder.load(text) { ($0.missing, $0.missingValues) = ("impute", spellings) }
    #expect(filled.count == rows && filled.table?.columns.allSatisfy { $0.categories == nil } == true, "\(error)")
    // The number of rows that drop would leave.
    let dropped = try folder.load(text) { ($0.missing, $0.missingValues) = ("drop", spellings) }
    #expect(error.message.contains("leaves \(dropped.count) of \(rows) rows"), "\(error)")
  }

  /// A target to predict may lack numbers, too.
  @Test func theAdviceOnMissingTargetsWorks() throws {
    let text = "x,kind\n1,2.5\n2,-\n3,n/a\n?,4\n5,7\n"
    let error = try #require(throws: DataError.self) { try folder.load(text) { $0.task = "regression" } }
    #expect(error.message.contains(#"column "x": 1 missing ("?" 1; first in line 5)"#), "\(error)")
    #expect(error.message.contains(#"column "kind": 1 missing ("-" 1; first in line 3)"#), "\(error)")
    let list = #"`missing-values: ["", "?", "NA", "N/A", "nan", "null", "-"]`"#
    #expect(error.message.contains(list) && error.message.contains("leaves 2 of 5 rows"), "\(error)")
    let data = try folder.load(text) {
      ($0.task, $0.missing, $0.missingValues) = ("regression", "impute", ["", "?", "NA", "N/A", "nan", "null", "-"])
    }
    #expect(data.quantity?.values == [2.5, 4, 7])
  }

  @Test func allSpellingsAreCounted() throws {
    let text = "x,y,kind\n1,-,a\n2,?,b\n-,4,a\n-,5,b\n,6,a\n4,7,b\n5,8,a\n"
    let error = try #require(throws: DataError.self) { try folder.load(text) }
    #expect(error.message.contains(#"column "x": 3 missing ("-" 2, empty 1; first in line 4)"#), "\(error)")
    #expect(error.message.contains(#"column "y": 2 missing ("-" 1, "?" 1; first in line 2)"#), "\(error)")
    #expect(error.message.contains("leaves 2 of 7 rows"), "\(error)")
    // Nothing to drop to is not offered.
    let none = try #require(throws: DataError.self) { try folder.load("x,y,kind\n1,,a\n,2,b\n3,,a\n") }
    #expect(!none.message.contains("drop"), "\(none)")
    // A list of the user's own is kept.
    let own = try #require(throws: DataError.self) {
      try folder.load(text) { ($0.missing, $0.missingValues) = ("drop", ["-9", ""]) }
    }
    #expect(own.message.contains(#"`missing: drop` and `missing-values: ["-9", "", "-", "?"]`"#), "\(own)")
  }

  @Test func missingValuesAreDroppedOrFilled() throws {
    let text = "x,colour,kind\n1,red,a\nNA,red,b\n5,?,a\n3,blue,b\n4,red,\n0,NaN,b\n"
    let dropped = try folder.load(text) { $0.missing = "drop" }
    #expect(dropped.lines == [2, 5])
    #expect(dropped.features == .floats([1, 0, 1, 3, 1, 0]))
    let data = try folder.load(text) { $0.missing = "impute" }
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
    let own = try folder.load("x,kind\n-9.0,a\n1,b\n2,-9\n3,a\n") {
      ($0.missing, $0.missingValues) = ("drop", ["-9"])
    }
    #expect(own.features == .floats([1, 3]) && own.labels == [1, 0])
    #expect(throws: DataError.self) { try folder.load("x,kind\n,a\n,b\n") { $0.missing = "drop" } }
  }

  /// As with a date of death, nothing has to be in the column.
  @Test(arguments: [(0, true), (1, false)]) func gapsThatTellTheClassAreNoted(others: Int, isNoted: Bool) throws {
    let rows = (0..<40).map { row in
      let isGap = row % 2 == 1 || row < 2 * others
      return "\(row * 37 % 41),\(isGap ? "" : "\(row * row % 7)"),\(["a", "b"][row % 2])\n"
    }
    let data = try folder.load("x,lab,kind\n" + rows.joined()) { $0.missing = "impute" }
    let words = #"Whether a value is missing tells the class by itself: column "lab";"#
    #expect(data.remarks.contains { $0.hasPrefix(words) } == isNoted, "\(data.remarks)")
  }
}
