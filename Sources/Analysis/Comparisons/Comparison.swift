public import NeuralNetwork
public import Study

/// The leading metric on test data of the first model of a contrast minus that of the second, at one size under one rule,
/// paired by replicate.
///
/// A run that diverged counts as the worst outcome.
public struct Comparison: Sendable, Equatable {
  /// Whether the first model is better than the second.
  public enum Verdict: String, Sendable {
    case better, worse, undecided
  }

  /// A p-value above which nothing is decided.
  public static let level = 0.05
  /// Pairs below which nothing can be decided: among five, all signs agree by chance in one of sixteen studies.
  public static let fewestPairs = 6

  /// What is compared.
  public var metric: Metric
  public var contrast: Contrast
  public var size: Int
  public var rule: StoppingRule
  /// Replicates in which both models have a result.
  public var pairs: Int
  /// Of `pairs`, how many have neither data nor initial weights in common.
  public var independentPairs: Int
  /// Of the runs that make the pairs, those of the first model that diverged or cannot be told from chance.
  public var firstRuns: RunCounts
  public var secondRuns: RunCounts
  /// Mean paired difference with its 95 % bootstrap interval; nil without a pair.
  public var difference: Interval?
  /// The same of the overfitting gaps, of the pairs of which neither run diverged.
  public var gapDifference: Interval?
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
    metric: Metric, contrast: Contrast, size: Int, rule: StoppingRule, pairs: Int, independentPairs: Int? = nil,
    firstRuns: RunCounts = RunCounts(), secondRuns: RunCounts = RunCounts(), difference: Interval?,
    gapDifference: Interval? = nil, pairwise: SignFlipTest.Values, familySize: Int = 1, againstFirst: Double? = nil
  ) {
    self.metric = metric
    self.contrast = contrast
    self.size = size
    self.rule = rule
    self.pairs = pairs
    self.independentPairs = independentPairs ?? pairs
    self.firstRuns = firstRuns
    self.secondRuns = secondRuns
    self.difference = difference
    self.gapDifference = gapDifference
    self.pairwise = pairwise
    self.familySize = familySize
    self.againstFirst = againstFirst
  }

  /// The model that is decidedly better.
  public var winner: Contrast.Side? {
    switch verdict {
    case .better: contrast.first
    case .worse: contrast.second
    case .undecided: nil
    }
  }

  /// Whether a run of either model diverged, so that the difference is not one of measured values only.
  public var hasLostRuns: Bool { firstRuns.diverged + secondRuns.diverged > 0 }

  /// Whether there are enough pairs to decide anything.
  public var isDecidable: Bool { independentPairs >= Self.fewestPairs }

  /// Whether differences of `pairs` among the replicates of a study can be decided at all: crossed replicates count as
  /// often as they have nothing in common.
  public static func isDecidable(pairs: Int, of replicates: Replicates) -> Bool {
    replicates.independentCount(among: pairs) >= fewestPairs
  }

  private func verdict(_ corrected: Double) -> Verdict {
    guard let difference, difference.excludesZero, corrected <= Self.level else { return .undecided }
    return difference.side(for: metric) > 0 ? .better : .worse
  }
}
