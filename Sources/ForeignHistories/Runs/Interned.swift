import Datasets

/// Whether two texts are ways to write one value, such as `0.1` and `1e-1`, or `True` and `true`.
package func spellSameValue(_ one: String, _ other: String) -> Bool {
  one == other || Interned.form(ofValue: one) == Interned.form(ofValue: other)
}

/// Texts by number, in the order of their first appearance.
struct Interned {
  private(set) var texts: [String] = []
  private var numbers: [String: Int] = [:]

  mutating func number(_ text: String) -> Int {
    if let number = numbers[text] { return number }
    numbers[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }

  /// The number of a value, which is the same for all ways to write it; the first of them stays its text.
  mutating func number(ofValue text: String) -> Int {
    if let number = numbers[text] { return number }
    let form = Self.form(ofValue: text)
    let number = numbers[form] ?? texts.count
    if number == texts.count { texts.append(text) }
    numbers[form] = number
    numbers[text] = number
    return number
  }

  /// What all ways to write a value have in common: `16` and `16.0`, `0.001` and `1e-03`, `True` and `true`. Any other text is
  /// itself.
  static func form(ofValue text: String) -> String {
    let word = text.count <= 5 ? text.lowercased() : ""
    if word == "true" || word == "false" { return word }
    // Numbers with more digits may differ, and be equal in double precision; fractions are written with up to 17.
    let digits = text.prefix { $0 != "e" && $0 != "E" }.filter { "0"..."9" ~= $0 }.drop { $0 == "0" }
    let significant = digits.count - digits.reversed().prefix { $0 == "0" }.count
    let mostDigits = text.contains(".") ? 17 : 15
    guard significant <= mostDigits, let value = NamedRecords.number(Array(text.utf8)[...]) else { return text }
    return shown(value)
  }
}
