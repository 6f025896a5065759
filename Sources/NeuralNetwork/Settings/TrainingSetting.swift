/// A key in the section `training` of study files, with everything known about it.
///
/// These declarations (see ``all``) define the section's validation and JSON Schema, `vary` and `tune`, the comparison of two
/// versions of a study, the options of `fathom train`, the description of training in saved models, and the captions of
/// figures.
public struct TrainingSetting: Sendable {
  /// The key as study files spell it, e.g. `learning-rate`.
  public let name: String
  /// The name in running text, e.g. `learning rate`.
  public let words: String
  /// One sentence of description, for the schema.
  public let about: String
  /// One line of help for command-line options.
  public let help: String
  /// The values that the setting accepts.
  public let format: SettingFormat
  /// The value if none is given.
  public let fallback: SettingValue
  /// The setting that decides whether this one applies, and its values for which it does; nil if it always applies.
  public let condition: (setting: String, values: [String])?
  let property: TrainingProperty
  private let get: @Sendable (TrainingSettings) -> SettingValue?
  private let assign: @Sendable (SettingValue, inout TrainingSettings) -> Void
  private let said: @Sendable (TrainingSettings, String) -> String?

  /// - Parameters:
  ///   - property: The stored property of which it sets a part; nil if it sets the whole of one.
  ///   - help: A shorter form of `about` for the help of an option; the default follows it.
  ///   - helpsWithDefault: Whether the help ends with the default.
  ///   - condition: The setting that decides whether this one applies, its values for which it does, and whether that is so
  ///     in some settings; nil if it always applies.
  ///   - caption: What captions say of a value, given with the text that figures show for it; nil if they say nothing.
  init<Value: SettingRepresentable>(
    _ name: String, _ path: any WritableKeyPath<TrainingSettings, Value> & Sendable, _ format: SettingFormat,
    _ about: String, words: String? = nil, help: String? = nil, helpsWithDefault: Bool = true,
    partOf property: TrainingProperty? = nil,
    for condition: (setting: String, values: [String], isMet: @Sendable (TrainingSettings) -> Bool)? = nil,
    caption: @escaping @Sendable (Value, String) -> String? = { _, _ in nil }
  ) {
    let always: @Sendable (TrainingSettings) -> Bool = { _ in true }
    let isMet = condition.map(\.isMet) ?? always
    self.init(
      name, property: property ?? TrainingProperty(CodingName(inStudyFiles: name).stringValue, path), format, about,
      words: words,
      help: help, helpsWithDefault: helpsWithDefault, fallback: TrainingSettings()[keyPath: path].settingValue,
      condition: condition.map { ($0.setting, $0.values) }
    ) {
      isMet($0) ? $0[keyPath: path].settingValue : nil
    } assign: { value, settings in
      if isMet(settings), let value = Value(setting: value) { settings[keyPath: path] = value }
    } said: {
      caption($0[keyPath: path], $1)
    }
  }

  /// A coefficient that some optimisers have.
  ///
  /// - Parameter path: The coefficient, which is nil for other optimisers.
  init(
    coefficient name: String, _ path: any WritableKeyPath<Optimiser, Double?> & Sendable, _ range: NumberRange,
    _ about: String, help: String? = nil, caption: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    let optimisers = Optimiser.Kind.allCases.map(Optimiser.init).filter { $0[keyPath: path] != nil }
    self.init(
      name, property: .optimiser, .number(range), about, words: nil, help: help, helpsWithDefault: true,
      fallback: .number(optimisers.lazy.compactMap { $0[keyPath: path] }.first ?? 0),
      condition: (TrainingProperty.optimiser.name, optimisers.map(\.kind.rawValue))
    ) {
      $0.optimiser[keyPath: path]?.settingValue
    } assign: { value, settings in
      if let value = Double(setting: value) { settings.optimiser[keyPath: path] = value }
    } said: {
      caption($1)
    }
  }

  private init(
    _ name: String, property: TrainingProperty, _ format: SettingFormat, _ about: String, words: String?,
    help: String?, helpsWithDefault: Bool, fallback: SettingValue, condition: (String, [String])?,
    get: @escaping @Sendable (TrainingSettings) -> SettingValue?,
    assign: @escaping @Sendable (SettingValue, inout TrainingSettings) -> Void,
    said: @escaping @Sendable (TrainingSettings, String) -> String?
  ) {
    self.name = name
    self.property = property
    self.format = format
    self.about = about
    self.words = words ?? name.replacing("-", with: " ")
    let line = help ?? String(about.dropLast())
    self.help = helpsWithDefault ? "\(line); \(Self.typed(fallback)) unless given." : line + "."
    self.fallback = fallback
    self.condition = condition
    self.get = get
    self.assign = assign
    self.said = said
  }

  /// As a person types a value in a shell.
  private static func typed(_ value: SettingValue) -> String {
    switch value {
    case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)".replacing("e-0", with: "e-")
    case .integer, .word: value.text
    case .initialiser, .initialisers, .schedule: value.text.contains("(") ? "'\(value.text)'" : value.text
    }
  }
}

extension TrainingSetting {
  /// Returns the value in `settings`; nil if the setting does not apply there.
  public func value(in settings: TrainingSettings) -> SettingValue? { get(settings) }

  /// Sets the value in `settings`; it must be accepted by ``format``. Does nothing where the setting does not apply.
  public func set(_ value: SettingValue, in settings: inout TrainingSettings) {
    if case .initialisers(let weights, let biases) = value {
      TrainingAssignment(weights: weights, biases: biases).apply(to: &settings)
    } else {
      assign(value, &settings)
    }
  }

  /// Returns the assignment that sets `value` in `settings`.
  public func assignment(of value: SettingValue, in settings: TrainingSettings) -> TrainingAssignment {
    if case .initialisers(let weights, let biases) = value {
      return TrainingAssignment(weights: weights, biases: biases)
    }
    var changed = settings
    set(value, in: &changed)
    return assignment(in: changed)
  }

  /// Returns the assignment that sets what `settings` have.
  public func assignment(in settings: TrainingSettings) -> TrainingAssignment {
    TrainingAssignment([property], of: settings)
  }

  /// Returns whether this and `other` set parts of the same property, so that both cannot vary.
  public func excludes(_ other: TrainingSetting) -> Bool { property == other.property }

  /// Returns the caption's words for the value in `settings`, which figures show as `text`; nil for none.
  public func caption(_ settings: TrainingSettings, text: String) -> String? { said(settings, text) }

  /// Returns the setting called `name`; nil if there is none.
  public static func named(_ name: String) -> TrainingSetting? { all.first { $0.name == name } }
}
