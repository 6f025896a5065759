import Study

/// The key `vary`: keys of `training`, each with the values that it takes in turn.
enum VarySection {
  static let most = 1000
  /// Characters of a value.
  static let longestText = 200
  /// Keys that together make one optimiser; a study varies one of them.
  private static let optimiserKeys = ["optimiser", "momentum", "beta1", "beta2", "epsilon"]

  static let section = Section(
    path: "vary",
    keys: TrainingSection.keys.map { key in
      Key(
        key.outline.name, Format<[VariedSetting.Value]>.values(of: key, draft: TrainingDraft()),
        "Values of training.\(key.outline.name) to take in turn."
      ).outline
    })

  /// The varied keys of `element`, to be set in place of those of `draft`.
  static func read(_ element: Element?, draft: TrainingDraft) throws -> [VariedSetting] {
    guard let element else { return [] }
    let fields = try Fields(element, section)
    try InitialiserPair.check(fields, fields["initialiser"])
    var optimiserKey: String?
    var settings: [VariedSetting] = []
    for (name, value) in fields.given {
      guard let key = TrainingSection.keys.first(where: { $0.outline.name == name }) else { continue }
      let kind = draft.choice.kind.rawValue
      if let condition = key.outline.condition, !condition.values.contains(kind) {
        throw value.failureAtKey(
          "does not apply to optimiser \(kind); set training.optimiser to \(condition.values.joined(separator: " or "))"
        )
      }
      if optimiserKeys.contains(name) {
        if let optimiserKey {
          throw value.failureAtKey("cannot be varied together with \(optimiserKey); vary one of them")
        }
        optimiserKey = name
      }
      let values = Format<[VariedSetting.Value]>.values(of: key, draft: draft)
      settings.append(VariedSetting(key: name, values: try values.read(value)))
    }
    return settings
  }
}

extension Format where Value == [VariedSetting.Value] {
  /// A list of values of `key` with the assignments that they make to `draft`.
  fileprivate static func values(of key: Key<TrainingChange>, draft: TrainingDraft) -> Format {
    let most = VarySection.most
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
        var copy = draft
        let assignment = copy.apply(try key.format.read(item))
        guard !values.contains(where: { $0.assignment == assignment }) else {
          throw item.failure("\(item.found) is given twice")
        }
        // Stores keep the text, and figures show it.
        let text = item.scalar?.text ?? InitialiserPair.text(assignment)
        guard text.utf8.count <= VarySection.longestText else {
          throw item.failure("takes \(text.utf8.count) characters; write it in at most \(VarySection.longestText)")
        }
        values.append(VariedSetting.Value(text: text, assignment: assignment))
      }
      return values
    }
  }
}
