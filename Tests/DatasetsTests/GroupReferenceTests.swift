import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// Draws of whole groups beside those of scikit-learn's `GroupShuffleSplit`, by what both promise.
@Suite struct GroupReferenceTests {
  /// A table: the group and the class of each sample, and the share that is asked for.
  private struct Table: Encodable {
    var groups: [Int32] = []
    var labels: [Int32] = []
    var share: Double
    let largest: Int
    let isEven: Bool

    init(_ generator: inout SeededGenerator) {
      share = 0.1 + 0.4 * generator.uniform()
      isEven = generator.below(3) == 0
      largest = 1 + generator.below(30)
      for group in 0..<20 + generator.below(40) {
        for _ in 0..<(isEven ? largest : 1 + generator.below(largest)) {
          groups.append(Int32(group))
          labels.append(Int32(generator.below(2)))
        }
      }
      generator.shuffle(&groups)
    }

    func split(replicate: Int) throws -> (test: [Int], rest: [Int]) {
      let split = try ReplicateSplit(
        labels: labels, classCount: 2, groups: groups, test: .drawn(.fraction(share)), validation: .count(0),
        seed: StudySeed(7), replicate: replicate)
      return (try #require(split.test), split.trainingOrder)
    }
  }

  /// Draws of scikit-learn: the test samples of each table.
  private static func referenceDraws(_ tables: [Table]) throws -> [[Int]] {
    let folder = try TemporaryFolder()
    try JSONEncoder().encode(tables).write(to: folder.file("tables.json"))
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.currentDirectoryURL = folder.url
    python.arguments = [
      "python3", "-c",
      """
      import json
      from sklearn.model_selection import GroupShuffleSplit
      draws = []
      for seed, table in enumerate(json.load(open("tables.json"))):
          splitter = GroupShuffleSplit(n_splits=1, test_size=table["share"], random_state=seed)
          rest, test = next(splitter.split(table["groups"], groups=table["groups"]))
          draws.append([int(index) for index in test])
      json.dump(draws, open("draws.json", "w"))
      """,
    ]
    try python.run()
    python.waitUntilExit()
    try #require(python.terminationStatus == 0)
    return try JSONDecoder().decode([[Int]].self, from: Data(contentsOf: folder.file("draws.json")))
  }

  static let hasScikitLearn: Bool = {
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", "-c", "import sklearn.model_selection"]
    python.standardError = FileHandle.nullDevice
    guard (try? python.run()) != nil else { return false }
    python.waitUntilExit()
    return python.terminationStatus == 0
  }()

  private func tables(_ count: Int) -> [Table] {
    var generator = SeededGenerator(key: printedSeed())
    return (0..<count).map { _ in Table(&generator) }
  }

  /// No group is on two sides, and every sample is on one.
  private func isWhole(_ table: Table, test: [Int]) -> Bool {
    let held = Set(test)
    let sides = [test, table.groups.indices.filter { !held.contains($0) }].map { Set($0.map { table.groups[$0] }) }
    return held.count == test.count && sides[0].isDisjoint(with: sides[1]) && !sides[0].isEmpty && !sides[1].isEmpty
  }

  @Test func groupsStayWholeAndSharesAreWithinAGroup() throws {
    for table in tables(300) {
      for replicate in 1...5 {
        let (test, rest) = try table.split(replicate: replicate)
        #expect(isWhole(table, test: test) && (test + rest).sorted() == Array(table.groups.indices))
        let asked = table.share * Double(table.groups.count)
        #expect(abs(Double(test.count) - asked) <= Double(table.largest), "\(test.count) for \(asked)")
      }
    }
  }

  /// Its shares are of groups and ours of samples, so that numbers are the same to one group where groups are equal, and on
  /// average in all tables.
  @Test(.enabled(if: hasScikitLearn, "needs scikit-learn")) func drawsAreLikeThoseOfScikitLearn() throws {
    let tables = tables(300)
    var differences: [Double] = []
    for (table, reference) in zip(tables, try Self.referenceDraws(tables)) {
      #expect(isWhole(table, test: reference))
      let own = try table.split(replicate: 1).test
      #expect(isWhole(table, test: own))
      if table.isEven { #expect(abs(own.count - reference.count) <= table.largest) }
      differences.append(Double(own.count - reference.count) / Double(table.groups.count))
    }
    // It rounds up to whole groups, of which tables have 20 at least.
    let mean = differences.reduce(0, +) / Double(differences.count)
    #expect(abs(mean) < 1.0 / 20, "\(mean)")
  }
}
