public import NeuralNetwork
public import Study

/// The mean training history of a configuration over its replicates, epoch by epoch.
///
/// Once the first replicate has ended, the mean is of those that go on, which are the slow ones: another curve, from
/// ``complete`` on. Replicates that diverged are left out, unless all of them did; then they count up to the epoch before. If
/// every replicate diverged in its first epoch, the curve is empty.
public struct EpochCurve: Sendable, Equatable {
  /// The configuration that was trained.
  public var configuration: Configuration
  /// The epochs of the curve: 1, 2, …, or of a long history those that ``DrawnEpochs`` chooses.
  public var epochs: [Int]
  /// Number of replicates that each epoch is a mean of.
  public var counts: [Int]
  /// Number of replicates that diverged.
  public var diverged: Int
  /// One mean and interval per epoch, for each measure.
  public var summaries: [Measure: [Interval]]
  /// Where training ended, for each rule and threshold of the study that stopped at least one replicate.
  public var stops: [Stop]

  /// The mean epoch at which one rule ended training, over the replicates with a result. A replicate in which the rule
  /// never fired counts with its last epoch.
  public struct Stop: Sendable, Equatable {
    /// The stopping rule with its threshold.
    public var rule: StoppingRule
    /// Mean over replicates of the epoch after which training ended.
    public var meanEpoch: Double

    /// Creates a stop from a rule and its mean epoch.
    public init(rule: StoppingRule, meanEpoch: Double) {
      self.rule = rule
      self.meanEpoch = meanEpoch
    }
  }

  /// Creates a curve from its parts.
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

  /// Number of replicates that the curve begins with.
  public var count: Int { counts.first ?? 0 }

  /// Number of the curve's epochs that all of these reached.
  public var complete: Int { counts.prefix { $0 == count }.count }
}
