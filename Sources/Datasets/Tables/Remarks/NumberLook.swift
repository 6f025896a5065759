/// A text that is a number but for signs around it, such as `$0`, `(12.5)` or `12.5 %`, for its unit, such as `5 mg`, for its decimal
/// mark, or for an exponent of Fortran.
struct NumberLook: CustomStringConvertible {
  private let text: String
  private let number: String
  /// The letters after the number; empty if there are none.
  private let unit: Substring

  /// Signs of currencies and shares.
  private static let signs: Set<Character> = ["%", "‰", "$", "€", "£", "¥", "₹", "₽", "₩", "¢"]
  /// What units are written with besides letters.
  private static let signsOfUnits: Set<Character> = ["°", "/", "²", "³"]
  /// The most characters of a unit, and the fewest different texts that show that letters are one.
  private static let (longestUnit, fewestWithUnit) = (8, 5)

  /// Codes of currencies, which stand before numbers.
  private static let currencies: Set<Substring> = [
    "USD", "EUR", "GBP", "JPY", "CHF", "CNY", "INR", "AUD", "CAD", "SEK", "NOK", "DKK", "RUB", "KRW", "BRL",
  ]

  /// Nil if the text looks like no number.
  init?(_ text: String) {
    // Accountants put negative numbers in brackets.
    let isInBrackets = text.first == "(" && text.last == ")"
    var rest = isInBrackets ? text.dropFirst().dropLast() : text[...]
    var isNegative = isInBrackets
    func takeMinus() {
      guard let first = rest.first, "-−".contains(first) else { return }
      isNegative = true
      rest.removeFirst()
    }
    takeMinus()
    let length = rest.count
    if Self.currencies.contains(rest.prefix(3)) { rest.removeFirst(3) }
    rest = rest.drop { Self.isSign($0) }
    if rest.count < length { takeMinus() }
    let inner = rest.prefix(rest.count - rest.reversed().prefix { Self.isSign($0) }.count)
    guard inner.first?.isNumber == true, inner.utf8.count < 40 else { return nil }
    unit = inner.suffix(inner.reversed().prefix { $0.isLetter || Self.signsOfUnits.contains($0) }.count)
    guard unit.count <= Self.longestUnit else { return nil }
    // Fortran writes the exponent of double precision so.
    let digits = inner.dropLast(unit.count + (inner.dropLast(unit.count).last == " " ? 1 : 0))
      .replacing(/[Dd](?=[-+]?[0-9]+$)/, with: "e")
    // A comma between groups of three digits is likelier than a decimal one.
    guard let value = DecimalMark.allCases.lazy.compactMap({ $0.number(of: String(digits)) }).first else { return nil }
    self.text = text
    let plain = digits.contains(where: { ",\u{A0} '’".contains($0) }) ? NumberLook.plain(value) : String(digits)
    number = (isNegative ? "-" : "") + plain
  }

  private static func isSign(_ character: Character) -> Bool { signs.contains(character) || character.isWhitespace }

  private static func plain(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }

  /// Of texts that nearly all look like numbers, all in the same unit or in none, the first; nil of others.
  static func first(_ texts: [String]) -> NumberLook? {
    let looks = texts.map { NumberLook($0) }
    let found = looks.compactMap(\.self)
    guard let first = found.first, 10 * found.count >= 9 * texts.count, found.allSatisfy({ $0.unit == first.unit })
    else {
      return nil
    }
    return first.unit.isEmpty || found.count >= fewestWithUnit ? first : nil
  }

  /// What to write in its place, such as `12.5 for "12.5 %"`.
  var description: String { "\(number) for \(quoted(text))" }
}
