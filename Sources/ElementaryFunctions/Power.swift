extension Double {
  /// Returns base^exponent by repeated squaring, for a whole exponent of at least 0.
  public static func pow(_ base: Double, _ exponent: Int) -> Double {
    precondition(exponent >= 0, "a power to a whole number of at least 0")
    var (result, square, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}
