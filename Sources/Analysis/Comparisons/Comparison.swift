public import NeuralNetwork
public import Study

/// The leading metric of a deeper network on test data minus that of a shallower one, or of a network minus that of a model
/// that is none (a baseline), at one size under one rule, paired by replicate.
///
/// A run that diverged counts as the worst outcome.
public struct Comparison: Sendable, Equatable {
  public enum Verdict: String, Sendable {
    case deeper, shallower
    /// Which is better of a network and a baseline.
    case network, baseline
    case undecided
  }

  /// A p-value above which nothing is decided.
  public static let level = 0.05
  /// Pairs below which nothing can be decided: among five, all signs agree by chance in one of sixteen studies.
  public static let fewestPairs = 6

  /// What is compared.
  public var metric: Metric
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
  /// Of `pairs`, how many have neither data nor initial weights in common.
  public var independentPairs: Int
  /// Of the runs that make the pairs, those of the deeper model that diverged or cannot be told from chance.
  public var deeperRuns: RunCounts
  public var shallowerRuns: RunCounts
  /// Mean paired difference with its 95 % bootstrap interval; nil without a pair.
  public var difference: Interval?
  /// The same of the overfitting gaps, of the pairs of which neither run diverged.
  public var gapDifference: Interval?
  /// Whether the shallower model is no network.
  public var isAgainstBaseline: Bool
  /// Of the sign-flip test, alone and corrected for every size, rule and pair of models of the same varied settings.
  public var pairwise: SignFlipTest.Values
  /// Comparisons that ``pairwise`` is corrected for, this one among them.
  public var familySize: Int
  /// The p-value corrected for every size, rule and pair with the study's first model only; nil for other pairs.
  public var againstFirst: Double?

  /// Undecided unless the corrected p-value is at most ``level`` and the interval excludes zero.
  public var verdict: Verdict { verdict(pairwise.corrected) }

  /// The verdict if the study compares each model with the first only; nil for a pair without it.
  public var verdictAgainstFirst: Verdict? { againstFirst.map(verdict) }

  public init(
    metric: Metric, deeperIndex: Int, deeper: String, shallowerIndex: Int, shallower: String, size: Int,
    varied: [String], rule: StoppingRule, pairs: Int, independentPairs: Int? = nil, deeperRuns: RunCounts = RunCounts(),
    shallowerRuns: RunCounts = RunCounts(), difference: Interval?, gapDifference: Interval? = nil,
    isAgainstBaseline: Bool = false, pairwise: SignFlipTest.Values, familySize: Int = 1, againstFirst: Double? = nil
  ) {
    self.metric = metric
    self.deeperIndex = deeperIndex
    self.deeper = deeper
    self.shallowerIndex = shallowerIndex
    self.shallower = shallower
    self.size = size
    self.varied = varied
    self.rule = rule
    self.pairs = pairs
    self.independentPairs = independentPairs ?? pairs
    self.deeperRuns = deeperRuns
    self.shallowerRuns = shallowerRuns
    self.difference = difference
    self.gapDifference = gapDifference
    self.isAgainstBaseline = isAgainstBaseline
    self.pairwise = pairwise
    self.familySize = familySize
    self.againstFirst = againstFirst
  }

  /// Whether a run of either model diverged, so that the difference is not one of measured values only.
  public var hasLostRuns: Bool { deeperRuns.diverged + shallowerRuns.diverged > 0 }

  /// Whether there are enough pairs to decide anything.
  public var isDecidable: Bool { independentPairs >= Self.fewestPairs }

  /// Whether differences of `pairs` among the replicates of a study can be decided at all: crossed replicates count as
  /// often as they have nothing in common.
  public static func isDecidable(pairs: Int, of replicates: Replicates) -> Bool {
    replicates.independentCount(among: pairs) >= fewestPairs
  }

  private func verdict(_ corrected: Double) -> Verdict {
    guard let difference, difference.excludesZero, corrected <= Self.level else { return .undecided }
    if difference.side(for: metric) > 0 { return isAgainstBaseline ? .network : .deeper }
    return isAgainstBaseline ? .baseline : .shallower
  }
}
