import Foundation

/// A JSON object on one line, its members in the order in which they are given: `{"epoch": 3, "seconds": 0.5}`.
public struct JSONLine: Sendable, CustomStringConvertible {
  /// What a member is; numbers have all their digits, and have to be finite.
  public enum Value: Sendable {
    case text(String)
    case integer(Int)
    case number(Double)
    case null
  }

  private let members: [(name: String, value: Value)]

  /// Leaves out the members that are nil.
  public init(_ members: [(String, Value?)]) {
    self.members = members.compactMap { name, value in value.map { (name, $0) } }
  }

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

  /// A JSON string with its quotes.
  public static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
