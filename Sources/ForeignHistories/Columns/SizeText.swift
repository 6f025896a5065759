import Datasets

/// A text that should be a number of training samples and is none, such as `10k` or `5%`.
struct SizeText {
  private let text: String

  init(_ text: String) { self.text = text }

  private static let thousands: [Character: Double] = ["k": 1e3, "K": 1e3, "M": 1e6]

  /// What to do about it, for the end of a message.
  var wayOut: String {
    let number = Self.number(text)
    if let number, number > 0, number < 1 { return Self.ofShares }
    if text.hasSuffix("%"), Self.number(text.dropLast()) != nil { return Self.ofShares }
    if let meant { return "; write it as \(meant)" }
    return "; write numbers alone, or take another column (--map size=COLUMN)"
  }

  private static let ofShares =
    ", not a share of them; multiply shares by the number of samples there are, or take a column with numbers "
    + "(--map size=COLUMN)"

  /// The number of samples that is meant by `10k`, `1_000` and `1 000`.
  private var meant: Int? {
    let factor = text.last.flatMap { Self.thousands[$0] }
    let digits = (factor == nil ? text[...] : text.dropLast()).filter { $0 != "_" && $0 != " " }
    guard digits.first?.isNumber == true, let number = Self.number(digits[...]) else { return nil }
    let size = (number * (factor ?? 1)).rounded()
    return size >= 1 && size <= 1e12 && abs(size - number * (factor ?? 1)) < 1e-6 ? Int(size) : nil
  }

  private static func number(_ text: some StringProtocol) -> Double? { Number(Array(text.utf8)[...]).value }
}
