public import CurveFitting
import Foundation
public import NeuralNetwork
import Threads

/// Learning-curve families fitted to one measured curve: to the distances of its means from the best value of the
/// metric (for accuracy the errors, 1 − test accuracy).
///
/// Families are compared by the error with which a fit to the smaller sizes predicts the larger ones. Everything said
/// about sizes beyond the study rests on refits to resamples of whole replicates, each with the family that predicts
/// best there, so that the choice of the family adds to the uncertainty, and on back-tests.
public struct FittedCurve: Sendable {
  /// The fit of one family.
  public struct Fit: Sendable {
    /// The curve fitted to all sizes.
    public var curve: CurveFit
    /// Root mean square, over the held-out sizes, of prediction minus mean error. The prediction is fitted to the other
    /// sizes.
    public var holdOutError: Double
    /// χ² per degree of freedom: the sum of squared residuals, each divided by the variance of its mean. About 1 if the
    /// curve misses the means by no more than replicates differ; nil if these variances are not known.
    public var reducedChiSquared: Double?

    /// Creates a fit from its parts.
    public init(curve: CurveFit, holdOutError: Double, reducedChiSquared: Double? = nil) {
      self.curve = curve
      self.holdOutError = holdOutError
      self.reducedChiSquared = reducedChiSquared
    }
  }

  /// The curve: a model, its varied settings and the stopping rule.
  public var key: CurveKey
  /// The leading metric.
  public var metric: Metric
  /// Training-set sizes, ascending.
  public var sizes: [Int]
  /// Mean error at each size: the distance of the metric on test data from its best value.
  public var errors: [Double]
  /// Number of replicates, at the size with the fewest.
  public var replicates: Int
  /// Number of sizes held out to compare the families: the last ones of `sizes`.
  public var heldOut: Int
  /// The families that could be fitted, best prediction first.
  public var fits: [Fit]
  /// RMSE of a constant extrapolation, the baseline: over the held-out sizes, the root mean square of the error at the
  /// last size before them minus the mean error.
  public var flatHoldOutError: Double
  /// Fits to resamples of the replicates. They take by far the longest of a fitted curve, so they are made when they are
  /// first asked for.
  let refits: Lazy<Refits>
  private let checks: Lazy<[BackTest]>

  /// What resamples of whole replicates say of the curve.
  struct Refits: Sendable {
    /// The mean errors of each resample with its best fit; nil where no family fits.
    var resampled: [(errors: [Double], fit: CurveFit?)] = []
    /// The level of the lower end of 95 % intervals.
    var tail = 0.0
    /// See ``FittedCurve/asymptote``.
    var asymptote: Interval?
  }

  /// The value of the metric on test data that no amount of data would pass, with its 95 % interval; nil if not
  /// identified.
  public var asymptote: Interval? { refits.value.asymptote }

  /// Extrapolations from the smaller sizes to the larger ones, by the family that predicts best there, if any does.
  public var backTests: [BackTest] { checks.value }

  /// Root mean square, over the back-tests, of predicted minus measured error; nil without any.
  public var backTestError: Double? {
    guard !backTests.isEmpty else { return nil }
    return (backTests.reduce(0) { $0 + $1.difference * $1.difference } / Double(backTests.count)).squareRoot()
  }

  /// Standard deviation of the residuals of a fit: √(sum of their squares / degrees of freedom), all means alike.
  public func residualDeviation(of fit: Fit) -> Double {
    let squares = zip(sizes, errors).reduce(0) { sum, point in
      let residual = fit.curve.error(at: Double(point.0)) - point.1
      return sum + residual * residual
    }
    return (squares / Double(fit.curve.degreesOfFreedom)).squareRoot()
  }

  /// Creates a curve without refits, which cannot be extrapolated.
  public init(
    key: CurveKey, metric: Metric, sizes: [Int], errors: [Double], replicates: Int, heldOut: Int, fits: [Fit],
    flatHoldOutError: Double, asymptote: Interval? = nil
  ) {
    self.init(
      key: key, metric: metric, sizes: sizes, errors: errors, replicates: replicates, heldOut: heldOut, fits: fits,
      flatHoldOutError: flatHoldOutError, backTests: Lazy { [] }, refits: Lazy { Refits(asymptote: asymptote) })
  }

  init(
    key: CurveKey, metric: Metric, sizes: [Int], errors: [Double], replicates: Int, heldOut: Int, fits: [Fit],
    flatHoldOutError: Double, backTests: Lazy<[BackTest]>, refits: Lazy<Refits>
  ) {
    self.key = key
    self.metric = metric
    self.sizes = sizes
    self.errors = errors
    self.replicates = replicates
    self.heldOut = heldOut
    self.fits = fits
    self.flatHoldOutError = flatHoldOutError
    checks = backTests
    self.refits = refits
  }

  /// The fit that predicts the held-out sizes best; nil if none beats the constant extrapolation.
  public var best: Fit? { Self.best(of: fits, flatHoldOutError: flatHoldOutError) }

  static func best(of fits: [Fit], flatHoldOutError: Double) -> Fit? {
    fits.first.flatMap { $0.holdOutError < flatHoldOutError ? $0 : nil }
  }
}

extension FittedCurve {
  /// Interval ends that are further apart than this factor are no answer.
  static let widest = 10.0
  /// Fits are not extrapolated beyond this many times the largest size.
  static let furthest = 4.0

  /// The size beyond the largest at which a curve reaches a target.
  struct Extrapolation: Sendable {
    var samples: Double
    /// The ends of its 95 % interval.
    var low: Double
    var high: Double
    var family: CurveFamily
    /// The factor by which back-tests were off (root mean square on log n), for one that goes as far as this.
    var backTestFactor: Double
  }

  /// The size beyond the largest at which the best fit reaches `target`; nil if the curves say too little about it.
  ///
  /// The interval holds that of the resamples (each between two sizes, or by its own best fit), and what back-tests make
  /// likely.
  func extrapolation(target: Double) -> Extrapolation? {
    guard let best, let smallest = sizes.first, let largest = sizes.last, let error = metric.error(of: target) else {
      return nil
    }
    let samples = max(best.curve.size(error: error), Double(largest))
    let distance = log(samples / Double(largest))
    guard samples <= Self.furthest * Double(largest), let checked = BackTestError(backTests),
      let margin = checked.margin(over: distance)
    else { return nil }
    let (resampled, tail) = (refits.value.resampled, refits.value.tail)
    guard !resampled.isEmpty else { return nil }
    let logarithms = sizes.map { log(Double($0)) }
    var needs = resampled.map { resample -> Double in
      let place = TargetCrossing(x: logarithms, y: resample.errors.map { error - $0 }).last
      guard place == .infinity else { return max(exp(place), Double(smallest)) }
      return resample.fit.map { max($0.size(error: error), Double(largest)) } ?? .infinity
    }
    needs.sort()
    // At no size measured was the target reached: what back-tests add does not go below the largest.
    let low = min(quantile(tail, of: needs), max(samples * exp(-margin), Double(largest)))
    let high = max(quantile(1 - tail, of: needs), samples * exp(margin))
    guard high <= Self.widest * low, high.isFinite else { return nil }
    return Extrapolation(
      samples: samples, low: low, high: high, family: best.curve.family,
      backTestFactor: exp(checked.ratio * distance))
  }
}
