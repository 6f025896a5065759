public import Foundation

/// JSON files and answers that people read, too: indented, with sorted names in snake case.
public enum ReadableJSON {
  /// Returns a value as JSON, with a newline at the end.
  ///
  /// - Throws: an `EncodingError`, if a number is not finite.
  public static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return try encoder.encode(value) + Data("\n".utf8)
  }

  /// Reads what ``data(_:)`` returned.
  ///
  /// - Throws: a `DecodingError`, if it is anything else.
  public static func value<Value: Decodable>(of data: Data) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Value.self, from: data)
  }
}
