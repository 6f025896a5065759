import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// Numbers as targets of classes, which may be a quantity: the same answer whatever file they come from.
@Suite struct QuantityAsClassesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The data with these targets from a table, from a sparse table, and as labels alone; `task` is that of the source.
  private func load(_ targets: [String], task: String? = nil) -> [Result<[String], any Error>] {
    let csv = Result {
      try folder.load(
        (["x,kind"] + targets.enumerated().map { "\($0 * 37 % 101).5,\($1)" }).joined(separator: "\n")
      ) { $0.task = task }
      .remarks
    }
    let sparse = Result {
      try folder.file("a.libsvm").write(
        Array(targets.enumerated().map { "\($1) 1:\($0 * 37 % 101).5\n" }.joined().utf8))
      var source = DataSource(name: "libsvm", path: folder.file("a.libsvm").path)
      source.task = task
      return try DataLoader.load(source, seed: StudySeed(1)).pool.remarks
    }
    let labels = Result {
      var column = LabelColumn()
      for text in targets { column.append(text) }
      return try column.remarks(named: "y", allowsNumericClasses: task != nil)
    }
    return [csv, sparse, labels]
  }

  private static let quantities: [[String]] = [
    // More than 20 numbers, and numbers hardly any of which occurs twice.
    (0..<96).map { "\($0 % 48)" }, (0..<18).map { "\(3 * $0)" }, (0..<18).map { "\(Double($0) / 4)" },
    (0..<18).map { "\($0 % 9 == 0 ? $0 : $0 + 100)" },
  ]

  @Test(arguments: quantities) func quantitiesAreAskedFor(targets: [String]) throws {
    for result in load(targets) {
      let error = #expect(throws: DataError.self) { try result.get() }
      #expect(error?.message.contains("set data.task: regression to predict the number") == true, "\(error as Any)")
    }
    for result in load(targets, task: DataSource.classification) {
      #expect(throws: Never.self) { try result.get() }
    }
  }

  @Test func namesOfClassesAreNot() throws {
    let fine = [
      (0..<40).map { "\($0 % 10)" }, (0..<40).map { "\($0 % 2).0" }, (0..<40).map { "c\($0 % 30)" },
      ["1", "2", "3", "1", "2", "3"], (0..<40).map { ["-1", "1"][$0 % 2] },
    ]
    for targets in fine {
      for result in load(targets) {
        #expect(try !result.get().contains { $0.contains("whole numbers") }, "\(targets)")
      }
    }
  }

  /// Fractions that repeat are classes, but not without a word.
  @Test func fractionsAreNamed() throws {
    for result in load((0..<36).map { "\(Double($0 % 6) / 4 + 0.25)" }) {
      #expect(
        try result.get().contains {
          $0.hasPrefix(
            "The target has 6 different numbers, 0.25 to 1.5, each of which is a class; set data.task: regression")
        })
    }
  }

  /// Limits among numbers make them no names, and dates are hardly classes.
  @Test func limitsAndDatesAreNamed() throws {
    let limits = (0..<200).map { $0 % 19 == 18 ? "≥28" : "\($0 % 19)" }
    let words =
      #"The target has 18 different whole numbers, 0 to 17, and limits such as "≥28", each of which is a class;"#
    for result in load(limits).prefix(1) + load(limits).suffix(1) {
      #expect(try result.get().contains { $0.hasPrefix(words) })
    }
    let dates = load((0..<40).map { "2021-03-\(10 + $0 % 8)" })[0]
    #expect(
      try dates.get().contains {
        $0.hasPrefix("The target has 8 different dates or times, such as \"2021-03-10\", each of which is a class;")
      })
    let named = load((0..<40).map { "2021-03-\(10 + $0 % 8)" }, task: DataSource.classification)[0]
    #expect(try !named.get().contains { $0.contains("dates or times") })
    // Classes by age, of which one is a limit on either side.
    #expect(try !load((0..<40).map { ["<18", "18-65", ">65"][$0 % 3] })[0].get().contains { $0.contains("limits") })
  }

  /// Counts are classes, but not without a word.
  @Test func countsAreNamed() throws {
    let counts = (0..<200).map { "\($0 % 18)" }
    for result in load(counts) {
      #expect(
        try result.get().contains {
          $0.hasPrefix(
            "The target has 18 different whole numbers, 0 to 17, each of which is a class; set data.task: regression")
        })
    }
    for result in load(counts, task: DataSource.classification) {
      #expect(try !result.get().contains { $0.contains("whole numbers") })
    }
  }
}
