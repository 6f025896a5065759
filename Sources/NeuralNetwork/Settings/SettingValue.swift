/// A value of any setting, independent of its Swift type: as study files spell it, saved models keep it and figures
/// show it.
public enum SettingValue: Sendable, Hashable {
  /// A number.
  case number(Double)
  /// A whole number.
  case integer(Int)
  /// One of several names.
  case word(String)
  /// One initialiser.
  case initialiser(Initialiser)
  /// A schedule of the learning rate.
  case schedule(Schedule)
  /// One initialiser for the weights and one for the biases, set together.
  case initialisers(weights: Initialiser, biases: Initialiser)

  /// The spelling in study files; a pair of initialisers as `weights/biases`.
  public var text: String {
    switch self {
    case .number(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .word(let word): word
    case .initialiser(let initialiser): initialiser.description
    case .schedule(let schedule): schedule.description
    case .initialisers(let weights, let biases): "\(weights)/\(biases)"
    }
  }
}

/// A type that a setting can have.
public protocol SettingRepresentable: Sendable, Hashable, Codable {
  /// Creates the value that `value` stands for; nil if it is of another kind.
  init?(setting value: SettingValue)
  /// The value as a setting.
  var settingValue: SettingValue { get }
}

extension Double: SettingRepresentable {
  /// Creates a number from a setting; nil unless it is a number.
  public init?(setting value: SettingValue) {
    guard case .number(let number) = value else { return nil }
    self = number
  }

  /// The number as a setting.
  public var settingValue: SettingValue { .number(self) }
}

extension Int: SettingRepresentable {
  /// Creates a whole number from a setting; nil unless it is a whole number.
  public init?(setting value: SettingValue) {
    guard case .integer(let integer) = value else { return nil }
    self = integer
  }

  /// The whole number as a setting.
  public var settingValue: SettingValue { .integer(self) }
}

extension BatchSize: SettingRepresentable {
  static let fullWord = "full"

  /// Creates a batch size from a whole number or the word `full`; nil for anything else.
  public init?(setting value: SettingValue) {
    switch value {
    case .integer(let count): self = .count(count)
    case .word(Self.fullWord): self = .full
    default: return nil
    }
  }

  /// The count, or the word `full`.
  public var settingValue: SettingValue {
    switch self {
    case .count(let count): .integer(count)
    case .full: .word(Self.fullWord)
    }
  }
}

extension Initialiser: SettingRepresentable {
  /// Creates an initialiser from a setting; nil unless it is a single initialiser.
  public init?(setting value: SettingValue) {
    guard case .initialiser(let initialiser) = value else { return nil }
    self = initialiser
  }

  /// The initialiser as a setting.
  public var settingValue: SettingValue { .initialiser(self) }
}

extension Schedule: SettingRepresentable {
  /// Creates a schedule from a setting; nil unless it is a schedule.
  public init?(setting value: SettingValue) {
    guard case .schedule(let schedule) = value else { return nil }
    self = schedule
  }

  /// The schedule as a setting.
  public var settingValue: SettingValue { .schedule(self) }
}

/// A setting whose values are names.
public protocol NamedSetting: SettingRepresentable, CaseIterable, RawRepresentable<String> {}

extension NamedSetting {
  /// Creates the case that has this name; nil if there is none.
  public init?(setting value: SettingValue) {
    guard case .word(let word) = value else { return nil }
    self.init(rawValue: word)
  }

  /// The name as a setting.
  public var settingValue: SettingValue { .word(rawValue) }
}

extension Activation: NamedSetting {}
extension Loss: NamedSetting {}
extension OutputFunction: NamedSetting {}
extension ClassWeighting: NamedSetting {}
extension Engine: NamedSetting {}
extension Precision: NamedSetting {}
extension Remainder: NamedSetting {}
