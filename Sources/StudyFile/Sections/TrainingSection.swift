import NeuralNetwork

/// The section `training`: the settings that all configurations share, read according to their declarations.
enum TrainingSection {
  /// Every key, in the order in which they are read.
  static let keys = TrainingSetting.all.map { (setting: $0, key: Key($0)) }

  static let section = Section(path: "training", keys: keys.map(\.key.outline))

  /// The element, knowing the values of `usual` for keys that it does not have.
  static func element(_ element: Element?, unlessGiven usual: TrainingSettings) -> Element? {
    var element = element
    for (setting, _) in keys {
      element?.usualTexts["training.\(setting.name)"] = setting.value(in: usual)?.text
    }
    return element
  }

  /// The settings of `element`; those of `usual` for keys that it does not have.
  static func read(_ element: Element?, unlessGiven usual: TrainingSettings = TrainingSettings()) throws
    -> TrainingSettings
  {
    var settings = usual
    guard let element else { return settings }
    let fields = try Fields(element, section)
    try InitialiserPair.check(fields, fields["initialiser"])
    for (setting, key) in keys {
      guard let value = try fields.optional(key) else { continue }
      setting.set(value, in: &settings, varied: element.variedTexts)
    }
    return settings
  }

  /// The keys that apply to some values of the setting called `decider` only, with what `element` has for them.
  static func given(for decider: String, _ element: Element?) throws -> [(
    setting: TrainingSetting, value: SettingValue
  )] {
    guard let element, element.isMapping else { return [] }
    let fields = try Fields(element, section)
    return try keys.compactMap { setting, key in
      guard setting.condition?.setting == decider, let value = try fields.optional(key) else { return nil }
      return (setting, value)
    }
  }
}

extension TrainingSetting {
  /// Sets the value, also where it applies only with a value that another setting takes under `vary` or `tune`.
  func set(_ value: SettingValue, in settings: inout TrainingSettings, varied: [String: [String]]) {
    guard let condition, self.value(in: settings) == nil, let decider = TrainingSetting.named(condition.setting),
      let usual = decider.value(in: settings),
      let other = varied["training.\(condition.setting)"]?.first(where: condition.values.contains)
    else { return set(value, in: &settings) }
    decider.set(.word(other), in: &settings)
    set(value, in: &settings)
    decider.set(usual, in: &settings)
  }
}

extension Key where Value == SettingValue {
  init(_ setting: TrainingSetting) {
    let note = setting.condition.map {
      " Only allowed if `\($0.setting)` is \($0.values.map { "`\($0)`" }.joined(separator: " or ")), here or under vary or tune."
    }
    self.init(
      setting.name, Format(setting.format), setting.about + (note ?? ""), shown: JSON(setting.fallback),
      for: setting.condition.map { Condition(key: $0.setting, values: $0.values, mayVary: true) })
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
