public import NeuralNetwork

/// A metric on each test sample, at each epoch that a trial reports.
///
/// Intervals need them to tell how the results would differ with other test samples.
public struct TestSampleValues: Sendable, Equatable {
  /// The metric; the leading one of the study when the trajectory was trained.
  public var metric: Metric
  /// Which samples of the pool the test set has, ascending; nil for the data set's own test set, which all replicates share.
  public var drawn: [Int]?
  /// By epoch, the value on each sample, in the order of the test set.
  public var byEpoch: [Int: SampleValues]

  /// Creates the values of some epochs.
  public init(metric: Metric, drawn: [Int]?, byEpoch: [Int: SampleValues]) {
    self.metric = metric
    self.drawn = drawn
    self.byEpoch = byEpoch
  }
}
