import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// Remarks on columns are the same whatever file the numbers come from.
@Suite struct ArrayRemarkTests {
  let folder: TemporaryFolder
  private let seed = UInt64.random(in: 0...UInt64(UInt32.max))

  init() throws { folder = try TemporaryFolder() }

  /// The columns of 60 samples: two of noise, a constant, a counter from 0, names, times in order, dates, and twins of the target.
  private func columns(_ generator: inout SeededGenerator, target: [Double], isQuantity: Bool) -> [[Double]] {
    let count = target.count
    var names = (0..<count).map { Double(700 + $0) }
    generator.shuffle(&names)
    var time = 3.0
    return [
      (0..<count).map { _ in generator.normal() }, Array(repeating: 7, count: count), (0..<count).map(Double.init),
      names,
      (0..<count).map { _ in
        time += Double(1 + generator.below(900))
        return time
      }, (0..<count).map { Double(20_210_100 + 1 + generator.below(28) + 0 * $0) },
      target.map { isQuantity ? 0.1 * $0 - 4 : 2 * $0 + 5 }, (0..<count).map { _ in generator.normal() },
    ]
  }

  /// What remarks begin with, and the columns that they name, counted from 1.
  private func found(_ remarks: [String]) -> Set<String> {
    let kinds = [
      "the same value in all rows", "up from row to row", "another whole number in every row", "from row to row, like",
      "to have dates or times", "the target by itself", "target, each by itself",
    ]
    return Set(
      remarks.flatMap { remark in
        kinds.filter { remark.contains($0) && remark.hasPrefix("Column") }.map { kind in
          let head = remark[..<(remark.firstRange(of: kind)?.lowerBound ?? remark.endIndex)]
          let numbers = head.matches(of: /(?:^|[ ,"c])([1-8])(?=[", ]|$)/).map { String($0.1) }
          return "\(kind): \(numbers.joined(separator: " "))"
        }
      })
  }

  @Test(arguments: [false, true]) func areThoseOfTables(isQuantity: Bool) throws {
    var generator = SeededGenerator(key: seed)
    for _ in 0..<5 {
      let target = (0..<60).map { isQuantity ? 10 * generator.normal() : Double($0 * 7 % 3) }
      let columns = columns(&generator, target: target, isQuantity: isQuantity)
      let table =
        (["c1,c2,c3,c4,c5,c6,c7,c8,kind"]
        + target.indices.map { row in (columns.map { "\($0[row])" } + ["\(target[row])"]).joined(separator: ",") })
        .joined(separator: "\n")
      let task = isQuantity ? DataSource.regression : DataSource.classification
      let csv = found(try folder.load(table) { $0.task = task }.remarks)
      #expect(csv.count == 7, "seed \(seed): \(csv)")
      let sparse = target.indices.map { row in
        "\(target[row]) " + columns.enumerated().map { "\($0 + 1):\($1[row])" }.joined(separator: " ") + "\n"
      }.joined()
      try folder.file("a.libsvm").write(Array(sparse.utf8))
      var source = DataSource(name: "libsvm", path: folder.file("a.libsvm").path)
      source.task = task
      let data = try DataLoader.load(source, seed: StudySeed(1))
      #expect(found(data.remarks) == csv, "seed \(seed)")
      let pool = data.pool
      let dense = try Dataset(
        name: "npz", features: .doubles(target.indices.flatMap { row in columns.map { $0[row] } }), shape: pool.shape,
        labels: pool.labels, classNames: pool.classNames, quantity: pool.quantity)
      #expect(found(LoadedData(pool: dense, provenance: "").remarks) == csv, "seed \(seed)")
    }
  }

  /// A column that is zero but for one class tells it, however few samples that has; and unused columns are not named.
  @Test func aRareClassIsToldByItsColumn() throws {
    let lines = (0..<100).map { $0 % 25 == 0 ? "1 3:2.5 9:1\n" : "-1 9:\($0 % 4 + 2)\n" }
    try folder.file("a.libsvm").write(Array(lines.joined().utf8))
    let source = DataSource(name: "libsvm", path: folder.file("a.libsvm").path)
    let remarks = try DataLoader.load(source, seed: StudySeed(1)).remarks
    #expect(remarks.contains { $0.hasPrefix("Columns 3, 9 tell the target, each by itself") }, "\(remarks)")
  }

  /// Of images only what is wrong with all of them is named.
  @Test func imagesHaveBorders() throws {
    func remarks(_ pixel: (Int, Int) -> UInt8) throws -> [String] {
      let pixels = (0..<40).flatMap { sample in (0..<16).map { pixel(sample, $0) } }
      return LoadedData(
        pool: try Dataset(
          name: "npz", features: .bytes(pixels), shape: .image(width: 4, height: 4, channels: 1),
          labels: (0..<40).map { Int32($0 % 2) }, classNames: ["0", "1"]), provenance: ""
      ).remarks.filter { !$0.contains("have the same values") }
    }
    #expect(try remarks { $1 < 4 ? 0 : UInt8($0 * 13 % 200 + $1) }.isEmpty)
    #expect(try remarks { _, _ in 0 } == ["All values of all samples are 0, which says nothing"])
  }

  /// A copy of the target tells it through any function that only rises or only falls, with rounding; noise does not.
  @Test func monotoneCopiesTellTheTarget() throws {
    var generator = SeededGenerator(key: seed)
    for _ in 0..<10 {
      let target = (0..<200).map { _ in exp(2 * generator.normal()) }
      for copy in [
        target.map { log($0) }, target.map { -$0 * $0 }, target.map { (1000 * log($0)).rounded() / 1000 }, target,
      ] {
        #expect(TargetTwin.tells(target, copy), "seed \(seed)")
      }
      #expect(!TargetTwin.tells(target, target.map { log($0) + 0.3 * generator.normal() }), "seed \(seed)")
      #expect(!TargetTwin.tells(target, target.map { $0 > 1 ? 1 : 0 }), "seed \(seed)")
    }
  }
}
