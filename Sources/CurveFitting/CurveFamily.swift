import Foundation

/// A family of learning curves: the error e of a model as a function of the training-set size n, falling to an
/// asymptote.
///
/// Families and names are those of the Learning Curve Database (F. Mohr, T. J. Viering, M. Loog and J. N. van Rijn,
/// "LCDB 1.0", ECML PKDD 2022), written here for the error instead of the accuracy: a ≥ 0 is the error that no amount
/// of data removes, b > 0 the error that data can remove.
public enum CurveFamily: String, Sendable, CaseIterable {
  /// e = a + b·n^−c (POW3)
  case powerLaw = "power-law"
  /// e = a + b·exp(−c·n) (EXP3)
  case exponential
  /// e = a + b / (1 + (n/s)^d) (MMF4, after Morgan, Mercer and Flodin)
  case mmf
  /// e = a + b·exp(−(n/s)^d) (WBL4)
  case weibull

  /// The name in running text, e.g. `power law`.
  public var words: String {
    switch self {
    case .powerLaw: "power law"
    case .exponential: "exponential"
    case .mmf: "Morgan–Mercer–Flodin"
    case .weibull: "Weibull"
    }
  }

  /// Number of free parameters: 3 or 4.
  public var parameterCount: Int {
    switch self {
    case .powerLaw, .exponential: 3
    case .mmf, .weibull: 4
    }
  }

  // Fitting works on free numbers: a = p₀², b = exp(p₁), c = exp(p₂); of mmf, s = exp(p₂), d = exp(p₃). Sizes are in a unit
  // of their own, x = n/unit, and come with their logarithm.
  //
  // A Weibull curve with a small d is a power law, with a scale and an amplitude beyond all numbers. Its free numbers are those
  // of e = a + exp(p₁ − c·(x^d − 1)/d), with c = exp(p₂) and d = exp(p₃), which stay as they are in that limit.

  /// Whether the numbers are those of a curve of a simpler family: a Weibull curve whose exponent over sizes of a factor 1,000
  /// is that of a power law to 7 %.
  func isLimit(_ p: [Double]) -> Bool { self == .weibull && exp(p[3]) < 0.01 }

  /// (x^d − 1)/d.
  private func growth(_ d: Double, _ logX: Double) -> Double { d < 1e-12 ? logX : expm1(d * logX) / d }

  /// The amplitude b of a family that has one for n = 0, and the scale s in units.
  func scaled(_ p: [Double]) -> (b: Double, s: Double) {
    guard self == .weibull else { return (exp(p[1]), exp(p[2])) }
    let d = exp(p[3])
    return (exp(p[1] + exp(p[2] - p[3])), exp((p[3] - p[2]) / d))
  }

  /// The error at `x`.
  func value(_ p: UnsafePointer<Double>, x: Double, logX: Double) -> Double { p[0] * p[0] + removable(p, x, logX) }

  /// The part of the error that data remove.
  private func removable(_ p: UnsafePointer<Double>, _ x: Double, _ logX: Double) -> Double {
    switch self {
    case .powerLaw: exp(p[1] - exp(p[2]) * logX)
    case .exponential: exp(p[1] - exp(p[2]) * x)
    case .mmf: exp(p[1]) / (1 + exp(exp(p[3]) * (logX - p[2])))
    case .weibull: exp(p[1] - exp(p[2]) * growth(exp(p[3]), logX))
    }
  }

  /// The derivative of the error with respect to each number.
  func gradient(_ p: UnsafePointer<Double>, x: Double, logX: Double, _ write: (Int, Double) -> Void) {
    let removable = removable(p, x, logX)
    write(0, 2 * p[0])
    write(1, removable)
    switch self {
    case .powerLaw:
      write(2, -removable * exp(p[2]) * logX)
    case .exponential:
      write(2, -removable * exp(p[2]) * x)
    case .mmf:
      let (d, distance) = (exp(p[3]), logX - p[2])
      // d(removable)/d(log power), with a limit of zero where the power is beyond all numbers.
      let slope = -removable / (1 + exp(-d * distance))
      write(2, -slope * d)
      write(3, slope * d * distance)
    case .weibull:
      let (c, d) = (exp(p[2]), exp(p[3]))
      let growth = growth(d, logX)
      // Where the power is beyond all numbers, nothing is left to remove.
      write(2, growth.isFinite ? -removable * c * growth : 0)
      write(3, growth.isFinite ? -removable * c * (logX * exp(d * logX) - growth) : 0)
    }
  }

  /// The x at which the error has come down to `error`: 0 if it is never above, ∞ if it never gets there.
  func x(_ p: [Double], error: Double) -> Double {
    let removable = error - p[0] * p[0]
    guard removable > 0 else { return .infinity }
    switch self {
    case .powerLaw: return exp((p[1] - log(removable)) / exp(p[2]))
    case .exponential: return max(0, (p[1] - log(removable)) / exp(p[2]))
    case .mmf: return removable >= exp(p[1]) ? 0 : exp(p[2] + log(exp(p[1]) / removable - 1) / exp(p[3]))
    case .weibull:
      let (d, growth) = (exp(p[3]), (p[1] - log(removable)) / exp(p[2]))
      return d * growth <= -1 ? 0 : exp(d < 1e-12 ? growth : log1p(d * growth) / d)
    }
  }

  /// The shapes that a fit starts from, as the numbers from p₂ on, for sizes from exp(`first`) to exp(`last`) units.
  func shapes(first: Double, last: Double) -> [[Double]] {
    let places = [0, 0.25, 0.5, 0.75, 1].map { first + $0 * (last - first) }
    switch self {
    case .powerLaw: return [0.1, 0.2, 0.4, 0.7, 1, 1.5, 2.5].map { [log($0)] }
    // The error falls by a factor e every exp(place).
    case .exponential: return places.map { [-$0] }
    case .mmf: return places.flatMap { place in [0.3, 0.6, 1, 2].map { [place, log($0)] } }
    case .weibull:
      // The same scales and exponents, and what is nearly a power law.
      return places.flatMap { place in [0.3, 0.6, 1, 2].map { [log($0) - $0 * place, log($0)] } }
        + CurveFamily.powerLaw.shapes(first: first, last: last).map { $0 + [log(0.05)] }
    }
  }
}
