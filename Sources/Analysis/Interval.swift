/// A mean over replicates with its 95 % bootstrap interval.
public struct Interval: Sendable, Equatable {
  public var mean: Double
  /// Lower and upper end of the interval; equal to the mean with a single replicate.
  public var low: Double
  public var high: Double

  public init(mean: Double, low: Double, high: Double) {
    self.mean = mean
    self.low = low
    self.high = high
  }
}
