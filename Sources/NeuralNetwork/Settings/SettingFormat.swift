/// The values that a setting accepts, from which readers of settings are made.
public enum SettingFormat: Sendable {
  /// A number in a range.
  case number(NumberRange)
  /// A whole number in a range.
  case integer(ClosedRange<Int>)
  /// A whole number in a range, or one word instead.
  case integerOr(ClosedRange<Int>, word: String)
  /// One of several names.
  case choice([String])
  /// A schedule of the learning rate.
  case schedule
  /// One initialiser.
  case initialiser
  /// One initialiser for the weights, or a pair for the weights and the biases.
  case initialiserOrPair

  /// One of the names of `type`.
  static func choice<Value: NamedSetting>(of type: Value.Type) -> SettingFormat {
    .choice(Value.allCases.map(\.rawValue))
  }
}

/// A range of finite numbers; an end that is nil is unbounded.
public struct NumberRange: Sendable, Hashable {
  /// Exclusive lower end.
  public var over: Double?
  /// Inclusive lower end.
  public var from: Double?
  /// Inclusive upper end.
  public var to: Double?
  /// Exclusive upper end.
  public var under: Double?

  /// Creates a range; ends that are not given are unbounded.
  public init(over: Double? = nil, from: Double? = nil, to: Double? = nil, under: Double? = nil) {
    self.over = over
    self.from = from
    self.to = to
    self.under = under
  }

  /// Returns whether a number is finite and in the range.
  public func contains(_ number: Double) -> Bool {
    if let over, !(number > over) { return false }
    if let from, !(number >= from) { return false }
    if let to, !(number <= to) { return false }
    if let under, !(number < under) { return false }
    return number.isFinite
  }
}
