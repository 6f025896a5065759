/// A value of a setting, whatever its Swift type: what study files spell, saved models keep and figures show.
public enum SettingValue: Sendable, Hashable {
  case number(Double)
  case integer(Int)
  /// One of several names.
  case word(String)
  case initialiser(Initialiser)
  /// One for the weights and one for the biases, set together.
  case initialisers(weights: Initialiser, biases: Initialiser)

  /// As a study file spells it; a pair of initialisers as `weights/biases`.
  public var text: String {
    switch self {
    case .number(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .word(let word): word
    case .initialiser(let initialiser): initialiser.description
    case .initialisers(let weights, let biases): "\(weights)/\(biases)"
    }
  }
}

/// A type of which a setting may be.
public protocol SettingRepresentable: Sendable, Hashable, Codable {
  /// The value that `value` stands for; nil if it is of another kind.
  init?(setting value: SettingValue)
  var settingValue: SettingValue { get }
}

extension Double: SettingRepresentable {
  public init?(setting value: SettingValue) {
    guard case .number(let number) = value else { return nil }
    self = number
  }

  public var settingValue: SettingValue { .number(self) }
}

extension Int: SettingRepresentable {
  public init?(setting value: SettingValue) {
    guard case .integer(let integer) = value else { return nil }
    self = integer
  }

  public var settingValue: SettingValue { .integer(self) }
}

extension BatchSize: SettingRepresentable {
  static let fullWord = "full"

  public init?(setting value: SettingValue) {
    switch value {
    case .integer(let count): self = .count(count)
    case .word(Self.fullWord): self = .full
    default: return nil
    }
  }

  public var settingValue: SettingValue {
    switch self {
    case .count(let count): .integer(count)
    case .full: .word(Self.fullWord)
    }
  }
}

extension Initialiser: SettingRepresentable {
  public init?(setting value: SettingValue) {
    guard case .initialiser(let initialiser) = value else { return nil }
    self = initialiser
  }

  public var settingValue: SettingValue { .initialiser(self) }
}

/// A setting that takes one of several names.
public protocol NamedSetting: SettingRepresentable, CaseIterable, RawRepresentable<String> {}

extension NamedSetting {
  public init?(setting value: SettingValue) {
    guard case .word(let word) = value else { return nil }
    self.init(rawValue: word)
  }

  public var settingValue: SettingValue { .word(rawValue) }
}

extension Activation: NamedSetting {}
extension Loss: NamedSetting {}
extension Engine: NamedSetting {}
extension Precision: NamedSetting {}
