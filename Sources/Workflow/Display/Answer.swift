import Foundation
import TextOutput

/// What a command answers that is no table: text for people, and the same facts as JSON for programs.
public protocol Answer: CustomStringConvertible {
  /// What the text says, as values. Keys are written in snake case, what is not known as `null` (``OrNull``).
  associatedtype Facts: Encodable
  /// The facts that ``CustomStringConvertible/description`` puts into words.
  var facts: Facts { get }
}

/// How an ``Answer`` is written.
public enum AnswerFormat: String, Sendable, CaseIterable {
  /// Lines for people.
  case text
  /// A JSON object.
  case json
}

extension Answer {
  /// The answer in `format`, with a newline at the end.
  ///
  /// - Throws: an `EncodingError`, if a number is not finite.
  public func text(_ format: AnswerFormat) throws -> String {
    switch format {
    case .text:
      let text = description
      return text.hasSuffix("\n") ? text : text + "\n"
    case .json:
      return String(decoding: try ReadableJSON.data(facts), as: UTF8.self)
    }
  }
}

/// A value that is written as `null` where it is not known, and not left out.
@propertyWrapper public struct OrNull<Value: Encodable & Sendable>: Encodable, Sendable {
  /// The value; nil if it is not known.
  public var wrappedValue: Value?

  /// Wraps a value.
  public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  /// Writes the value, or `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
  }
}
