import Datasets

/// The keys of one mapping of the study file: the table that drives both validation and the JSON Schema.
struct Section: Sendable {
  /// Path of the section, as errors about its keys name it; empty for the whole file.
  var path: String
  /// A key whose value decides which others apply comes before them.
  var keys: [KeyOutline]
  /// At least one key of each of these sets must be given.
  var atLeastOne: [[String]] = []
  /// Exactly one key of each of these sets must be given.
  var exactlyOne: [[String]] = []

  var names: [String] { keys.map(\.name) }

  subscript(name: String) -> KeyOutline? { keys.first { $0.name == name } }
}

/// The mapping of a section, its keys checked against the section's table.
struct Fields {
  private let element: Element
  /// In the order of the file.
  let given: [(key: String, value: Element)]

  /// Throws the first thing that is wrong with the keys: unknown, missing, or not applying.
  init(_ element: Element, _ section: Section) throws {
    self.element = element
    guard let entries = try element.entries(limit: 1000) else {
      throw element.mismatch("keys with values (known keys: \(section.names.joined(separator: ", ")))")
    }
    for (key, value) in entries where section[key] == nil {
      throw value.failureAtKey(section.refusal(of: key, elsewhere: StudyFile.sections))
    }
    given = entries
    try checkNeeds(section)
    for (key, value) in entries {
      guard let condition = section[key]?.condition, let choice = try choice(condition, section) else { continue }
      let varied = element.variedTexts["\(section.path).\(condition.key)"] ?? []
      let choices = varied.isEmpty ? [choice] : varied
      guard !(choices + [choice]).contains(where: condition.values.contains) else { continue }
      let meant = ForeignName.known(key).first { $0 != key && section[$0] != nil }
      throw value.failureAtKey(
        "does not apply to \(condition.key) \(choices.joined(separator: ", ")); only to "
          + condition.values.joined(separator: ", ")
          + (meant.map { " (did you mean \($0)?)" } ?? ""))
    }
  }

  private func checkNeeds(_ section: Section) throws {
    for key in section.keys {
      switch key.need {
      case .optional: continue
      case .always: break
      case .when(let condition):
        guard let choice = try choice(condition, section), condition.values.contains(choice) else { continue }
      }
      if self[key.name] == nil { throw missing(key.name) }
    }
    for names in section.atLeastOne + section.exactlyOne where !names.contains(where: { self[$0] != nil }) {
      throw element.failure("missing \(names.joined(separator: " or "))")
    }
    for names in section.exactlyOne {
      let given = names.filter { self[$0] != nil }
      if given.count > 1 {
        throw element.failure("\(given.joined(separator: " and ")) exclude each other; keep one")
      }
    }
  }

  /// The value of the key that a condition depends on, or its default; throws if the key does not accept the value.
  private func choice(_ condition: Condition, _ section: Section) throws -> String? {
    guard let key = section[condition.key] else { return nil }
    if let value = self[key.name] {
      try key.check(value)
      return value.scalar?.text
    }
    if case .string(let text) = key.shown { return text }
    return nil
  }

  private func missing(_ name: String) -> StudyFileError {
    element.failure("the key \(name) is missing")
  }

  /// Where the value of `name` stands; nil if it is not given.
  subscript(name: String) -> Element? { given.first { $0.key == name }?.value }

  /// The value of `key`, or its default, or nil.
  func optional<Value>(_ key: Key<Value>) throws -> Value? {
    guard let element = self[key.outline.name] else { return key.fallback }
    return try key.format.read(element)
  }

  /// The value of `key`, or its default; throws if there is neither.
  func value<Value>(_ key: Key<Value>) throws -> Value {
    guard let value = try optional(key) else { throw missing(key.outline.name) }
    return value
  }
}

extension Format {
  /// The keys of a section, read by `read`.
  static func keys(of section: Section, _ read: @escaping @Sendable (Element) throws -> Value) -> Format {
    Format(accepted: "keys with values", schema: section.schema) { element, _ in try read(element) }
  }
}

extension Section {
  /// Why `key` is refused: what it may have been meant to be, and the keys that are known.
  func refusal(of key: String, elsewhere sections: [Section]) -> String {
    // A key of ours in the wrong place is no misspelling of another, nor is a name that other tools use.
    let known = ForeignName.known(key)
    var name = known.first { self[$0] != nil }
    var meant = name
    for candidate in [key] + known where meant == nil {
      guard let home = sections.first(where: { $0.path != path && $0[candidate] != nil }) else { continue }
      name = candidate
      meant = home.path.isEmpty ? "\(candidate) at the top level" : "\(home.path).\(candidate)"
    }
    // An example is of the section that the key belongs to, which may not be the only one that has it.
    let example = name.flatMap { $0 == key ? nil : ForeignName.example(of: $0, for: key) }.flatMap { example in
      let isElsewhere = path.isEmpty || name.map { self[$0] == nil } ?? true
      return isElsewhere || example.prefix { $0 != ":" } == path.prefix { $0 != "." } ? example : nil
    }
    meant = meant ?? Suggestion.nearest(to: key, among: names)
    // What is left of a value such as uniform(-1,1) between braces, and of a number such as 1,5.
    if key.hasSuffix(")") { return "unknown key; quote a value that contains a comma, such as 'uniform(-1,1)'" }
    if !key.isEmpty, key.allSatisfy(\.isNumber) {
      return "unknown key; if it is the rest of a number, write that with a point, such as 1.5"
    }
    return "unknown key" + (meant.map { "; did you mean \($0)\(example.map { ", as in \($0)" } ?? "")?" } ?? "")
      + " (known keys: \(names.joined(separator: ", ")))"
  }
}
