extension Format where Value == String {
  /// One line of text, whatever YAML would make of it unquoted (`2026` and `no` are text here).
  static func line(_ limit: Int, orEmpty: Bool = false) -> Format {
    let least = orEmpty ? 0 : 1
    return Format(
      accepted: "one line of \(least) to \(limit) characters",
      schema: .members(("type", .strings(["string", "number", "boolean"])), ("minLength", .integer(least)))
    ) { element, accepted in
      if orEmpty, element.isEmptyText { return "" }
      guard let text = element.scalar?.text else { throw element.mismatch(accepted) }
      if let problem = problem(ofLine: text, limit: limit) { throw element.mismatch(accepted, hint: problem) }
      return text
    }
  }

  /// What keeps `text` from being one line of 1 to `limit` characters; nil if it is one.
  ///
  /// The cap on bytes bounds the combining marks of a character.
  static func problem(ofLine text: String, limit: Int) -> String? {
    if text.isEmpty { return "it is empty" }
    if text.count > limit { return "it has \(text.count)" }
    if text.utf8.count > 16 * limit { return "it has \(text.utf8.count) bytes" }
    if let scalar = text.unicodeScalars.first(where: { !$0.isPrintable }) {
      return "it holds the control character U+" + scalar.hexadecimal
    }
    if text.first == " " || text.last == " " { return "remove the spaces around it" }
    return nil
  }

  /// The name of a study, which also names its results folder.
  static let studyName = Format(
    accepted: "1 to 64 of the characters A-Z a-z 0-9 _ -",
    schema: .members(("type", .strings(["string", "number", "boolean"])), ("pattern", "^[A-Za-z0-9_-]{1,64}$"))
  ) { element, accepted in
    guard let text = element.scalar?.text, isStudyName(text) else { throw element.mismatch(accepted) }
    return text
  }

  /// Whether `text` can name a study.
  static func isStudyName(_ text: String) -> Bool { text.wholeMatch(of: /[A-Za-z0-9_\-]{1,64}/) != nil }
}
