import Foundation

/// A curve of a family fitted to mean errors by weighted least squares (Levenberg–Marquardt, MINPACK's `lmder`).
public struct CurveFit: Sendable, Equatable {
  /// The family of the curve.
  public var family: CurveFamily
  /// The free numbers that the family's parameters are made of.
  private var numbers: [Double]
  /// Training samples that x = 1 stands for.
  private var unit: Double
  /// Sum of the squared residuals, each times its weight.
  public private(set) var weightedSquares: Double
  /// Number of points minus number of parameters; at least 1.
  public private(set) var degreesOfFreedom: Int

  /// Fits a family to `points`; nil unless there are more points than parameters and the solver finds a fit, and nil if the
  /// best curve of the family is one of a simpler family.
  ///
  /// Given `start`, a fit of the same family to points of the same unit, it starts from there instead of from many
  /// shapes; this is faster and less exact.
  public init?(_ family: CurveFamily, _ points: CurvePoints, from start: CurveFit? = nil) {
    guard points.sizes.count > family.parameterCount else { return nil }
    var best: (numbers: [Double], squares: Double)?
    // At an asymptote of zero its square root has no slope to go by: a little above it is a better place to start.
    let least = 0.1 * max(points.errors.min() ?? 0, 0).squareRoot()
    let near = start.map { [[max($0.numbers[0].magnitude, least)] + $0.numbers.dropFirst()] }
    for numbers in near ?? Self.starts(family, points) {
      // From nearby a few steps are enough: the remaining error is far less than resamples differ.
      let solution =
        start == nil
        ? points.minimise(family, from: numbers, tolerance: 1e-10, evaluations: 1000)
        : points.minimise(family, from: numbers, tolerance: 1e-5, evaluations: 30)
      guard let solution else { continue }
      if solution.squares < best?.squares ?? .infinity { best = solution }
    }
    guard let best, !family.isLimit(best.numbers) else { return nil }
    self.family = family
    numbers = best.numbers
    unit = points.unit
    weightedSquares = best.squares
    degreesOfFreedom = points.sizes.count - family.parameterCount
  }

  /// Returns the error that the curve predicts for `size` training samples.
  public func error(at size: Double) -> Double {
    let x = size / unit
    return numbers.withUnsafeBufferPointer { p in
      p.baseAddress.map { family.value($0, x: x, logX: log(x)) } ?? .nan
    }
  }

  /// Returns the training-set size at which the curve falls to `error`: 0 if it is never above, ∞ if it never gets
  /// there.
  public func size(error: Double) -> Double { family.x(numbers, error: error) * unit }

  /// The error that no amount of data removes, a in the formulas.
  public var asymptote: Double { numbers[0] * numbers[0] }

  /// The parameters with the names in the family's formula, for n in training samples.
  public var parameters: [(name: String, value: Double)] {
    let (a, (b, s)) = (("a", asymptote), family.scaled(numbers))
    switch family {
    case .powerLaw: return [a, ("b", b * pow(unit, exp(numbers[2]))), ("c", exp(numbers[2]))]
    case .exponential: return [a, ("b", b), ("c", exp(numbers[2]) / unit)]
    case .mmf, .weibull: return [a, ("b", b), ("s", s * unit), ("d", exp(numbers[3]))]
    }
  }

  /// The most promising shapes, each with the asymptote and the amplitude that suit it best.
  private static func starts(_ family: CurveFamily, _ points: CurvePoints) -> [[Double]] {
    guard let first = points.logX.min(), let last = points.logX.max() else { return [] }
    let candidates = family.shapes(first: first, last: last).compactMap {
      shape -> (numbers: [Double], squares: Double)? in
      points.linear(family, shape: shape)
    }
    return candidates.sorted { $0.squares < $1.squares }.prefix(3).map(\.numbers)
  }
}
