import Foundation
import GRDB
import NeuralNetwork

/// Reads typed values from a row of a store that may be damaged.
struct RowReader {
  let row: Row
  let path: String

  func damaged(_ column: String) -> StoreError {
    StoreError(path: path, reason: "damaged: \(column) is not what it should be; move the file away to start anew")
  }

  func optional<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
    guard row.hasColumn(column) else { throw damaged(column) }
    let stored: DatabaseValue = row[column]
    if stored.isNull { return nil }
    guard let value = Value.fromDatabaseValue(stored) else { throw damaged(column) }
    return value
  }

  func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    guard let value: Value = try optional(column) else { throw damaged(column) }
    return value
  }

  func score(loss: String, accuracy: String) throws -> Score? {
    guard let loss: Double = try optional(loss), let accuracy: Double = try optional(accuracy) else { return nil }
    return Score(loss: loss, accuracy: accuracy)
  }

  func json<Value: Decodable>(_ column: String) throws -> Value {
    let text: String = try value(column)
    guard let value = try? JSONDecoder().decode(Value.self, from: Data(text.utf8)) else { throw damaged(column) }
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
