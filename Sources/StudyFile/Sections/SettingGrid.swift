import Datasets
import NeuralNetwork
import Study

/// The keys `vary` and `tune`: settings, each with the values that it takes.
enum SettingGrid {
  /// The most values of a setting.
  static let maximum = 1000
  /// The most characters of a value.
  static let longestText = 200

  /// The section `vary`: keys of `training` and some of `data`.
  static let vary = Section(
    path: "vary",
    keys: outlines { "Values of training.\($0.name) to take in turn." }
      + DataSetting.allCases.map { setting in
        Key(setting.key, values(of: format(of: setting)), "Values of \(setting.key) to take in turn.").outline
      })

  private static func format(of setting: DataSetting) -> Format<NamedAssignment> {
    switch setting {
    case .scale:
      DataSection.scale.format.map { NamedAssignment(assignment: .data(.scale($0)), text: $0.rawValue) }
    case .labelNoise:
      DataSection.labelNoise.format.map { NamedAssignment(assignment: .data(.labelNoise($0)), text: "\($0)") }
    }
  }

  /// The section `tune`: keys of `training`, and of support vector machines.
  static let tune = Section(
    path: "tune",
    keys: outlines { "Values of training.\($0.name) to choose from." }
      + SupportVectorKeys.tunable.map { outline, format in
        Key(
          outline.name, values(of: format), "Values of the \(outline.name) of support vector machines to choose from."
        )
        .outline
      })

  private static func outlines(_ about: (TrainingSetting) -> String) -> [KeyOutline] {
    TrainingSection.keys.map { setting, key in
      let format = Format(key) { setting.assignment(of: $0, in: TrainingSettings()) }
      return Key(setting.name, values(of: format), about(setting)).outline
    }
  }

  /// The varied keys of `element`, to be set in place of those of `settings`, which were read from `training`.
  static func varied(_ element: Element?, settings: TrainingSettings, training: Element?) throws -> [VariedSetting] {
    try read(element, vary, settings: settings, training: training)
  }

  /// The tuned keys of `element`, each of which has to affect one of `models` and none of which may be `varied` as well.
  static func tuned(
    _ element: Element?, settings: TrainingSettings, training: Element?, models: [Model], varied: [VariedSetting]
  ) throws -> [VariedSetting] {
    for entry in try element?.entries(limit: 1000) ?? [] where DataSetting(key: entry.key) != nil {
      throw entry.value.failureAtKey(
        "cannot be tuned, for what validation data say of different data cannot be compared; put it under vary")
    }
    let tuned = try read(element, tune, settings: settings, training: training, apartFrom: varied)
    for setting in tuned where !models.contains(where: { setting.affects($0.kind) }) {
      guard let entry = try element?.entries(limit: 1000)?.first(where: { $0.key == setting.key }) else { continue }
      throw entry.value.failureAtKey("affects none of the models; take it out")
    }
    return tuned
  }

  private static func read(
    _ element: Element?, _ section: Section, settings: TrainingSettings, training: Element?,
    apartFrom others: [VariedSetting] = []
  ) throws -> [VariedSetting] {
    guard let element else { return [] }
    let fields = try Fields(element, section)
    try InitialiserPair.check(fields, fields["initialiser"])
    var taken = others.compactMap { TrainingSetting.named($0.key) }
    return try fields.given.reading { name, value -> VariedSetting? in
      if let machine = SupportVectorKeys.tunable.first(where: { $0.outline.name == name }) {
        return VariedSetting(key: name, values: try values(of: machine.format).read(value))
      }
      if let setting = DataSetting(key: name) {
        return VariedSetting(key: name, values: try values(of: format(of: setting)).read(value))
      }
      guard let (setting, key) = TrainingSection.keys.first(where: { $0.setting.name == name }) else { return nil }
      let texts = element.variedTexts
      if let condition = setting.condition, setting.value(in: settings) == nil,
        texts["training.\(condition.setting)"]?.contains(where: condition.values.contains) != true
      {
        let choice = TrainingSetting.named(condition.setting)?.value(in: settings)?.text ?? ""
        throw value.failureAtKey(
          "does not apply to \(condition.setting) \(choice); set training.\(condition.setting) to "
            + condition.values.joined(separator: " or "))
      }
      if let other = taken.first(where: { $0.excludes(setting) }) {
        let both = other.name == name ? "be both varied and tuned" : "take several values together with \(other.name)"
        throw value.failureAtKey("cannot \(both); keep one of them")
      }
      taken.append(setting)
      // What `training` has for some of the values goes with them: the weight decay of adamw.
      let given = try TrainingSection.given(for: name, training)
      let format = Format(key) { value in
        guard !given.isEmpty || setting.condition != nil else { return setting.assignment(of: value, in: settings) }
        var settings = settings
        setting.set(value, in: &settings, varied: texts)
        for (other, value) in given { other.set(value, in: &settings) }
        return setting.assignment(in: settings)
      }
      return VariedSetting(key: name, values: try values(of: format).read(value))
    }.compactMap(\.self)
  }

  /// A list of values, no two of them equal.
  private static func values(of item: Format<NamedAssignment>) -> Format<[VariedSetting.Value]> {
    Format(
      accepted: "a list [a, b, …] of 1 to \(maximum) values",
      schema: .members(
        ("type", "array"), ("items", item.schema), ("minItems", 1), ("maxItems", .integer(maximum)),
        ("uniqueItems", true))
    ) { element, accepted in
      guard let items = try element.items(limit: maximum) else { throw element.mismatch(accepted) }
      guard !items.isEmpty else { throw element.failure("found an empty list, expected \(accepted)") }
      var seen: [SettingAssignment] = []
      return try items.reading { element in
        let value = try item.read(element)
        // Stores keep the text, and figures show it.
        let text = element.scalar.map { NumberText.tidy($0.text) } ?? value.text
        guard !seen.contains(value.assignment) else {
          throw element.failure("\(element.scalar == nil ? text : element.found) is given twice")
        }
        guard text.utf8.count <= longestText else {
          throw element.failure("takes \(text.utf8.count) characters; write it in at most \(longestText)")
        }
        seen.append(value.assignment)
        return VariedSetting.Value(text: text, assignment: value.assignment)
      }
    }
  }
}

/// What one value of a list sets.
struct NamedAssignment: Sendable {
  var assignment: SettingAssignment
  /// The value in words, for one that is not a single word in the file.
  var text: String
}

extension Format where Value == NamedAssignment {
  /// A value of a setting of training, with what it sets.
  fileprivate init(_ key: Key<SettingValue>, _ assignment: @escaping @Sendable (SettingValue) -> TrainingAssignment) {
    self = key.format.map { NamedAssignment(assignment: .training(assignment($0)), text: $0.text) }
  }
}
