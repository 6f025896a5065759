public import NeuralNetwork
import Study

/// How the models of a study, each with every varied setting, stand at its largest size under the rule that trains longest.
///
/// The best is that of the best measured mean of the leading metric on test data; chosen by test data, it describes these results and is no
/// estimate of what it would do on others. Which of the others are worse is the verdict of the ``Comparison`` of the two.
/// Pairs that are in no comparison, of equal depth or of different settings, are told by the sign-flip test corrected for all
/// pairs here, since the best might have been any: that of the choice is in both corrections. Runs that diverged count as
/// the worst outcome.
public struct Standing: Sendable, Equatable {
  /// One model with its settings.
  public struct Place: Sendable, Equatable {
    public var key: CurveKey
    /// The metric on test data.
    public var test: Interval
    /// Replicates with a result, and how many of them ended in which way.
    public var count: Int
    public var runs: RunCounts
    /// By how much it is worse than the best, paired by replicate: the difference, positive whatever the metric.
    public var deficit: Interval?
    /// Whether that is decided.
    public var isWorse: Bool
    /// Whether a ``Comparison`` decides it.
    public var isCompared: Bool
  }

  public var size: Int
  public var rule: StoppingRule
  public var best: Place
  /// The better ones first.
  public var others: [Place]
  /// Pairs that what is in no ``Comparison`` is corrected for.
  public var pairs: Int
  /// Further models and settings, where there are too many to compare the best with; `others` is then empty.
  public var uncompared = 0

  /// Those of ``others`` that do as well as the best.
  public var tied: [Place] { others.filter { abs(best.test.mean - $0.test.mean) < Interval.rounding } }
}

extension Standing {
  /// Models with settings beyond which the pairs are too many for an answer in no time.
  static let most = 30

  /// Nil unless there are two models or settings, with replicates enough to tell any apart. Beyond ``most`` only the best is
  /// told.
  static func standing(
    _ results: StudyResults, _ lost: LostRuns, comparisons: [Comparison], bootstrap: ReplicateBootstrap,
    test: SignFlipTest
  ) -> Standing? {
    let metric = results.study.metric
    guard let rule = RuleCost.longest(results) ?? results.study.rules.first,
      let size = results.trajectories.map(\.configuration.size).max()
    else { return nil }
    var machines: Set<String> = []
    let cells = results.byConfiguration.filter { cell in
      guard cell.configuration.size == size else { return false }
      // A model that is no network is the same under every setting.
      return cell.configuration.hidden != nil || machines.insert(cell.configuration.model).inserted
    }
    guard cells.count > 1 else { return nil }
    let outcomes = cells.map { lost.outcomes($0, rule) }
    let tests = outcomes.map { $0.map { $0?.test } }
    let intervals = tests.map(bootstrap.interval)
    func goodness(_ cell: Int) -> Double { metric.sign * (intervals[cell]?.mean ?? 0) }
    let ranked = cells.indices.filter { intervals[$0] != nil }
      .sorted { (goodness($1), $0) < (goodness($0), $1) }
    guard let best = ranked.first, ranked.count > 1 else { return nil }
    func place(_ index: Int, deficit: Interval?, isWorse: Bool, isCompared: Bool) -> Place? {
      guard let value = intervals[index] else { return nil }
      return Place(
        key: CurveKey(cells[index].configuration, rule), test: value, count: outcomes[index].count { $0 != nil },
        runs: RunCounts(outcomes[index]), deficit: deficit, isWorse: isWorse, isCompared: isCompared)
    }
    guard ranked.count <= most else {
      guard test.independentCount(tests[best]) >= Comparison.fewestPairs,
        let first = place(best, deficit: nil, isWorse: false, isCompared: false)
      else { return nil }
      return Standing(size: size, rule: rule, best: first, others: [], pairs: 0, uncompared: ranked.count - 1)
    }
    let pairs = ranked.indices.flatMap { first in ranked[(first + 1)...].map { (first: ranked[first], second: $0) } }
    let differences = pairs.map { pair in
      zip(tests[pair.first], tests[pair.second]).map { x, y in
        x.flatMap { x in y.map { metric.gain(x, over: $0) } }
      }
    }
    // The pairs of the best come first.
    guard differences.prefix(ranked.count - 1).contains(where: { test.independentCount($0) >= Comparison.fewestPairs })
    else { return nil }
    let values = test.values(differences)
    let compared = comparisons.filter { $0.size == size && $0.rule == rule }
    let places = ranked.enumerated().compactMap { position, index -> Place? in
      let deficit = index == best ? nil : bootstrap.interval(differences[position - 1])
      let comparison = compared.first { $0.isOf(cells[best].configuration, cells[index].configuration) }
      let isDecided =
        comparison.map { $0.verdict != .undecided }
        ?? (index != best && values[position - 1].corrected <= Comparison.level && deficit?.excludesZero == true)
      return place(
        index, deficit: deficit, isWorse: isDecided && (deficit?.mean ?? 0) > 0, isCompared: comparison != nil)
    }
    return Standing(size: size, rule: rule, best: places[0], others: Array(places.dropFirst()), pairs: pairs.count)
  }
}

extension Comparison {
  /// Whether it is of these two, in either order; of a network and a model that is none with the settings of the network.
  fileprivate func isOf(_ one: Configuration, _ other: Configuration) -> Bool {
    let networks = [one, other].filter { $0.hidden != nil }
    return Set(contrast.sides.map(\.modelIndex)) == Set([one.modelIndex, other.modelIndex])
      && networks.allSatisfy { $0.varied == contrast.varied }
  }
}
