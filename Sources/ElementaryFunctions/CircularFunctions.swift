extension Double {
  /// Returns cos 2πt, within two units in the last place of 1, for |t| < 2⁵⁰.
  public static func cos(turns t: Double) -> Double { circular(t, quarters: 0) }

  /// Returns sin 2πt, within two units in the last place of 1, for |t| < 2⁵⁰.
  public static func sin(turns t: Double) -> Double { circular(t, quarters: -1) }
}

/// cos(2πt + ½π · `quarters`).
@inline(__always)
private func circular(_ t: Double, quarters: Int) -> Double {
  // Adding 1.5 · 2⁵² rounds to a whole number, which then stands in the low bits of the sum. The rest of a quarter is
  // exact, as it would not be in radians.
  let round = 0x1.8p52
  let shifted = 4 * t + round
  let x = 2 * .pi * (t - 0.25 * (shifted - round))
  let x2 = x * x
  // Taylor polynomials for |x| ≤ π/4.
  func cosine() -> Double {
    1 - x2
      * (1.0 / 2 - x2
        * (1.0 / 24 - x2
          * (1.0 / 720 - x2
            * (1.0 / 40320 - x2
              * (1.0 / 3_628_800
                - x2 * (1.0 / 479_001_600 - x2 * (1.0 / 87_178_291_200 - x2 / 20_922_789_888_000)))))))
  }
  func sine() -> Double {
    x - x * x2
      * (1.0 / 6 - x2
        * (1.0 / 120 - x2
          * (1.0 / 5040 - x2
            * (1.0 / 362_880 - x2
              * (1.0 / 39_916_800
                - x2 * (1.0 / 6_227_020_800 - x2 * (1.0 / 1_307_674_368_000 - x2 / 355_687_428_096_000)))))))
  }
  switch (Int(truncatingIfNeeded: shifted.bitPattern) + quarters) & 3 {
  case 0: return cosine()
  case 1: return -sine()
  case 2: return -cosine()
  default: return sine()
  }
}
