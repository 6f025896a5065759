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

  // Fitting works on free numbers: a = p₀², b = exp(p₁), c = exp(p₂); s = exp(p₂), d = exp(p₃). Sizes are in a unit of
  // their own, x = n/unit, and come with their logarithm.

  /// The error at `x`.
  func value(_ p: UnsafePointer<Double>, x: Double, logX: Double) -> Double { p[0] * p[0] + removable(p, x, logX) }

  /// The part of the error that data remove.
  private func removable(_ p: UnsafePointer<Double>, _ x: Double, _ logX: Double) -> Double {
    switch self {
    case .powerLaw: exp(p[1] - exp(p[2]) * logX)
    case .exponential: exp(p[1] - exp(p[2]) * x)
    case .mmf: exp(p[1]) / (1 + exp(exp(p[3]) * (logX - p[2])))
    case .weibull: exp(p[1] - exp(exp(p[3]) * (logX - p[2])))
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
    case .mmf, .weibull:
      let (d, distance) = (exp(p[3]), logX - p[2])
      let power = exp(d * distance)
      // d(removable)/d(log power), with a limit of zero where the power is beyond all numbers.
      let slope = self == .mmf ? -removable / (1 + 1 / power) : power.isFinite ? -removable * power : 0
      write(2, -slope * d)
      write(3, slope * d * distance)
    }
  }

  /// The x at which the error has come down to `error`: 0 if it is never above, ∞ if it never gets there.
  func x(_ p: [Double], error: Double) -> Double {
    let (removable, b) = (error - p[0] * p[0], exp(p[1]))
    guard removable > 0 else { return .infinity }
    switch self {
    case .powerLaw: return exp((p[1] - log(removable)) / exp(p[2]))
    case .exponential: return max(0, (p[1] - log(removable)) / exp(p[2]))
    case .mmf: return removable >= b ? 0 : exp(p[2] + log(b / removable - 1) / exp(p[3]))
    case .weibull: return removable >= b ? 0 : exp(p[2] + log(p[1] - log(removable)) / exp(p[3]))
    }
  }

  /// The shapes that a fit starts from, as the numbers from p₂ on, for sizes from exp(`first`) to exp(`last`) units.
  func shapes(first: Double, last: Double) -> [[Double]] {
    let places = [0, 0.25, 0.5, 0.75, 1].map { first + $0 * (last - first) }
    switch self {
    case .powerLaw: return [0.1, 0.2, 0.4, 0.7, 1, 1.5, 2.5].map { [log($0)] }
    // The error falls by a factor e every exp(place).
    case .exponential: return places.map { [-$0] }
    case .mmf, .weibull: return places.flatMap { place in [0.3, 0.6, 1, 2].map { [place, log($0)] } }
    }
  }
}
