extension StudyFile {
  /// Every section, outermost first.
  static let sections = [
    RootSection.section, DataSection.section, TestSection.section, SizesSection.balanced, SizesSection.section,
    ReplicatesSection.section,
    ModelsSection.section,
    ModelsSection.depthsSection, ModelsSection.widthsSection, TrainingSection.section, StoppingSection.section,
    RecordSection.section, StoppingSection.partSection, ScheduleFormat.section, FigureSection.section,
  ]

  /// Returns the JSON Schema (draft 2020-12) of study files, made from the same tables that validate them.
  ///
  /// It accepts slightly more than the reader: a schema does not see how numbers are written, nor relations between two
  /// numbers.
  public static func schema() -> String {
    JSON.members(
      ("$schema", "https://json-schema.org/draft/2020-12/schema"),
      ("title", "Fathom study file"),
      ("description", "A study of shallow and deep networks: data, sizes, models, training and stopping rules.")
    ).adding(RootSection.section.schema.parts).text() + "\n"
  }
}

extension JSON {
  /// The members of an object.
  fileprivate var parts: [(String, JSON)] {
    guard case .object(let members) = self else { return [] }
    return members.map { ($0.key, $0.value) }
  }
}

extension Section {
  /// The JSON Schema of the section.
  var schema: JSON {
    let properties = JSON.object(keys.map { JSON.Member(key: $0.name, value: $0.property) })
    let required = keys.filter { if case .always = $0.need { true } else { false } }.map(\.name)
    var schema = JSON.members(("type", "object"), ("additionalProperties", false), ("properties", properties))
    if !required.isEmpty { schema = schema.adding([("required", .strings(required))]) }
    let rules = keys.flatMap { conditions(on: $0) } + choices
    return rules.isEmpty ? schema : schema.adding([("allOf", .array(rules))])
  }

  /// The conditions that at least, or exactly, one of some keys is given.
  private var choices: [JSON] {
    func requirements(_ names: [String]) -> JSON { .array(names.map { .members(("required", .strings([$0]))) }) }
    return atLeastOne.map { .members(("anyOf", requirements($0))) }
      + exactlyOne.map { .members(("oneOf", requirements($0))) }
  }

  /// The conditions that a key is allowed, or required, only with some values of another.
  private func conditions(on key: KeyOutline) -> [JSON] {
    var rules: [JSON] = []
    if let condition = key.condition, !condition.mayVary {
      let absent = JSON.members(("properties", .members((key.name, false))))
      rules.append(.members(("if", holds(condition)), ("then", true), ("else", absent)))
    }
    if case .when(let condition) = key.need {
      rules.append(.members(("if", holds(condition)), ("then", .members(("required", .strings([key.name]))))))
    }
    return rules
  }

  /// The condition that a key has one of some values, given or by default.
  private func holds(_ condition: Condition) -> JSON {
    let values = JSON.members((condition.key, .members(("enum", .strings(condition.values)))))
    let schema = JSON.members(("properties", values))
    if case .string(let shown)? = self[condition.key]?.shown, condition.values.contains(shown) { return schema }
    return schema.adding([("required", .strings([condition.key]))])
  }
}

extension KeyOutline {
  /// The schema of the key's value with its description and default.
  fileprivate var property: JSON {
    schema.adding([("description", .string(about))] + (shown.map { [("default", $0)] } ?? []))
  }
}
