extension Double {
  /// Returns ln x, within one unit in the last place; −∞ at 0, and NaN below.
  public static func log(_ x: Double) -> Double {
    if !(x > 0) { return x == 0 ? -.infinity : .nan }
    if x == .infinity { return x }
    // Numbers below the normal ones have fewer digits than their exponents say.
    return x < .leastNormalMagnitude
      ? logarithm(normal: x * 0x1p54, powersBelow: 54) : logarithm(normal: x, powersBelow: 0)
  }

  /// Returns ln(1 + x), within two units in the last place, for a finite x; −∞ at −1, and NaN below.
  public static func log(onePlus x: Double) -> Double {
    let sum = 1 + x
    guard sum > 0 else { return log(sum) }
    // What rounding took from the sum, times the derivative.
    return log(sum) + (x - (sum - 1)) / sum
  }
}

/// ln(x / 2^`powersBelow`). With x = 2^k (1 + f), √½ ≤ 1 + f < √2, and s = f / (2 + f), ln(1 + f) is 2 s + 2 s³/3 + 2 s⁵/5
/// …; as 2 s = f − s f = f − f²/2 + s f²/2, the largest term is exact.
@inline(__always)
private func logarithm(normal x: Double, powersBelow: Int) -> Double {
  let root = 0.5.squareRoot().bitPattern
  let k = Int(Int64(bitPattern: x.bitPattern &- root) >> 52)
  let f = Double(bitPattern: x.bitPattern &- UInt64(bitPattern: Int64(k) << 52)) - 1
  let s = f / (2 + f)
  let (s2, square) = (s * s, 0.5 * f * f)
  let s4 = s2 * s2
  // To s²³ / 23, odd and even terms apart, which need not wait for each other.
  let odd = 2.0 / 3 + s4 * (2.0 / 7 + s4 * (2.0 / 11 + s4 * (2.0 / 15 + s4 * (2.0 / 19 + s4 * (2.0 / 23)))))
  let even = 2.0 / 5 + s4 * (2.0 / 9 + s4 * (2.0 / 13 + s4 * (2.0 / 17 + s4 * (2.0 / 21))))
  // ln 2 in two parts: the first has few enough digits that k times it is exact.
  let power = Double(k - powersBelow)
  let small = s * (square + s2 * (odd + s2 * even)) + power * 0x1.ef35793c7673p-45
  return power * 0x1.62e42fefa38p-1 - ((square - small) - f)
}
