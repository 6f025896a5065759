public import CurveFitting
import Foundation
public import NeuralNetwork

/// The families of learning curves fitted to one curve: the distances of its means from the best value of
/// the metric (of accuracy the errors, 1 − test accuracy) at its sizes.
///
/// The families are compared by the error with which a fit to the smaller sizes predicts the largest. Everything that is
/// said of sizes beyond the study rests on refits to resamples of whole replicates, each with the family that predicts
/// best there, so that the choice of the family counts as uncertainty, too.
public struct FittedCurve: Sendable {
  /// One family.
  public struct Fit: Sendable {
    public var curve: CurveFit
    /// Root mean square, over the sizes held out, of prediction − mean error.
    public var holdOutError: Double

    public init(curve: CurveFit, holdOutError: Double) {
      self.curve = curve
      self.holdOutError = holdOutError
    }
  }

  public var key: CurveKey
  public var metric: Metric
  /// Ascending, with the mean error at each.
  public var sizes: [Int]
  public var errors: [Double]
  /// Replicates, at the size with the fewest.
  public var replicates: Int
  /// The sizes that the families are compared at: the last of `sizes`.
  public var heldOut: Int
  /// Those that could be fitted, best prediction first.
  public var fits: [Fit]
  /// Root mean square, over the sizes held out, of the error at the last size before them − mean error: what saying that
  /// the curve goes on flat comes to.
  public var flatHoldOutError: Double
  /// The asymptote, the metric on test data that no amount of data gets beyond, with its 95 % interval; nil if not identified.
  public var asymptote: Interval?
  /// The mean errors of resamples of the replicates, each with its best fit; nil where no family fits.
  var resampled: [(errors: [Double], fit: CurveFit?)]
  /// The level of the lower end of 95 % intervals.
  var tail: Double

  /// A curve without refits, of which nothing beyond its sizes can be told.
  public init(
    key: CurveKey, metric: Metric, sizes: [Int], errors: [Double], replicates: Int, heldOut: Int, fits: [Fit],
    flatHoldOutError: Double, asymptote: Interval? = nil
  ) {
    self.key = key
    self.metric = metric
    self.sizes = sizes
    self.errors = errors
    self.replicates = replicates
    self.heldOut = heldOut
    self.fits = fits
    self.flatHoldOutError = flatHoldOutError
    self.asymptote = asymptote
    resampled = []
    tail = 0
  }

  /// The fit that predicts the sizes held out best; nil if none does better than a flat line.
  public var best: Fit? { fits.first.flatMap { $0.holdOutError < flatHoldOutError ? $0 : nil } }
}

extension FittedCurve {
  /// Interval ends that are further apart than this factor are no answer.
  static let widest = 10.0
  /// Beyond this many times the largest size no fit is believed.
  static let furthest = 4.0

  /// Where the best fit gets to `target` beyond the largest size, with the interval of where resamples do, between
  /// two sizes or as the best fit of each has it; nil if that says next to nothing.
  func extrapolation(target: Double) -> (samples: Double, low: Double, high: Double, family: CurveFamily)? {
    guard let best, let smallest = sizes.first, let largest = sizes.last, !resampled.isEmpty,
      let error = metric.error(of: target)
    else { return nil }
    let samples = max(best.curve.size(error: error), Double(largest))
    guard samples <= Self.furthest * Double(largest) else { return nil }
    let logarithms = sizes.map { log(Double($0)) }
    var needs = resampled.map { resample -> Double in
      let place = TargetCrossing(x: logarithms, y: resample.errors.map { error - $0 }).last
      guard place == .infinity else { return max(exp(place), Double(smallest)) }
      return resample.fit.map { max($0.size(error: error), Double(largest)) } ?? .infinity
    }
    needs.sort()
    let (low, high) = (quantile(tail, of: needs), quantile(1 - tail, of: needs))
    guard high <= Self.widest * low, high.isFinite else { return nil }
    return (samples, min(low, samples), max(high, samples), best.curve.family)
  }
}
