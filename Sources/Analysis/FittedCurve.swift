public import CurveFitting
import Foundation

/// The families of learning curves fitted to one curve: its mean errors (1 − test accuracy) at its sizes.
///
/// The families are compared by the error with which a fit to the smaller sizes predicts the largest. Everything that is
/// said of sizes beyond the study rests on refits to resamples of whole replicates, each with the family that predicts
/// best there, so that the choice of the family counts as uncertainty, too.
public struct FittedCurve: Sendable {
  /// One family.
  public struct Fit: Sendable {
    public var curve: CurveFit
    /// Root mean square, over the sizes held out, of prediction − mean error; a fraction.
    public var holdOutError: Double

    public init(curve: CurveFit, holdOutError: Double) {
      self.curve = curve
      self.holdOutError = holdOutError
    }
  }

  public var key: CurveKey
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
  /// The asymptote, the test accuracy that no amount of data exceeds, with its 95 % interval; nil if not identified.
  public var asymptote: Interval?
  /// The mean errors of resamples of the replicates, each with its best fit; nil where no family fits.
  var resampled: [(errors: [Double], fit: CurveFit?)]
  /// The level of the lower end of 95 % intervals.
  var tail: Double

  /// A curve without refits, of which nothing beyond its sizes can be told.
  public init(
    key: CurveKey, sizes: [Int], errors: [Double], replicates: Int, heldOut: Int, fits: [Fit],
    flatHoldOutError: Double, asymptote: Interval? = nil
  ) {
    self.key = key
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

/// How many training samples a model needs for a test accuracy, as far as its learning curve tells.
public enum DataNeed: Sendable, Equatable {
  /// Reached at a size with this median and 95 % interval, in training samples; the smallest size stands for any below.
  case reached(median: Double, low: Double, high: Double)
  /// The curves level off below it: in 97.5 % of the resamples at least.
  case notReachable
  /// The curves do not tell; if they tell as much, more than `atLeast` samples.
  case notIdentified(atLeast: Double?)
}

extension FittedCurve {
  /// Interval ends that are further apart than this factor are no answer.
  static let widest = 10.0
  /// Beyond this many times the largest size no fit is believed.
  static let furthest = 10.0

  /// The training samples needed for `testAccuracy`: where the curve of each resample gets there, between two sizes
  /// interpolated on log n, beyond the largest as its best fit has it.
  public func samples(testAccuracy: Double) -> DataNeed {
    guard replicates > 1, let smallest = sizes.first, let largest = sizes.last, !resampled.isEmpty else {
      return .notIdentified(atLeast: nil)
    }
    let (smallestSize, largestSize) = (Double(smallest), Double(largest))
    let logarithms = sizes.map { log(Double($0)) }
    var needs = resampled.map { resample -> Double in
      let place = SignChanges(x: logarithms, y: resample.errors.map { 1 - testAccuracy - $0 }).place(above: true)
      guard place == .infinity else { return max(smallestSize, exp(place)) }
      guard best != nil, let fit = resample.fit else { return .infinity }
      return max(largestSize, fit.size(error: 1 - testAccuracy))
    }
    needs.sort()
    let (low, high) = (quantile(tail, of: needs), quantile(1 - tail, of: needs))
    let horizon = Self.furthest * largestSize
    if high <= Self.widest * low, low <= horizon, high.isFinite {
      return .reached(median: quantile(0.5, of: needs), low: low, high: high)
    }
    // A claim about the resamples as they are: with few replicates hardly any would be beyond a widened level.
    if best != nil, Double(needs.count { $0.isFinite }) <= 0.025 * Double(needs.count) { return .notReachable }
    return .notIdentified(atLeast: low > smallestSize ? min(low, horizon) : nil)
  }
}
