import NeuralNetwork

/// The section `training`: the settings that all configurations share, read according to their declarations.
enum TrainingSection {
  /// Every key, in the order in which they are read.
  static let keys = TrainingSetting.all.map { (setting: $0, key: Key($0)) }

  static let section = Section(path: "training", keys: keys.map(\.key.outline))

  /// The settings of `element`; those of `usual` for keys that it does not have.
  static func read(_ element: Element?, unlessGiven usual: TrainingSettings = TrainingSettings()) throws
    -> TrainingSettings
  {
    var settings = usual
    guard let element else { return settings }
    let fields = try Fields(element, section)
    try InitialiserPair.check(fields, fields["initialiser"])
    for (setting, key) in keys {
      if let value = try fields.optional(key) { setting.set(value, in: &settings) }
    }
    return settings
  }
}

extension Key where Value == SettingValue {
  init(_ setting: TrainingSetting) {
    self.init(
      setting.name, Format(setting.format), setting.about, shown: JSON(setting.fallback),
      for: setting.condition.map { Condition(key: $0.setting, values: $0.values) })
  }
}

extension Format where Value == SettingValue {
  /// The format of a setting's values.
  init(_ format: SettingFormat) {
    self =
      switch format {
      case .number(let range): Format<Double>.number(range).map { .number($0) }
      case .integer(let range): Format<Int>.integer(range).map { .integer($0) }
      case .integerOr(let range, let word): Format<Int>.integer(range).map { .integer($0) }.or(word, .word(word))
      case .choice(let names): Format<String>.choice(names.map { ($0, $0) }).map { .word($0) }
      case .schedule: ScheduleFormat.format.map { .schedule($0) }
      case .initialiser: Format<Initialiser>.initialiser.map { .initialiser($0) }
      case .initialiserOrPair: InitialiserPair.format
      }
  }
}

extension JSON {
  /// A setting's value as the schema shows it.
  fileprivate init(_ value: SettingValue) {
    self =
      switch value {
      case .number(let number): .number(number)
      case .integer(let integer): .integer(integer)
      case .word, .initialiser, .initialisers, .schedule: .string(value.text)
      }
  }
}
