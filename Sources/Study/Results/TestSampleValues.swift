public import NeuralNetwork

/// A metric on each test sample, at each epoch that a trial reports; where they take little space, at every epoch, so that a
/// stopping rule that is added later finds them, too.
///
/// Intervals need them to tell how the results would differ with other test samples.
public struct TestSampleValues: Sendable, Equatable {
  /// The metric; the leading one of the study when the trajectory was trained.
  public var metric: Metric
  /// Which samples of the pool the test set has, ascending; nil for the data set's own test set, which all replicates share.
  public var drawn: [Int]?
  /// The group of each sample of the test set; nil if samples are not in groups.
  public var groups: [Int]?
  /// By epoch, the value on each sample, in the order of the test set.
  public var byEpoch: [Int: SampleValues]

  /// Creates the values of some epochs.
  public init(metric: Metric, drawn: [Int]?, groups: [Int]? = nil, byEpoch: [Int: SampleValues]) {
    self.metric = metric
    self.drawn = drawn
    self.groups = groups
    self.byEpoch = byEpoch
  }

  /// The most bits of a trajectory whose values are kept at every epoch.
  private static let mostBits = 1 << 20

  /// Whether a trajectory of at most `epochs` epochs with values like these keeps them all.
  static func areKeptForAllEpochs(_ values: SampleValues, epochs: Int) -> Bool {
    let (bits, overflow) = (values.bitsOfSample * values.count).multipliedReportingOverflow(by: epochs)
    return !overflow && bits <= mostBits
  }
}
