public import NeuralNetwork
public import Study

/// The parts of the test error of a configuration under one rule, told apart by crossed replicates.
///
/// The test error of a sample is half the squared distance between its class and the predicted class, both as one-hot
/// vectors (R. Kohavi and D. H. Wolpert, "Bias plus variance decomposition for zero-one loss functions", ICML 1996). An
/// analysis of variance with two crossed random factors splits the distances: ``bias`` is that of the mean prediction
/// over all draws that might have been made; the other parts are the variances of predictions around it. The estimates
/// are unbiased, so a part may come out below zero, and their sum is the test error of the replicates.
public struct BiasVariance: Sendable, Equatable {
  /// The configuration that was trained.
  public var configuration: Configuration
  /// The stopping rule that the trials are reported under.
  public var rule: StoppingRule
  /// Number of draws of the data that have all their trials.
  public var dataDraws: Int
  /// Number of draws of the initial weights.
  public var initialWeights: Int
  /// Fraction of test samples that are misclassified; an interval only if ``hasIntervals``.
  public var testError: Interval
  /// Fraction of training samples that the same trials misclassify; the gap is ``testError`` − ``trainError``.
  public var trainError: Interval
  /// The part that would remain however often data and initial weights were drawn.
  public var bias: Interval
  /// Variance of predictions due to the draw of the data.
  public var data: Interval
  /// Variance of predictions due to the initial weights and the order of batches.
  public var initial: Interval
  /// Variance due to both together: the effect of the same initial weights differs between draws of the data.
  public var interaction: Interval
  /// ``data`` − ``initial``.
  public var difference: Interval

  /// Creates a decomposition from its parts.
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

  /// Whether there are enough draws for intervals, and so to tell ``data`` from ``initial``.
  public var hasIntervals: Bool { difference.hasEnds }
}
