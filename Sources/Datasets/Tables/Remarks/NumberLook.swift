/// A text that is a number but for signs around it, such as `$0` or `12.5 %`, or for its decimal mark.
struct NumberLook: CustomStringConvertible {
  private let text: String
  private let number: String

  /// Signs of currencies and shares.
  private static let signs: Set<Character> = ["%", "‰", "$", "€", "£", "¥", "₹", "₽", "₩", "¢"]

  /// Nil if the text looks like no number.
  init?(_ text: String) {
    let isNegative = text.first.map { "-−".contains($0) } ?? false
    let bare = text.dropFirst(isNegative ? 1 : 0).drop { Self.isSign($0) }
    let inner = bare.prefix(bare.count - bare.reversed().prefix { Self.isSign($0) }.count)
    guard inner.first?.isNumber == true, inner.utf8.count < 40 else { return nil }
    // A comma between groups of three digits is likelier than a decimal one.
    guard let value = DecimalMark.allCases.lazy.compactMap({ $0.number(Array(inner.utf8)[...])?.value }).first else {
      return nil
    }
    self.text = text
    let digits = inner.contains(where: { ",\u{A0} '’".contains($0) }) ? NumberLook.plain(value) : String(inner)
    number = (isNegative ? "-" : "") + digits
  }

  private static func isSign(_ character: Character) -> Bool { signs.contains(character) || character.isWhitespace }

  private static func plain(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }

  /// Of texts that nearly all look like numbers the first; nil of others.
  static func first(_ texts: [String]) -> NumberLook? {
    let looks = texts.map { NumberLook($0) }
    let found = looks.compactMap(\.self)
    return 10 * found.count >= 9 * texts.count ? found.first : nil
  }

  /// What to write in its place, such as `12.5 for "12.5 %"`.
  var description: String { "\(number) for \(quoted(text))" }
}
