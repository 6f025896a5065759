import NeuralNetwork

/// A mean over replicates with its 95 % bootstrap interval, if there are replicates enough for one.
public struct Interval: Sendable, Equatable {
  /// Replicates, with nothing in common, below which there is no interval: how far two differ says next to nothing.
  public static let fewestReplicates = 3

  /// Means of equal values, added up in another order, differ by less than this.
  public static let rounding = 1e-12

  public var mean: Double
  /// Lower and upper end of the interval; the mean itself where there is none.
  public var low: Double
  public var high: Double
  /// Whether there is an interval, so that its ends may be shown and anything concluded from them.
  public var hasEnds: Bool

  public init(mean: Double, low: Double, high: Double) {
    self.mean = mean
    self.low = low
    self.high = high
    hasEnds = true
  }

  /// A mean without an interval.
  public init(mean: Double) {
    self.mean = mean
    low = mean
    high = mean
    hasEnds = false
  }

  /// Whether there is an interval and all of it lies on one side of zero.
  public var excludesZero: Bool { hasEnds && (low > 0 || high < 0) }

  /// Of a difference of values of `metric`: 1 if all of it is for the better, −1 if all of it is for the worse, else 0.
  func side(for metric: Metric) -> Double { metric.sign * (low > 0 ? 1 : high < 0 ? -1 : 0) }
}
