public import NeuralNetwork
public import Study

/// The difference in the leading metric on test data between the two sides of a contrast, first − second, at one size under
/// one rule.
///
/// Pairs are formed by replicate. Where no replicate has both sides, as of models that were trained with different seeds, the
/// runs are compared unpaired. A run that diverged counts as the worst outcome.
public struct Comparison: Sendable, Equatable {
  /// Whether the first model of a contrast is better or worse than the second, or the data cannot tell.
  public enum Verdict: String, Sendable {
    case better, worse, undecided
  }

  /// The significance level: verdicts need a corrected p-value of at most this.
  public static let level = 0.05
  /// The fewest independent pairs that can give a verdict: with five, all signs agree by chance in one of sixteen
  /// studies.
  public static let fewestPairs = 6

  /// The fewest runs of each side that can give a verdict where none are paired: with three of each, one of the ten ways to
  /// divide six runs in two has the largest difference by chance.
  public static let fewestUnpaired = 4

  /// The leading metric of the study.
  public var metric: Metric
  /// The two models compared.
  public var contrast: Contrast
  /// Number of training samples.
  public var size: Int
  /// The stopping rule that both models are reported under.
  public var rule: StoppingRule
  /// Number of replicates in which both models have a result.
  public var pairs: Int
  /// How many of `pairs` have neither data nor initial weights in common.
  public var independentPairs: Int
  /// Whether the runs are compared in pairs; if not, ``pairs`` is 0.
  public var isPaired = true
  /// Number of runs of the first model that are compared.
  public var firstCount: Int
  /// The same count for the second model.
  public var secondCount: Int
  /// Runs of the first model, among those that are compared, that diverged or are no better than chance.
  public var firstRuns: RunCounts
  /// The same counts for the second model.
  public var secondRuns: RunCounts
  /// Mean difference with its 95 % interval; nil without anything to compare, as if all runs of both diverged.
  public var difference: Interval?
  /// The same for the overfitting gap, over the pairs in which neither run diverged, or the runs that did not; nil without any.
  public var gapDifference: Interval?
  /// What ``MeanTest`` says of the mean difference, corrected for every size, rule and contrast that answers the same
  /// question: which depth (or baseline) is better with which varied settings, which of equally deep models, which value of
  /// one key.
  public var pairwise: MeanTest.Values
  /// Pairs in which the first model is better; 0 without pairs. Of crossed replicates, means over replicates with draws in
  /// common count.
  public var firstAhead: Int
  /// The same count for the second model.
  public var secondAhead: Int
  /// Number of comparisons that ``pairwise`` is corrected for, including this one.
  public var familySize: Int
  /// Whether the interval of ``difference`` covers the draw of the test samples.
  public var coversTestSamples = false
  /// The p-value corrected only for comparisons of depth with the study's first model (every size and rule); nil for
  /// others.
  public var againstFirst: Double?

  /// The verdict; undecided unless the corrected p-value is at most ``level`` and the interval excludes zero.
  public var verdict: Verdict { verdict(pairwise.corrected) }

  /// The verdict if each model is compared with the study's first model only; nil for a pair without that model.
  public var verdictAgainstFirst: Verdict? { againstFirst.map(verdict) }

  /// Creates a comparison from its parts. Without `independentPairs`, all pairs count as independent.
  public init(
    metric: Metric, contrast: Contrast, size: Int, rule: StoppingRule, pairs: Int, independentPairs: Int? = nil,
    firstRuns: RunCounts = RunCounts(), secondRuns: RunCounts = RunCounts(), difference: Interval?,
    gapDifference: Interval? = nil, pairwise: MeanTest.Values,
    firstAhead: Int = 0, secondAhead: Int = 0, familySize: Int = 1, againstFirst: Double? = nil
  ) {
    self.metric = metric
    self.contrast = contrast
    self.size = size
    self.rule = rule
    self.pairs = pairs
    self.independentPairs = independentPairs ?? pairs
    firstCount = pairs
    secondCount = pairs
    self.firstRuns = firstRuns
    self.secondRuns = secondRuns
    self.difference = difference
    self.gapDifference = gapDifference
    self.pairwise = pairwise
    self.firstAhead = firstAhead
    self.secondAhead = secondAhead
    self.familySize = familySize
    self.againstFirst = againstFirst
  }

  /// The model that is better by the verdict; nil if undecided.
  public var winner: Contrast.Side? {
    switch verdict {
    case .better: contrast.first
    case .worse: contrast.second
    case .undecided: nil
    }
  }

  /// The exact p-value of the sign test, by itself: whether one of the models is ahead in most replicates. It says nothing
  /// about means, which a few runs may turn around.
  public var signTest: Double { signTestProbability(above: firstAhead, below: secondAhead) }

  /// The difference with its simultaneous interval; in 95 % of studies those of all comparisons hold together. Nil with
  /// fewer pairs or runs than a verdict takes.
  ///
  /// The interval of a decided comparison ends at zero at the latest: stepping down decides some signs that the single step
  /// of the margins leaves open.
  public var simultaneous: Interval? {
    guard isDecidable, let mean = difference?.mean, let margin = pairwise.simultaneousMargin else { return nil }
    let isDecided = verdict != .undecided
    return Interval(
      mean: mean, low: isDecided && mean > 0 ? max(mean - margin, 0) : mean - margin,
      high: isDecided && mean < 0 ? min(mean + margin, 0) : mean + margin
    ).kept(within: metric.bounds.differences)
  }

  /// Whether any run of either model diverged, so that the difference includes values that were not measured.
  public var hasLostRuns: Bool { firstRuns.diverged + secondRuns.diverged > 0 }

  /// Whether there are enough independent pairs, or unpaired runs of each side, for a verdict.
  public var isDecidable: Bool {
    isPaired ? independentPairs >= Self.fewestPairs : min(firstCount, secondCount) >= Self.fewestUnpaired
  }

  /// Returns whether `pairs` replicates of a study are enough for a verdict. Crossed replicates count only as often as
  /// they share neither data nor initial weights.
  public static func isDecidable(pairs: Int, of replicates: Replicates) -> Bool {
    replicates.independentCount(among: pairs) >= fewestPairs
  }

  private func verdict(_ corrected: Double) -> Verdict {
    Self.verdict(difference, corrected: corrected, metric: metric)
  }

  /// What a difference and its corrected p-value decide.
  static func verdict(_ difference: Interval?, corrected: Double, metric: Metric) -> Verdict {
    guard let difference, difference.excludesZero, corrected <= level else { return .undecided }
    return difference.side(for: metric) > 0 ? .better : .worse
  }
}
