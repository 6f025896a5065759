extension Double {
  /// Returns e^x, within one unit in the last place.
  public static func exp(_ x: Double) -> Double {
    // e^709.8 is beyond double precision, and e^−745.2 is less than half of its smallest number.
    if x > 710 { return .infinity }
    if x < -746 { return 0 }
    if x.isNaN { return x }
    let (power, rest) = reduced(x)
    // In two steps, for 2^1024 and 2^−1075 are no numbers.
    let half = power >> 1
    return (1 + rest) * powerOfTwo(half) * powerOfTwo(power - half)
  }

  /// Returns tanh x, within three units in the last place.
  public static func tanh(_ x: Double) -> Double {
    // As tanh x = (e^2x − 1) / (e^2x + 1).
    if x.magnitude > 20 { return x < 0 ? -1 : 1 }
    if x.isNaN { return x }
    let (power, rest) = reduced(2 * x.magnitude)
    let scale = powerOfTwo(power)
    let less = scale * rest + (scale - 1)
    return x < 0 ? -less / (less + 2) : less / (less + 2)
  }
}

/// 2^n, for an n that normal numbers have.
private func powerOfTwo(_ n: Int) -> Double { Double(bitPattern: UInt64(n + 1023) << 52) }

/// n and e^r − 1 for x = n ln 2 + r with |r| ≤ ½ ln 2, so that e^x = 2^n e^r; for |x| < 1000.
@inline(__always)
private func reduced(_ x: Double) -> (power: Int, rest: Double) {
  // Adding 1.5 · 2⁵² rounds to a whole number, which then stands in the low bits of the sum.
  let round = 0x1.8p52
  let shifted = x * 0x1.71547652b82fep0 + round
  let n = shifted - round
  // ln 2 in two parts: the first has few enough digits that n times it is exact.
  let r = (x - n * 0x1.62e42fefa38p-1) - n * 0x1.ef35793c7673p-45
  // The Taylor polynomial to r¹³ / 13!, in pairs of terms, which need not wait for each other.
  let (r2, half) = (r * r, 1.0 / 2)
  let r4 = r2 * r2
  let low = (half + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120))
  let middle = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362_880))
  let high = (1.0 / 3_628_800 + r * (1.0 / 39_916_800)) + r2 * (1.0 / 479_001_600 + r * (1.0 / 6_227_020_800))
  return (
    Int(truncatingIfNeeded: Int32(truncatingIfNeeded: shifted.bitPattern)), r + r2 * (low + r4 * (middle + r4 * high))
  )
}
