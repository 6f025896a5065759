/// The values that a setting accepts; whoever reads settings turns this into a reader.
public enum SettingFormat: Sendable {
  case number(NumberRange)
  case integer(ClosedRange<Int>)
  /// A whole number, or a word in its place.
  case integerOr(ClosedRange<Int>, word: String)
  case choice([String])
  case initialiser
  /// One for the weights, or a pair of one for the weights and one for the biases.
  case initialiserOrPair

  /// One of the names of `type`.
  static func choice<Value: NamedSetting>(of type: Value.Type) -> SettingFormat {
    .choice(Value.allCases.map(\.rawValue))
  }
}

/// The finite numbers between two ends; nil ends are open to infinity.
public struct NumberRange: Sendable, Hashable {
  /// The range begins after this number.
  public var over: Double?
  /// The range begins with this number.
  public var from: Double?
  /// The range ends with this number.
  public var to: Double?
  /// The range ends before this number.
  public var under: Double?

  public init(over: Double? = nil, from: Double? = nil, to: Double? = nil, under: Double? = nil) {
    self.over = over
    self.from = from
    self.to = to
    self.under = under
  }

  public func contains(_ number: Double) -> Bool {
    if let over, !(number > over) { return false }
    if let from, !(number >= from) { return false }
    if let to, !(number <= to) { return false }
    if let under, !(number < under) { return false }
    return number.isFinite
  }
}
