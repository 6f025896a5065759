import NeuralNetwork

/// A mean over replicates with its 95 % interval, if there are enough replicates for one.
public struct Interval: Sendable, Equatable {
  /// The fewest independent replicates that give an interval; with fewer, their spread says next to nothing.
  public static let fewestReplicates = 3

  /// With fewer, no quantile is wide enough: the interval reaches from the least value to the largest, and holds the mean of a
  /// symmetric distribution in 1 − 2¹⁻ᴿ of all studies, 75 % with three and 87.5 % with four replicates.
  public static let fewestForItsLevel = 5

  /// Standard errors on either side of the mean of a normal number that hold it with 95 %.
  public static let normalQuantile = 1.96

  /// Tolerance for comparing means of values of about 1: the same values added up in another order differ by less than
  /// this.
  public static let rounding = 1e-12

  /// Whether two means differ by no more than their rounding.
  public static func areEqual(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) <= rounding * max(abs(one), abs(other))
  }

  /// Mean over replicates.
  public var mean: Double
  /// Lower end of the interval; the mean itself where there is no interval.
  public var low: Double
  /// Upper end of the interval; the mean itself where there is no interval.
  public var high: Double
  /// Whether there is an interval. Only then may its ends be shown, or conclusions drawn from them.
  public var hasEnds: Bool
  /// Half the width that would be left with any number of replicates, because of the draw of the test samples; 0 if that is
  /// not covered.
  public var samplingMargin = 0.0

  /// Creates a mean with an interval.
  public init(mean: Double, low: Double, high: Double) {
    self.mean = mean
    self.low = low
    self.high = high
    hasEnds = true
  }

  /// Creates a mean without an interval.
  public init(mean: Double) {
    self.mean = mean
    low = mean
    high = mean
    hasEnds = false
  }

  /// All numbers: the bounds of what has none.
  public static let unbounded = -Double.infinity...Double.infinity

  /// The interval without what is outside of `bounds`, which no value can be; its mean is within them.
  func kept(within bounds: ClosedRange<Double>) -> Interval {
    var interval = self
    (interval.low, interval.high) = (max(low, bounds.lowerBound), min(high, bounds.upperBound))
    return interval
  }

  /// Whether there is an interval that lies on one side of zero.
  public var excludesZero: Bool { hasEnds && (low > 0 || high < 0) }

  /// For a difference of values of `metric`: 1 if the whole interval is better, −1 if the whole is worse, else 0.
  func side(for metric: Metric) -> Double { metric.sign * (low > 0 ? 1 : high < 0 ? -1 : 0) }
}
