import Foundation

/// The text about a model in its file, and how values are read from it.
struct ModelMetadata {
  private(set) var texts: [String: String] = [:]
  /// As errors name it.
  private var file = ""

  init() {}

  init(texts: [String: String], file: String) {
    self.texts = texts
    self.file = file
  }

  /// The error that `key` is not `expected`.
  func failure(_ key: String, _ expected: String) -> ModelFileError {
    let found = texts[key].map { "\(quoted(key)) is \(quoted($0))" } ?? "\(quoted(key)) is missing"
    return ModelFileError(
      file: file, reason: "is no model that Fathom can use: in its metadata \(found), expected \(expected)")
  }

  func failure(_ reason: String) -> ModelFileError { ModelFileError(file: file, reason: reason) }

  // MARK: text

  /// Sets `key`, or leaves it out if there is no value.
  mutating func set(_ key: String, _ value: (some LosslessStringConvertible)?) {
    texts[key] = value.map { String($0) }
  }

  /// The value of `key`; nil if it is not there.
  func optional<Value: LosslessStringConvertible>(_ key: String, _ expected: String) throws -> Value? {
    guard let text = texts[key] else { return nil }
    guard let value = Value(text) else { throw failure(key, expected) }
    return value
  }

  func value<Value: LosslessStringConvertible>(_ key: String, _ expected: String) throws -> Value {
    guard let value: Value = try optional(key, expected) else { throw failure(key, expected) }
    return value
  }

  /// The case of an enumeration that `key` names.
  func choice<Value: CaseIterable & RawRepresentable<String>>(_ key: String) throws -> Value {
    guard let value = texts[key].flatMap(Value.init(rawValue:)) else {
      throw failure(key, "one of " + Value.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return value
  }

  // MARK: JSON

  mutating func setJSON(_ key: String, _ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    texts[key] = String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The decoded JSON of `key`; an error if it has more than `most` values.
  func json<Value: Decodable>(_ key: String, _ expected: String, atMost most: Int) throws -> Value {
    // Room for the brackets and commas of a few lists.
    guard let text = texts[key], JSONMarks.count(in: text.utf8) <= most + 16,
      let value = try? JSONDecoder().decode(Value.self, from: Data(text.utf8))
    else { throw failure(key, expected) }
    return value
  }
}
