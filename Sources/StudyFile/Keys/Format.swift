/// What one value of a study file may be: the same declaration reads it, describes it in errors and in the JSON Schema.
struct Format<Value: Sendable>: Sendable {
  /// Completes "expected …", e.g. `a whole number from 1 to 10`.
  var accepted: String
  /// The JSON Schema of the value.
  var schema: JSON
  /// Reads an element; the text says what is accepted, for the error if it is something else.
  var reading: @Sendable (Element, String) throws -> Value

  /// The value of an element. An error about it says how to write it, if it is right but for how it is written.
  func read(_ element: Element) throws -> Value {
    do {
      return try reading(element, accepted)
    } catch let error as StudyFileError where error.unexplained == element.path {
      throw element.hint { _ = try reading($0, accepted) }.map(error.explained) ?? error
    }
  }

  /// This format, with what to write in place of a word that is none of its values.
  func hinting(_ hint: @escaping @Sendable (String) -> String?) -> Format {
    hinting(of: { element in element.scalar.flatMap { hint($0.text) } })
  }

  /// This format, with what to write in place of a value that is none of its own.
  func hinting(of hint: @escaping @Sendable (Element) -> String?) -> Format {
    Format(accepted: accepted, schema: schema) { element, accepted in
      do {
        return try reading(element, accepted)
      } catch {
        throw hint(element).map { element.mismatch(accepted, hint: $0) } ?? error
      }
    }
  }

  func map<Other: Sendable>(_ transform: @escaping @Sendable (Value) -> Other) -> Format<Other> {
    Format<Other>(accepted: accepted, schema: schema) { element, accepted in
      transform(try reading(element, accepted))
    }
  }

  /// This format, or `word` for `value`.
  func or(_ word: String, _ value: Value) -> Format {
    Format(
      accepted: "\(accepted), or \(word)",
      schema: .members(("anyOf", .array([schema, .members(("const", .string(word)))])))
    ) { element, accepted in
      guard let text = element.scalar?.text else { return try reading(element, accepted) }
      if text == word { return value }
      if let hint = ForeignName.hint(on: text, among: [word]) { throw element.mismatch(accepted, hint: hint) }
      return try reading(element, accepted)
    }
  }
}

extension Format {
  /// One of the named values; `spellings` are other words, each for one of the names.
  static func choice(_ choices: [(name: String, value: Value)], spellings: [String: String] = [:]) -> Format {
    let names = choices.map(\.name)
    return Format(
      accepted: names.count == 1 ? names[0] : "one of \(names.joined(separator: ", "))",
      schema: .members(("enum", .strings(names + spellings.keys.sorted())))
    ) { element, accepted in
      guard let text = element.scalar?.text else { throw element.mismatch(accepted) }
      let name = spellings[text] ?? text
      if let choice = choices.first(where: { $0.name == name }) { return choice.value }
      let truth = Format<Bool>.word(text).flatMap { names.contains("\($0)") ? Format<Bool>.hint(on: text) : nil }
      throw element.mismatch(accepted, hint: truth ?? ForeignName.hint(on: text, among: names))
    }
  }

  /// One of the raw values of an enumeration.
  static func choice() -> Format where Value: CaseIterable & RawRepresentable<String> {
    choice(Value.allCases.map { (name: $0.rawValue, value: $0) })
  }

  /// A list of `count` items, no two of them equal.
  static func list<Item: Hashable>(of item: Format<Item>, count: ClosedRange<Int>) -> Format where Value == [Item] {
    Format(
      accepted: "a list [a, b, …] of \(count.lowerBound) to \(count.upperBound) items, each \(item.accepted)",
      schema: .members(
        ("type", "array"), ("items", item.schema), ("minItems", .integer(count.lowerBound)),
        ("maxItems", .integer(count.upperBound)), ("uniqueItems", true))
    ) { element, accepted in
      guard let elements = try element.items(limit: count.upperBound) else { throw element.mismatch(accepted) }
      guard elements.count >= count.lowerBound else {
        throw element.failure("found an empty list, expected \(accepted)")
      }
      var seen: Set<Item> = []
      return try elements.reading { element in
        let value = try item.read(element)
        guard seen.insert(value).inserted else { throw element.failure("\(element.found) is given twice") }
        return value
      }
    }
  }

  /// One item, or a list of them.
  static func oneOrMore<Item: Hashable>(of item: Format<Item>, limit: Int) -> Format where Value == [Item] {
    let list = Format.list(of: item, count: 1...limit)
    return Format(
      accepted: "\(item.accepted), or a list [a, b, …] of up to \(limit)",
      schema: .members(("anyOf", .array([item.schema, list.schema])))
    ) { element, accepted in
      if element.isList { return try list.read(element) }
      return [try item.reading(element, accepted)]
    }
  }
}
