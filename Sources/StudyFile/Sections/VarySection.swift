import NeuralNetwork
import Study

/// The key `vary`: keys of `training`, each with the values that it takes in turn.
enum VarySection {
  static let maximum = 1000
  /// The most characters of a value.
  static let longestText = 200

  static let section = Section(
    path: "vary",
    keys: TrainingSection.keys.map { setting, key in
      Key(
        setting.name, Format<[VariedSetting.Value]>.values(of: setting, key, settings: TrainingSettings()),
        "Values of training.\(setting.name) to take in turn."
      ).outline
    })

  /// The varied keys of `element`, to be set in place of those of `settings`.
  static func read(_ element: Element?, settings: TrainingSettings) throws -> [VariedSetting] {
    guard let element else { return [] }
    let fields = try Fields(element, section)
    try InitialiserPair.check(fields, fields["initialiser"])
    var varied: [(setting: TrainingSetting, values: [VariedSetting.Value])] = []
    for (name, value) in fields.given {
      guard let (setting, key) = TrainingSection.keys.first(where: { $0.setting.name == name }) else { continue }
      if let condition = setting.condition, setting.value(in: settings) == nil {
        let choice = TrainingSetting.named(condition.setting)?.value(in: settings)?.text ?? ""
        throw value.failureAtKey(
          "does not apply to \(condition.setting) \(choice); set training.\(condition.setting) to "
            + condition.values.joined(separator: " or "))
      }
      if let other = varied.first(where: { $0.setting.excludes(setting) }) {
        throw value.failureAtKey("cannot be varied together with \(other.setting.name); vary one of them")
      }
      let values = Format<[VariedSetting.Value]>.values(of: setting, key, settings: settings)
      varied.append((setting, try values.read(value)))
    }
    return varied.map { VariedSetting(key: $0.setting.name, values: $0.values) }
  }
}

extension Format where Value == [VariedSetting.Value] {
  /// A list of values of `setting` with the assignments that they make to `settings`.
  fileprivate static func values(
    of setting: TrainingSetting, _ key: Key<SettingValue>, settings: TrainingSettings
  ) -> Format {
    let most = VarySection.maximum
    return Format(
      accepted: "a list [a, b, …] of 1 to \(most) values",
      schema: .members(
        ("type", "array"), ("items", key.outline.schema), ("minItems", 1), ("maxItems", .integer(most)),
        ("uniqueItems", true))
    ) { element, accepted in
      guard let items = try element.items(limit: most) else { throw element.mismatch(accepted) }
      guard !items.isEmpty else { throw element.failure("found an empty list, expected \(accepted)") }
      var values: [VariedSetting.Value] = []
      for item in items {
        let value = try key.format.read(item)
        let assignment = setting.assignment(of: value, in: settings)
        guard !values.contains(where: { $0.assignment == assignment }) else {
          throw item.failure("\(item.found) is given twice")
        }
        // Stores keep the text, and figures show it.
        let text = item.scalar?.text ?? value.text
        guard text.utf8.count <= VarySection.longestText else {
          throw item.failure("takes \(text.utf8.count) characters; write it in at most \(VarySection.longestText)")
        }
        values.append(VariedSetting.Value(text: text, assignment: assignment))
      }
      return values
    }
  }
}
