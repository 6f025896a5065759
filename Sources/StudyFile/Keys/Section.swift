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

  /// Throws what is wrong with the keys: all that are unknown, or the first that is missing, or all that do not apply.
  init(_ element: Element, _ section: Section) throws {
    self.element = element
    guard let entries = try element.entries(limit: 1000) else {
      throw element.mismatch(
        "keys with values (known keys: \(section.names.joined(separator: ", ")))", hint: section.hint(on: element))
    }
    if let error = StudyFileError(section.unknownKeys(entries, in: element)) { throw error }
    given = entries
    try checkNeeds(section)
    let mistakes = try entries.compactMap { try mistake($0.key, $0.value, section) }
    if let error = StudyFileError(mistakes) { throw error }
  }

  /// Why the value of a key does not apply with what other keys have; nil if it does.
  private func mistake(_ key: String, _ value: Element, _ section: Section) throws -> StudyFileError? {
    guard let condition = section[key]?.condition, let choice = try choice(condition, section) else { return nil }
    let varied = element.variedTexts["\(section.path).\(condition.key)"] ?? []
    let choices = varied.isEmpty ? [choice] : varied
    guard !(choices + [choice]).contains(where: condition.values.contains) else { return nil }
    let meant = ForeignName.known(key).first { name in
      name != key && section[name].map { section.applies($0, beside: given) } == true
    }
    return value.failureAtKey(
      "does not apply to \(condition.key) \(choices.joined(separator: ", ")); only to "
        + condition.values.joined(separator: ", ")
        + (meant.map { " (did you mean \($0)?)" } ?? ""))
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
    if let usual = element.usualTexts["\(section.path).\(key.name)"] { return usual }
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
  /// Whether a key applies with what the keys `given` have; without the key that decides, or with a wrong value of it, it may.
  func applies(_ outline: KeyOutline, beside given: [(key: String, value: Element)]) -> Bool {
    guard let condition = outline.condition, let decider = given.first(where: { $0.key == condition.key })?.value,
      let choice = decider.scalar?.text, let key = self[condition.key], (try? key.check(decider)) != nil
    else { return true }
    let varied = decider.variedTexts["\(path).\(condition.key)"] ?? []
    return (varied + [choice]).contains(where: condition.values.contains)
  }

  /// The errors about keys of `element` that are not known, as many as are told.
  func unknownKeys(_ entries: [(key: String, value: Element)], in element: Element) -> [StudyFileError] {
    entries.filter { self[$0.key] == nil }.prefix(StudyFileError.most).map { key, value in
      value.failureAtKey(refusal(of: key, beside: entries, elsewhere: element.sections))
    }
  }

  /// What to write in place of a value that is no mapping: one with the only key that has to be there, if it is its value.
  func hint(on element: Element) -> String? {
    let always = keys.filter { if case .always = $0.need { true } else { false } }
    let needed = always.isEmpty ? keys.filter { if case .when = $0.need { true } else { false } } : always
    guard needed.count == 1, let key = needed.first else { return nil }
    return element.rewritten(where: key.check).map { "write {\(key.name): \($0)}" }
  }

  /// Why `key` is refused beside the other keys of its mapping: what it may have been meant to be, and the keys that are known.
  func refusal(of key: String, beside given: [(key: String, value: Element)], elsewhere sections: [Section]) -> String {
    let allowed = keys.filter { applies($0, beside: given) }.map(\.name)
    // A key of ours in the wrong place is no misspelling of another, nor is a name that other tools use, nor the path of a key.
    let known = ForeignName.known(key)
    var name = known.first(where: allowed.contains)
    var meant = name
    var example: String?
    if let name, let other = ForeignName.exampleElsewhere(of: key, not: name, root: root) {
      (meant, example) = (ForeignName.root(of: other), other)
    } else {
      for candidate in [key] + known where meant == nil && self[candidate] == nil {
        guard let home = sections.first(where: { $0[candidate] != nil }) else { continue }
        name = candidate
        meant =
          home.path == path
          ? candidate : home.path.isEmpty ? "\(candidate) at the top level" : "\(home.path).\(candidate)"
      }
      // An example is of the section that the key belongs to, which may not be the only one that has it; and of one choice.
      example = name.flatMap { $0 == key ? nil : ForeignName.example(of: $0, for: key) }.flatMap { example in
        let own = name.flatMap { self[$0] }
        let choice = own?.condition.flatMap { condition in given.first { $0.key == condition.key } }
        let isOfChoice = choice.map { example.contains("\($0.key): \($0.value.scalar?.text ?? "")") } ?? true
        return path.isEmpty || own == nil || ForeignName.root(of: example) == root && isOfChoice ? example : nil
      }
      if let found = example, let name, let value = given.first(where: { $0.key == key })?.value,
        let own = self[name] ?? sections.lazy.compactMap({ $0[name] }).first
      {
        example = Self.example(found, of: own, with: value)
      }
    }
    if meant == nil, let answer = ForeignName.answer(to: key) { return "unknown key; \(answer)" }
    meant = meant ?? Suggestion.nearest(to: key, among: allowed)
    if Self.isRest(key), let list = Self.listInParentheses(endingWith: key, given) {
      return "unknown key; a list has brackets: write \(list)"
    }
    if Self.isRest(key), key.hasSuffix(")") {
      return "unknown key; quote a value that contains a comma, such as 'uniform(-1,1)'"
    }
    if Self.isRest(key) {
      return
        "unknown key; between braces a comma ends a value: write several as [64, 64], and a number with a point, as 1.5"
    }
    if meant == nil, let other = known.first(where: { self[$0] != nil }), let condition = self[other]?.condition {
      return "unknown key; \(other), which it may mean, applies only to \(condition.key) "
        + "\(condition.values.joined(separator: ", ")) (known keys: \(allowed.joined(separator: ", ")))"
    }
    return "unknown key" + (meant.map { "; did you mean \($0)\(example.map { ", as in \($0)" } ?? "")?" } ?? "")
      + " (known keys: \(allowed.joined(separator: ", ")))"
  }

  /// An example with the word or number that was given under another tool's name, spelt as here; as it is if the key does not
  /// take that.
  private static func example(_ example: String, of key: KeyOutline, with given: Element) -> String {
    guard let text = given.scalar?.text, let start = example.firstRange(of: "\(key.name): ")?.upperBound,
      !["[", "{"].contains(example[start...].first),
      let spelt = ([text] + ForeignName.known(text)).first(where: { given.accepts($0, by: key.check) })
    else { return example }
    let end = example[start...].firstIndex { ",}]".contains($0) } ?? example.endIndex
    return example[..<start] + spelt + example[end...]
  }

  /// Whether a key is what is left of a value with a comma between braces, such as uniform(-1,1), 64,64 or 1,5.
  static func isRest(_ key: String) -> Bool { key.hasSuffix(")") || !key.isEmpty && key.allSatisfy(\.isNumber) }

  /// The list that was written as `(8, 8)`: its first number became a value, others became keys, the last of them `key`.
  private static func listInParentheses(endingWith key: String, _ given: [(key: String, value: Element)]) -> String? {
    guard let end = given.firstIndex(where: { $0.key == key }),
      let start = given[..<end].lastIndex(where: { $0.value.scalar?.text.hasPrefix("(") == true }),
      let first = given[start].value.scalar?.text.dropFirst()
    else { return nil }
    let numbers = [String(first)] + given[(start + 1)...end].map { $0.key.filter { $0 != ")" } }
    return numbers.allSatisfy { Int($0) != nil } ? "\(given[start].key): [\(numbers.joined(separator: ", "))]" : nil
  }

  /// The key of the whole file that the section is part of.
  private var root: String { String(path.prefix { $0 != "." }) }
}
