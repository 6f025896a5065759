/// An exact number: a whole number of any length times a power of two. Slow and simple, to check arithmetic with.
struct BigNumber: Comparable {
  /// Little-endian digits in base 2³²; none for zero.
  private var digits: [UInt32]
  private var isNegative: Bool
  private var exponent: Int

  /// Exactly `value`, which has to be finite.
  init(_ value: Double) {
    isNegative = value < 0
    guard value != 0 else {
      (digits, exponent) = ([], 0)
      return
    }
    exponent = max(Int(value.exponent), -1022) - 52
    let whole = value.magnitude == 0 ? 0 : UInt64(Self.scaled(value.magnitude, by: -exponent))
    digits = Self.trimmed([UInt32(truncatingIfNeeded: whole), UInt32(whole >> 32)])
  }

  private init(_ digits: [UInt32], _ isNegative: Bool, _ exponent: Int) {
    self.digits = Self.trimmed(digits)
    self.isNegative = isNegative
    self.exponent = exponent
  }

  /// value · 2^power, in steps that stay in range.
  private static func scaled(_ value: Double, by power: Int) -> Double {
    var (value, left) = (value, power)
    while left != 0 {
      let step = max(min(left, 900), -900)
      value *= Double(sign: .plus, exponent: step, significand: 1)
      left -= step
    }
    return value
  }

  private static func trimmed(_ digits: [UInt32]) -> [UInt32] {
    var digits = digits
    while digits.last == 0 { digits.removeLast() }
    return digits
  }

  /// The digits of this number in units of 2^unit, which is no more than its exponent.
  private func digits(unit: Int) -> [UInt32] {
    let shift = exponent - unit
    var result = [UInt32](repeating: 0, count: shift / 32)
    var carry: UInt64 = 0
    for digit in digits {
      let value = UInt64(digit) << UInt64(shift % 32) | carry
      result.append(UInt32(truncatingIfNeeded: value))
      carry = value >> 32
    }
    result.append(UInt32(carry))
    return Self.trimmed(result)
  }

  private static func compare(_ a: [UInt32], _ b: [UInt32]) -> Int {
    if a.count != b.count { return a.count < b.count ? -1 : 1 }
    for (x, y) in zip(a, b).reversed() where x != y { return x < y ? -1 : 1 }
    return 0
  }

  private static func sum(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var (result, carry): ([UInt32], UInt64) = ([], 0)
    for index in 0..<max(a.count, b.count) {
      let value = UInt64(index < a.count ? a[index] : 0) + UInt64(index < b.count ? b[index] : 0) + carry
      result.append(UInt32(truncatingIfNeeded: value))
      carry = value >> 32
    }
    return result + [UInt32(carry)]
  }

  /// a − b, where a is not the smaller one.
  private static func difference(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var (result, borrow): ([UInt32], Int64) = ([], 0)
    for index in a.indices {
      var value = Int64(a[index]) - Int64(index < b.count ? b[index] : 0) - borrow
      borrow = value < 0 ? 1 : 0
      if value < 0 { value += 1 << 32 }
      result.append(UInt32(value))
    }
    return result
  }

  static func + (a: Self, b: Self) -> Self {
    let unit = a.digits.isEmpty ? b.exponent : b.digits.isEmpty ? a.exponent : min(a.exponent, b.exponent)
    let (x, y) = (a.digits.isEmpty ? [] : a.digits(unit: unit), b.digits.isEmpty ? [] : b.digits(unit: unit))
    if a.isNegative == b.isNegative { return Self(sum(x, y), a.isNegative, unit) }
    return compare(x, y) >= 0
      ? Self(difference(x, y), a.isNegative, unit) : Self(difference(y, x), b.isNegative, unit)
  }

  static prefix func - (a: Self) -> Self { Self(a.digits, !a.isNegative, a.exponent) }

  static func - (a: Self, b: Self) -> Self { a + -b }

  static func * (a: Self, b: Self) -> Self {
    var result = [UInt32](repeating: 0, count: a.digits.count + b.digits.count + 1)
    for (i, x) in a.digits.enumerated() {
      var carry: UInt64 = 0
      for (j, y) in b.digits.enumerated() {
        let value = UInt64(x) * UInt64(y) + UInt64(result[i + j]) + carry
        result[i + j] = UInt32(truncatingIfNeeded: value)
        carry = value >> 32
      }
      result[i + b.digits.count] = UInt32(carry)
    }
    return Self(result, a.isNegative != b.isNegative, a.exponent + b.exponent)
  }

  static func < (a: Self, b: Self) -> Bool {
    let difference = a - b
    return difference.isNegative && !difference.digits.isEmpty
  }

  static func == (a: Self, b: Self) -> Bool { (a - b).digits.isEmpty }

  /// The leading 96 bits as a number times a power of two.
  private var leading: (value: Double, exponent: Int) {
    let head = digits.suffix(3)
    let value = head.reversed().reduce(0.0) { $0 * 4_294_967_296 + Double($1) }
    return (isNegative ? -value : value, exponent + 32 * (digits.count - head.count))
  }

  /// This number divided by another, to some 16 digits.
  func ratio(to other: Self) -> Double {
    let (a, b) = (leading, other.leading)
    return Self.scaled(a.value / b.value, by: a.exponent - b.exponent)
  }
}
