import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// Which mark is decimal, where numbers can be read with either.
@Suite struct DecimalMarkTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(
    _ text: String, columns: [TableColumn]? = nil, classNames: [String]? = nil,
    _ change: (inout DataSource) -> Void = { _ in }
  ) throws -> Dataset {
    try folder.file("t.csv").write(Array(text.utf8))
    var source = DataSource(name: "csv", path: folder.file("t.csv").path, target: "y")
    change(&source)
    return try DataLoader.load(source, seed: StudySeed(1), columns: columns, classNames: classNames).pool
  }

  private func firstColumn(_ data: Dataset) -> [Double] {
    (0..<data.count).map { data.features.doubles(in: $0 * data.featureCount..<$0 * data.featureCount + 1)[0] }
  }

  /// Marks before three digits, beside whole numbers of three digits, stand between thousands and hundreds.
  @Test(
    arguments: [
      ("x;y\n1,889;a\n837;b\n945;a\n", [1889, 837, 945]), ("x\ty\n1,889\ta\n837\tb\n", [1889, 837]),
      ("x;y\n1.889;a\n837;b\n", [1889, 837]), ("x,y\n1.889,a\n837,b\n", [1.889, 837]),
      ("x,y\n\"1,889\",a\n837,b\n", [1889, 837]), ("x;y\n2.282.762;a\n998.195;b\n", [2_282_762, 998_195]),
      ("x;y\n1,234,567;a\n998,195;b\n", [1_234_567, 998_195]),
      // Decimals: with other digits after the mark, with a 0 before it, or beside small whole numbers.
      ("x;y\n1,889;a\n837,5;b\n", [1.889, 837.5]), ("x;y\n0,889;a\n837;b\n", [0.889, 837]),
      ("x;y\n1,889;a\n2;b\n", [1.889, 2]), ("x,y\n1.889,a\n2,b\n", [1.889, 2]),
      ("x;y\n1,889;a\n2,125;b\n", [1.889, 2.125]),
      // Another column tells.
      ("x;z;y\n1,889;0,5;a\n837;0,25;b\n", [1.889, 837]), ("x;z;y\n1,889;0.5;a\n2;0.25;b\n", [1889, 2]),
    ] as [(String, [Double])])
  func dividesGroupsOrDecimals(text: String, values: [Double]) throws {
    #expect(try firstColumn(load(text)) == values)
  }

  /// Numbers to predict that may be others are told, as those of features are: marks that are left out, and, beside semicolons,
  /// three digits after each point.
  @Test(
    arguments: [
      (";", "3.354", "7", "if they are thousands"), (";", "3.354", "7,5", "have marks between groups"),
      (",", "\"3,354\"", "7", "have marks between groups"), (",", "3.354", "7", nil), (";", "3.54", "7", nil),
      (";", "0.354", "7", nil), (";", "13.3541", "7", nil),
    ] as [(String, String, String, String?)])
  func digitsOfTheTarget(delimiter: String, value: String, feature: String, told: String?) throws {
    let rows = (0..<40).map { "\(feature)\($0)\(delimiter)\(value.replacing("54", with: "\(50 + $0 % 7)"))" }
    let data = try load((["x\(delimiter)y"] + rows).joined(separator: "\n") + "\n") { $0.task = "regression" }
    let remarks = (data.table?.remarks ?? []).filter { $0.hasPrefix("The target \"y\": ") }
    #expect(remarks.count == (told == nil ? 0 : 1) && told.map { remarks[0].contains($0) } ?? true, "\(remarks)")
    // Who says which mark is decimal is not asked.
    guard told?.contains("thousands") == true else { return }
    for mark in [".", ","] {
      let given = try load((["x\(delimiter)y"] + rows).joined(separator: "\n") + "\n") {
        ($0.task, $0.decimal) = ("regression", mark)
      }
      #expect(given.table?.remarks.contains { $0.contains("if they are thousands") } == false)
    }
  }

  /// Targets of which a limit alone is known are a loss if they are left out, and a bias; other texts are none.
  @Test(arguments: [("120+", true), (">120", true), ("< 3", true), ("≥120", true), ("?1", false), ("12x3", false)])
  func censoredTargets(text: String, isCensored: Bool) throws {
    let rows = (0..<30).map { "\($0),\($0 == 7 ? text : "\($0 * 3 % 31)")" }
    let table = (["x,y"] + rows).joined(separator: "\n") + "\n"
    for task in ["regression", nil] {
      let error = #expect(throws: DataError.self) { try load(table) { $0.task = task } }
      #expect(error?.message.contains("biases") == isCensored, "\(error?.message ?? "")")
    }
  }

  /// A quantity to predict is a number like others.
  @Test func groupsInTheTarget() throws {
    let data = try load("x;y\n1;1,001\n2;990\n3;2,500\n") { $0.task = "regression" }
    #expect(data.quantity?.values == [1001, 990, 2500])
  }

  /// What is read with the columns of another table is read with its mark where either would do.
  @Test(arguments: ["x;z;y\n2,106;2.08;a\n1,500;0.25;b\n", "x;z;y\n2,106;2,08;a\n1,500;0,25;b\n"])
  func otherTablesAreReadAlike(text: String) throws {
    let first = try load(text)
    let columns = try #require(first.table?.columns)
    let other = try load("x;z;y\n2,595;4;b\n2,106;3;a\n", columns: columns, classNames: first.classNames)
    #expect(firstColumn(other) == (text.contains("2.08") ? [2595, 2106] : [2.595, 2.106]))
  }

  @Test func aClassMayBeAnotherSpellingOfANumber() throws {
    let first = try load("x,y\n1,0\n2,1\n3,1\n")
    let other = try load(
      "x,y\n5,1.0\n6,0.0\n", columns: try #require(first.table?.columns), classNames: first.classNames)
    #expect(other.classNames == ["0", "1"] && other.labels == [1, 0])
    #expect(throws: DataError.self) {
      try load("x,y\n5,1.5\n6,0.0\n", columns: first.table?.columns, classNames: first.classNames)
    }
  }
}
