import Datasets
import Foundation
import Reporting
import TextOutput

/// Shape, counts and digest of data: the output of `fathom data info`.
public struct DataSummary: Answer, Sendable {
  /// What the text says, as values.
  public let facts: Facts

  /// What `fathom data info` says, as values.
  public struct Facts: Encodable, Sendable {
    let source: String
    let shape: String
    let features: Int
    /// Samples that training, validation and drawn test sets come from.
    let samples: Int
    /// Samples of the data's own test set; null if there is none.
    @OrNull var testSamples: Int?
    let found: String
    let sha256: String
    /// How a table is written, and its columns in words; null for other data.
    @OrNull var table: String?
    @OrNull var columns: String?
    @OrNull var groups: String?
    /// How the samples are divided with the test set that is asked for; null if none is.
    @OrNull var split: String?
    let notes: [String]
    /// The quantity to predict; null for classes.
    @OrNull var target: Target?
    /// Null for a quantity.
    @OrNull var classes: [Class]?

    /// A quantity with the extent of its values.
    struct Target: Encodable, Sendable {
      let name: String
      let least: Double
      let largest: Double
      let mean: Double
      let standardDeviation: Double
    }

    /// A class with its numbers of samples.
    struct Class: Encodable, Sendable {
      let name: String
      let samples: Int
      @OrNull var test: Int?
    }
  }

  private let isImage: Bool

  init(_ data: LoadedData, groups: String?, split: String?, notes: [String]) {
    let summary = DatasetSummary(data)
    // The shape of what has no layout is the number of its features.
    isImage = if case .image = data.pool.shape { true } else { false }
    facts = Facts(
      source: summary.name, shape: summary.shape, features: summary.featureCount, samples: summary.poolCount,
      testSamples: summary.testCount, found: summary.provenance, sha256: summary.digest,
      table: data.pool.table?.writing,
      columns: data.pool.table?.columnsInWords, groups: groups, split: split, notes: notes,
      target: summary.quantity.map {
        Facts.Target(
          name: $0.name, least: $0.least, largest: $0.largest, mean: $0.mean, standardDeviation: $0.deviation)
      },
      classes: summary.quantity != nil
        ? nil : summary.classes.map { Facts.Class(name: $0.name, samples: $0.poolCount, test: $0.testCount) })
  }

  /// Several lines and, for classes, a table of them.
  public var description: String {
    var text = """
      \(facts.source): \(facts.shape)\(isImage ? ", \(facts.features.counted("feature"))" : "")
        samples   \(count(facts.samples)) to draw from\(facts.testSamples.map { ", \(count($0)) in the test set" } ?? "")
        found     \(facts.found)
        sha256    \(facts.sha256)

      """
    if let table = facts.table, let columns = facts.columns {
      text += "  table     \(table)\n  columns   \(columns)\n"
    }
    if let groups = facts.groups { text += "  groups    \(groups)\n" }
    if let split = facts.split { text += "  split     \(split)\n" }
    for note in facts.notes { text += "  note      \(note)\n" }
    if let target = facts.target {
      let digits = Self.digits(telling: target.least, from: target.largest)
      let numbers =
        [target.least, target.largest, target.mean].map { String(format: "%.\(digits)g", $0) }
        + [String(format: "%.6g", target.standardDeviation)]
      return text
        + "  target    \(target.name): \(numbers[0]) to \(numbers[1]), mean \(numbers[2]), standard deviation \(numbers[3])\n"
    }
    let classes = Table(
      columns: [Table.Column("class"), Table.Column("samples")]
        + (facts.testSamples == nil ? [] : [Table.Column("test")]),
      rows: (facts.classes ?? []).map { row in
        [.text(row.name), .integer(row.samples)] + (row.test.map { [.integer($0)] } ?? [])
      })
    return text + TableFormat.table.write(classes)
  }

  /// Six digits, or as many as show three of the difference of two numbers.
  static func digits(telling least: Double, from largest: Double) -> Int {
    let (size, difference) = (max(abs(least), abs(largest)), largest - least)
    guard difference > 0 else { return 6 }
    return min(max(6, Int(log10(size / difference).rounded(.up)) + 3), 17)
  }
}
