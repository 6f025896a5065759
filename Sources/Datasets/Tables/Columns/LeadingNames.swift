/// The first fields of rows that have one more than the header has names, as R writes them where rows have names: each another
/// text, or a number that counts up. All else is a column whose name, or another, is missing.
struct LeadingNames {
  private let decimal: DecimalMark
  /// The line of the first row.
  private(set) var line = 0
  private var seen: Set<[UInt8]> = []
  private var twice: [UInt8]?
  private var texts = 0
  private var lastNumber: Double?
  /// The first number that is not one more than that before it.
  private var jump: [UInt8]?

  init(_ decimal: DecimalMark) { self.decimal = decimal }

  mutating func append(_ field: ArraySlice<UInt8>, line: Int) {
    if self.line == 0 { self.line = line }
    // One reason is enough.
    guard twice == nil else { return }
    let field = Array(field)
    guard seen.insert(field).inserted else {
      twice = field
      return
    }
    guard let number = decimal.number(field[...])?.value else {
      texts += 1
      return
    }
    let isNext = lastNumber.map { number == $0 + 1 } ?? (number == number.rounded())
    if !isNext, jump == nil { jump = field }
    lastNumber = number
  }

  /// Why they are no names of rows; nil if they are.
  var refusal: String? {
    func quote(_ field: [UInt8]) -> String { quoted(String(decoding: field, as: UTF8.self)) }
    if let twice { return twice.isEmpty ? "some are empty" : "\(quote(twice)) occurs twice" }
    // A missing value among numbers makes no names of them.
    if let jump, 2 * texts < seen.count {
      return "they are numbers that do not count up by one, such as \(quote(jump))"
    }
    return nil
  }
}
