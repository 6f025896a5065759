/// Texts that people and programs write where a value is missing.
enum MissingText {
  /// Those that are recognised unless the user says otherwise.
  static let usual = ["", "?", "NA", "N/A", "nan", "null"]

  /// More that look like it, in lower case. They are only named, for each can be a value.
  private static let others: Set<String> = [
    "n.a.", "n.a", "n/a.", "#n/a", "#na", "<na>", "-nan", "nil", "none", "missing", "unknown", "undefined", "nd",
    "n.d.",
    "k.a.", "\\n", "nat", "tbd", "#value!", "#div/0!", "#null!", "#ref!", "#num!", "not available", "not applicable",
  ]

  /// Bytes of the longest of them.
  static let longest = (usual + others).map(\.utf8.count).max() ?? 0

  /// Those of some different texts that may stand for a missing value. Of signs only a single one may, as `+` and `-` are names.
  static func lookalikes(among texts: [String]) -> [String] {
    let found = texts.filter(looksMissing)
    let signs = texts.filter(isOfSigns)
    return signs.count > 1 ? found.filter { !isOfSigns($0) } : found
  }

  private static func isOfSigns(_ text: String) -> Bool { !text.contains { $0.isLetter || $0.isNumber } }

  /// Whether `text` may stand for a missing value: one of the known spellings, or nothing but punctuation.
  static func looksMissing(_ text: String) -> Bool {
    guard text.utf8.count <= longest else { return false }
    let bare = text.lowercased().drop { $0 == " " }
    let text = String(bare.prefix(bare.count - bare.reversed().prefix { $0 == " " }.count))
    return others.contains(text) || usual.contains { $0.lowercased() == text }
      || isOfSigns(text)
  }
}
