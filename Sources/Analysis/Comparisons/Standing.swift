public import NeuralNetwork
import Study

/// A ranking of the models of a study, with each combination of varied settings, at the largest size under the rule
/// that trains longest.
///
/// The best has the best mean of the leading metric on test data. As it is chosen by test data, it describes these
/// results and does not estimate performance on new data. Whether another model is worse than the best is the verdict
/// of their ``Comparison``. Pairs without a comparison, which differ in more than one thing, are decided by the
/// same test corrected for all pairs in this ranking, because any of them might have been the best. Runs that
/// diverged count as the worst outcome.
public struct Standing: Sendable, Equatable {
  /// One model with one combination of settings.
  public struct Place: Sendable, Equatable {
    /// The model, its varied settings and the stopping rule.
    public var key: CurveKey
    /// The leading metric on test data, diverged runs counting as the worst outcome.
    public var test: Interval
    /// Number of replicates with a result.
    public var count: Int
    /// How many of these replicates diverged, and how many are no better than chance.
    public var runs: RunCounts
    /// How much worse than the best it is; positive if worse, whatever the metric. Nil for the
    /// best.
    public var deficit: Interval?
    /// Whether it is worse than the best by a significant amount.
    public var isWorse: Bool
    /// The number of comparisons that the decision is corrected for, if it is the verdict of a ``Comparison``; nil if it is
    /// that of the test within this ranking.
    public var family: Int?
    /// Whether a ``Comparison`` decides that, rather than the test within this ranking.
    public var isCompared: Bool { family != nil }
  }

  /// The largest training-set size of the study.
  public var size: Int
  /// The stopping rule that trains longest.
  public var rule: StoppingRule
  /// The model and settings with the best mean.
  public var best: Place
  /// All others, the better ones first.
  public var others: [Place]
  /// Number of pairs that the test within this ranking is corrected for.
  public var pairs: Int
  /// Number of models and settings that are not ranked because there are too many; `others` is then empty.
  public var uncompared = 0

  /// Members of ``others`` whose mean equals that of the best, up to rounding.
  public var tied: [Place] { others.filter { Interval.areEqual(best.test.mean, $0.test.mean) } }
}

extension Standing {
  /// The most models with settings that are ranked; the pairs of more would take too long to test.
  static let maximum = 30

  /// Nil unless there are two models or settings with enough replicates to distinguish any. Beyond ``maximum``, it has
  /// only the best.
  static func standing(
    _ results: StudyResults, _ lost: LostRuns, comparisons: [Comparison], bootstrap: ReplicateBootstrap,
    test: MeanTest
  ) -> Standing? {
    let metric = results.study.metric
    guard let rule = RuleCost.longest(results) ?? results.study.rules.first,
      let size = results.trajectories.map(\.configuration.size).max()
    else { return nil }
    var seen: Set<Configuration> = []
    let cells = results.byConfiguration.filter {
      $0.configuration.size == size && seen.insert($0.configuration.effective).inserted
    }
    guard cells.count > 1 else { return nil }
    let outcomes = cells.map { lost.outcomes($0, rule) }
    let covers = results.study.intervals != .replicates
    let sides = outcomes.map { outcomes in
      SideValues(outcomes, samples: covers ? outcomes.map { $0?.values } : nil)
    }
    let intervals = sides.map {
      bootstrap.interval(ReplicateValues($0.values, terms: $0.terms), within: metric.bounds)
    }
    func goodness(_ cell: Int) -> Double { metric.sign * (intervals[cell]?.mean ?? 0) }
    let ranked = cells.indices.filter { intervals[$0] != nil }
      .sorted { (goodness($1), $0) < (goodness($0), $1) }
    guard let best = ranked.first, ranked.count > 1 else { return nil }
    func place(_ index: Int, deficit: Interval?, isWorse: Bool, family: Int?) -> Place? {
      guard let value = intervals[index] else { return nil }
      return Place(
        key: CurveKey(cells[index].configuration, rule), test: value, count: outcomes[index].count { $0 != nil },
        runs: RunCounts(outcomes[index]), deficit: deficit, isWorse: isWorse, family: family)
    }
    guard ranked.count <= maximum else {
      guard test.independentCount(sides[best].values) >= Comparison.fewestPairs,
        let first = place(best, deficit: nil, isWorse: false, family: nil)
      else { return nil }
      return Standing(size: size, rule: rule, best: first, others: [], pairs: 0, uncompared: ranked.count - 1)
    }
    let pairs = ranked.indices.flatMap { first in ranked[(first + 1)...].map { (first: ranked[first], second: $0) } }
    let differences = pairs.concurrentMap { pair in
      ReplicateValues(
        sides[pair.first], minus: sides[pair.second], weight: metric.sign, mayBeUnpaired: results.mayBeUnpaired)
    }
    // The pairs of the best come first.
    guard
      differences.prefix(ranked.count - 1).contains(where: test.isDecidable)
    else { return nil }
    let values = test.values(differences)
    let compared = comparisons.filter { $0.size == size && $0.rule == rule }
    let places = ranked.enumerated().compactMap { position, index -> Place? in
      let deficit = index == best ? nil : test.interval(differences[position - 1], within: metric.bounds.differences)
      let comparison = compared.first { $0.isOf(cells[best].configuration, cells[index].configuration) }
      let isDecided =
        comparison.map { $0.verdict != .undecided }
        ?? (index != best && values[position - 1].corrected <= Comparison.level && deficit?.excludesZero == true)
      return place(
        index, deficit: deficit, isWorse: isDecided && (deficit?.mean ?? 0) > 0, family: comparison?.familySize)
    }
    return Standing(size: size, rule: rule, best: places[0], others: Array(places.dropFirst()), pairs: pairs.count)
  }
}

extension Comparison {
  /// Whether it compares these two, in either order; of a model that is not a network, whatever its varied settings.
  fileprivate func isOf(_ one: Configuration, _ other: Configuration) -> Bool {
    func matches(_ side: Contrast.Side, _ configuration: Configuration) -> Bool {
      side.modelIndex == configuration.modelIndex
        && (configuration.kind == .oneShot && configuration.storedVaried == nil
          || contrast.varied(of: side) == configuration.varied)
    }
    return (matches(contrast.first, one) && matches(contrast.second, other))
      || (matches(contrast.first, other) && matches(contrast.second, one))
  }
}
