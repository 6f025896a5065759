public import NeuralNetwork
public import Study

/// The mean history of a configuration over its replicates, epoch by epoch.
///
/// An epoch that only some replicates reached is averaged over those; `counts` says how many. Replicates that diverged
/// count up to the epoch before; if all did in their first, the curve is empty.
public struct EpochCurve: Sendable, Equatable {
  public var configuration: Configuration
  /// Epochs 1, 2, … of the curve.
  public var epochs: [Int]
  /// Replicates that reached each epoch.
  public var counts: [Int]
  /// Replicates that diverged.
  public var diverged: Int
  /// One value an epoch for each measured quantity.
  public var summaries: [Measure: [Interval]]
  /// For each rule and threshold of the study that stopped at least one replicate, where training ended under it.
  public var stops: [Stop]

  /// Where training ended under a rule, the mean over replicates with a result: where the rule never fired, after the last
  /// epoch.
  public struct Stop: Sendable, Equatable {
    public var rule: StoppingRule
    public var meanEpoch: Double

    public init(rule: StoppingRule, meanEpoch: Double) {
      self.rule = rule
      self.meanEpoch = meanEpoch
    }
  }

  public init(
    configuration: Configuration, epochs: [Int], counts: [Int], diverged: Int = 0,
    summaries: [Measure: [Interval]], stops: [Stop]
  ) {
    self.configuration = configuration
    self.epochs = epochs
    self.counts = counts
    self.diverged = diverged
    self.summaries = summaries
    self.stops = stops
  }
}
