public import NeuralNetwork

/// Test accuracy of a deeper network minus that of a shallower one, or of a network minus that of a model that is none (a
/// baseline), at one size under one rule, paired by replicate.
public struct Comparison: Sendable, Equatable {
  public enum Verdict: String, Sendable {
    case deeper, shallower
    /// Which is better of a network and a baseline.
    case network, baseline
    case undecided
  }

  /// Index and name of the model with more hidden layers, of the network against a baseline.
  public var deeperIndex: Int
  public var deeper: String
  public var shallowerIndex: Int
  public var shallower: String
  public var size: Int
  public var varied: [String]
  public var rule: StoppingRule
  /// Replicates in which both models have a result.
  public var pairs: Int
  /// Mean paired difference, a fraction, with its 95 % bootstrap interval; nil without a pair.
  public var difference: Interval?
  /// Whether the shallower model is no network.
  public var isAgainstBaseline: Bool
  /// Undecided unless the interval excludes zero and rests on at least ``fewestPairs`` pairs.
  public var verdict: Verdict

  public init(
    deeperIndex: Int, deeper: String, shallowerIndex: Int, shallower: String, size: Int, varied: [String],
    rule: StoppingRule, pairs: Int, difference: Interval?, isAgainstBaseline: Bool = false, verdict: Verdict
  ) {
    self.deeperIndex = deeperIndex
    self.deeper = deeper
    self.shallowerIndex = shallowerIndex
    self.shallower = shallower
    self.size = size
    self.varied = varied
    self.rule = rule
    self.pairs = pairs
    self.difference = difference
    self.isAgainstBaseline = isAgainstBaseline
    self.verdict = verdict
  }
}
