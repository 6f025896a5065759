import Foundation

/// A JSON object on one line, with its members in the order given: `{"epoch": 3, "seconds": 0.5}`.
public struct JSONLine: Sendable, CustomStringConvertible {
  /// The value of a member.
  public enum Value: Sendable {
    /// A string.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A number, written with all its digits; must be finite.
    case number(Double)
    /// `null`.
    case null
  }

  private let members: [(name: String, value: Value)]

  /// Creates an object; members whose value is nil are left out.
  public init(_ members: [(String, Value?)]) {
    self.members = members.compactMap { name, value in value.map { (name, $0) } }
  }

  /// The object as JSON text.
  public var description: String {
    "{" + members.map { "\(Self.quoted($0.name)): \(Self.text($0.value))" }.joined(separator: ", ") + "}"
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .text(let text): quoted(text)
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .null: "null"
    }
  }

  /// Returns `text` as a JSON string with its quotes.
  public static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
