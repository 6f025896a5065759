import Foundation

/// A number by the decimal digits that a file has, so that what follows from it is rounded once: 1 − 0.07 is 0.93, where
/// double precision has 0.9299999999999999.
struct DecimalNumber {
  private var digits: Decimal

  private static let hundredth = Decimal(sign: .plus, exponent: -2, significand: 1)

  /// Nil if `text` has more digits than are kept, or is not `number`.
  init?(_ text: ArraySlice<UInt8>, is number: Double) {
    guard let digits = Decimal(string: String(decoding: text, as: UTF8.self)), Double(digits.description) == number
    else {
      return nil
    }
    self.digits = digits
  }

  private init(_ digits: Decimal) { self.digits = digits }

  /// One in a hundred of it.
  var hundredth: DecimalNumber { DecimalNumber(digits * Self.hundredth) }

  /// 1 − x.
  var complement: DecimalNumber { DecimalNumber(1 - digits) }

  /// The nearest number in double precision; nil if there is none.
  var double: Double? { Double(digits.description) }
}
