import TextOutput

/// A JSON value that keeps the order of its keys, so that the schema reads in the order of the study file.
indirect enum JSON: Sendable, Equatable {
  case string(String)
  case integer(Int)
  case number(Double)
  case bool(Bool)
  case array([JSON])
  case object([Member])

  struct Member: Sendable, Equatable {
    var key: String
    var value: JSON
  }

  /// An object of `members` in their order.
  static func members(_ members: (String, JSON)...) -> JSON {
    .object(members.map { Member(key: $0.0, value: $0.1) })
  }

  /// This object with `more` appended; any other value unchanged.
  func adding(_ more: [(String, JSON)]) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members + more.map { Member(key: $0.0, value: $0.1) })
  }

  static func strings(_ strings: [String]) -> JSON { .array(strings.map(JSON.string)) }

  /// The text of the value, indented by two spaces a level.
  func text(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .string(let value): return JSONLine.quoted(value)
    case .integer(let value): return String(value)
    case .number(let value): return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    case .bool(let value): return value ? "true" : "false"
    case .array(let values):
      let isFlat = values.allSatisfy { if case .object = $0 { false } else { true } }
      if isFlat { return "[" + values.map { $0.text(indent: inner) }.joined(separator: ", ") + "]" }
      return "[\n" + values.map { inner + $0.text(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { "\(inner)\(JSONLine.quoted($0.key)): \($0.value.text(indent: inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(floatLiteral value: Double) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
}
