public import NeuralNetwork
public import Study

/// Where the test error of a configuration comes from under one rule, told apart by crossed replicates.
///
/// The test error of a sample is the squared distance between its class and the predicted one, both as vectors of zeros and
/// a one, halved (R. Kohavi and D. H. Wolpert, "Bias plus variance decomposition for zero-one loss functions", ICML 1996).
/// An analysis of variance with two crossed random factors splits the distances: ``bias`` is that of the mean prediction,
/// over all draws that might have been made; the other parts are the variances of predictions around it. The estimates of
/// the parts are unbiased, so that one of them may come out below zero, and their sum is the test error of the replicates.
public struct BiasVariance: Sendable, Equatable {
  public var configuration: Configuration
  public var rule: StoppingRule
  /// Draws of the data all of whose trials are there.
  public var dataDraws: Int
  public var initialWeights: Int
  /// Fractions, with 95 % intervals where ``hasIntervals``.
  public var testError: Interval
  /// Of the same trials on their training samples; the gap is ``testError`` − ``trainError``.
  public var trainError: Interval
  /// What remains however often data and initial weights are drawn.
  public var bias: Interval
  /// Variance of predictions due to the draw of the data.
  public var data: Interval
  /// Variance due to the initial weights and the order of batches.
  public var initial: Interval
  /// Variance due to both together: what the same initial weights do differs between draws of the data.
  public var interaction: Interval
  /// ``data`` − ``initial``.
  public var difference: Interval

  public init(
    configuration: Configuration, rule: StoppingRule, dataDraws: Int, initialWeights: Int, testError: Interval,
    trainError: Interval, bias: Interval, data: Interval, initial: Interval, interaction: Interval, difference: Interval
  ) {
    self.configuration = configuration
    self.rule = rule
    self.dataDraws = dataDraws
    self.initialWeights = initialWeights
    self.testError = testError
    self.trainError = trainError
    self.bias = bias
    self.data = data
    self.initial = initial
    self.interaction = interaction
    self.difference = difference
  }

  /// Whether there are draws enough to leave one out, and so to tell ``data`` from ``initial``.
  public var hasIntervals: Bool { difference.hasEnds }
}
