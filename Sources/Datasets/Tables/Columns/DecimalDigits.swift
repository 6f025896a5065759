/// A decimal number by its digits, as many as it has: texts are equal if they are the same number, which double precision does
/// not tell beyond 15 digits.
struct DecimalDigits: Hashable {
  private let isNegative: Bool
  /// Those from the first to the last that is not 0; none of zero.
  private let digits: [UInt8]
  /// The power of ten of the first digit.
  private let exponent: Int

  /// Takes a text apart that is known to be a number with this decimal mark; signs between groups of digits say nothing.
  init(_ bytes: some Collection<UInt8>, _ decimal: DecimalMark = .point) {
    var digits: [UInt8] = []
    var whole = 0
    var isBehindMark = false
    var power = ""
    var isNegative = false
    var isInPower = false
    for byte in bytes {
      switch byte {
      case _ where isInPower: power.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "e"), UInt8(ascii: "E"): isInPower = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if !isBehindMark { whole += 1 }
        digits.append(byte)
      case decimal.byte: isBehindMark = true
      case UInt8(ascii: "-"): isNegative = true
      // The first byte of the sign − (U+2212) is no other character's that a number has first.
      case 0xe2 where digits.isEmpty: isNegative = true
      default: break
      }
    }
    let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    let last = digits.lastIndex { $0 != UInt8(ascii: "0") } ?? -1
    self.digits = last < zeros ? [] : Array(digits[zeros...last])
    // Powers beyond those of double precision are no numbers that are read.
    exponent = self.digits.isEmpty ? 0 : whole - 1 - zeros + min(max(Int(power) ?? 0, -1_000_000), 1_000_000)
    self.isNegative = isNegative && !self.digits.isEmpty
  }

  /// The most digits with which different numbers stay different in double precision.
  static let mostOfDouble = 15

  var count: Int { digits.count }
}

/// Smaller numbers come first.
extension DecimalDigits: Comparable {
  static func < (a: DecimalDigits, b: DecimalDigits) -> Bool {
    func sign(_ number: DecimalDigits) -> Int { number.digits.isEmpty ? 0 : number.isNegative ? -1 : 1 }
    guard sign(a) == sign(b) else { return sign(a) < sign(b) }
    let (low, high) = a.isNegative ? (b, a) : (a, b)
    guard low.exponent == high.exponent else { return low.exponent < high.exponent }
    return low.digits.lexicographicallyPrecedes(high.digits)
  }
}
