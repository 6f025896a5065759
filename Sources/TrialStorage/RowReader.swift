import Foundation
import GRDB
import NeuralNetwork
import Study

/// Reads typed values from a row of a store that may be damaged; an invalid value is a ``StoreError``.
struct RowReader {
  let row: Row
  let path: String

  func damaged(_ what: String) -> StoreError {
    StoreError(path: path, reason: "damaged: \(what) is not what it should be; move the file away to start anew")
  }

  func optional<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
    guard let stored: DatabaseValue = row[column], !stored.isNull else {
      guard row.hasColumn(column) else { throw damaged(column) }
      return nil
    }
    guard let value = Value.fromDatabaseValue(stored) else { throw damaged(column) }
    return value
  }

  func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    guard let value: Value = try optional(column) else { throw damaged(column) }
    return value
  }

  /// A count up to 2⁵³, beyond which a `Double` could not hold it.
  func optionalCount(_ column: String) throws -> Int? {
    guard let count: Int = try optional(column) else { return nil }
    guard 0...(1 << 53) ~= count else { throw damaged(column) }
    return count
  }

  func count(_ column: String) throws -> Int {
    guard let count = try optionalCount(column) else { throw damaged(column) }
    return count
  }

  /// A score; one of test data may have overflowed.
  func score(_ columns: ScoreColumns, isOfTest: Bool = false) throws -> Score {
    var score = Score(loss: try optional(columns.loss))
    guard score.loss?.isFinite ?? true || (isOfTest && score.loss == .infinity) else { throw damaged(columns.loss) }
    for (metric, column) in columns.metrics {
      guard let value: Double = try optional(column) else { continue }
      guard metric.isPossible(value), value.isFinite || isOfTest else { throw damaged(column) }
      score[metric] = value
    }
    return score
  }

  /// A score of which all columns are NULL where nothing was measured.
  func optionalScore(_ columns: ScoreColumns) throws -> Score? {
    let values: [DatabaseValue?] = try columns.names.map(optional)
    return values.allSatisfy { $0 == nil } ? nil : try score(columns)
  }

  /// A score that a model may reach by chance, as far as it is known; any numbers.
  func limit(_ columns: ScoreColumns) throws -> Score {
    var limit = Score(loss: try finite(columns.loss))
    for (metric, column) in columns.metrics { limit[metric] = try finite(column) }
    return limit
  }

  /// The shares of the most and the least frequent class of the test set; nil if they are not known.
  func balance() throws -> ClassBalance? {
    let shares = try [finite("test_largest_class"), finite("test_smallest_class")]
    guard let largest = shares[0], let smallest = shares[1] else { return nil }
    guard 0 <= smallest, smallest <= largest, largest <= 1 else { throw damaged("test_largest_class") }
    return ClassBalance(largest: largest, smallest: smallest)
  }

  func finite(_ column: String) throws -> Double? {
    let number: Double? = try optional(column)
    guard number?.isFinite ?? true else { throw damaged(column) }
    return number
  }

  func json<Value: Decodable>(_ column: String) throws -> Value {
    var known: [String: Value] = [:]
    return try json(column, known: &known)
  }

  /// A value that other rows have, too: each text is decoded once and then looked up in `known`.
  func json<Value: Decodable>(_ column: String, known: inout [String: Value]) throws -> Value {
    let text: String = try value(column)
    if let value = known[text] { return value }
    guard let value = try? JSONDecoder().decode(Value.self, from: Data(text.utf8)) else { throw damaged(column) }
    known[text] = value
    return value
  }
}

/// Values that a column keeps as JSON.
enum StoredJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
