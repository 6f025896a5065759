/// A length on paper or screen: a number with its unit, such as `8.4cm`.
public struct PageLength: Sendable, Hashable, Codable {
  /// A unit of length; the raw value is how it is written.
  public enum Unit: String, Sendable, Hashable, CaseIterable {
    /// Centimetre and millimetre.
    case cm, mm
    /// Inch.
    case inch = "in"
    /// The 72nd and the 96th part of an inch.
    case pt, px

    /// The 72nd parts of an inch in one of the unit.
    public var points: Double {
      switch self {
      case .cm: 72 / 2.54
      case .mm: 7.2 / 2.54
      case .inch: 72
      case .pt: 1
      case .px: 0.75
      }
    }
  }

  /// The number of units, positive.
  public var value: Double
  /// The unit.
  public var unit: Unit

  /// Creates a length from its parts.
  public init(_ value: Double, _ unit: Unit) {
    (self.value, self.unit) = (value, unit)
  }

  /// Reads a positive number with its unit, such as `8.4cm`; nil if `text` is anything else.
  public init?(_ text: String) {
    guard let unit = Unit.allCases.first(where: { text.hasSuffix($0.rawValue) }) else { return nil }
    let number = text.dropLast(unit.rawValue.count)
    guard number.wholeMatch(of: /[0-9]+(\.[0-9]+)? ?/) != nil,
      let value = Double(number.filter { $0 != " " }), value > 0, value.isFinite
    else { return nil }
    self.init(value, unit)
  }

  /// The length in 72nd parts of an inch.
  public var points: Double { value * unit.points }

  /// The length as it is written, e.g. `8.4cm`.
  public var text: String { (Int(exactly: value).map(String.init) ?? "\(value)") + unit.rawValue }

  /// Reads a length from its text.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let length = PageLength(text) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no length: \(text)"))
    }
    self = length
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
