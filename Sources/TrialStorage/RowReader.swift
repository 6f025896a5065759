import Foundation
import GRDB
import NeuralNetwork

/// Reads typed values from a row of a store that may be damaged; what is not as it should be is a ``StoreError``.
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

  func number(_ column: String) throws -> Double {
    let number: Double = try value(column)
    guard number.isFinite else { throw damaged(column) }
    return number
  }

  /// A finite number of a column that stores of older formats lack.
  func laterNumber(_ column: String) throws -> Double? {
    row.hasColumn(column)
      ? try optional(column).map { (number: Double) in
        guard number.isFinite else { throw damaged(column) }
        return number
      } : nil
  }

  /// The score whose columns are `NAME_loss` and `NAME_accuracy`.
  func score(_ name: String) throws -> Score {
    // A test loss may have overflowed.
    let loss: Double? = try optional("\(name)_loss")
    guard loss?.isFinite ?? true || (name == "test" && loss == .infinity) else { throw damaged("\(name)_loss") }
    let accuracy = try number("\(name)_accuracy")
    guard 0...1 ~= accuracy else { throw damaged("\(name)_accuracy") }
    return Score(loss: loss, accuracy: accuracy)
  }

  /// A score of which both columns are NULL where nothing was measured.
  func optionalScore(_ name: String) throws -> Score? {
    let columns: [DatabaseValue?] = try [optional("\(name)_loss"), optional("\(name)_accuracy")]
    return columns.allSatisfy { $0 == nil } ? nil : try score(name)
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
