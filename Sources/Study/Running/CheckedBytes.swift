import Datasets
import Foundation

/// Values as bytes: their SHA-256 in 64 hexadecimal digits, then a property list.
enum CheckedBytes {
  static func encoded(_ value: some Encodable) throws -> Data {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    let content = try encoder.encode(value)
    return Data(sha256Hex(Array(content)).utf8) + content
  }

  /// Reads what ``encoded(_:)`` wrote; nil for anything else, so that no damaged byte gets into a result.
  static func decoded<Value: Decodable>(_ data: Data) -> Value? {
    let (digest, content) = (data.prefix(64), Data(data.dropFirst(64)))
    guard digest.elementsEqual(sha256Hex(Array(content)).utf8) else { return nil }
    return try? PropertyListDecoder().decode(Value.self, from: content)
  }
}
