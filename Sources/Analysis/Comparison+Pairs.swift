import NeuralNetwork
import Study

extension Comparison {
  /// Pairs below which nothing is decided: with four, all of one sign still come up in one of eight studies without any
  /// true difference, and a percentile interval then excludes zero.
  public static let fewestPairs = 5

  /// Compares every two networks of different depth, and every network with every other model, at every size and rule that
  /// both have, paired by replicate.
  static func pairs(_ results: StudyResults, bootstrap: ReplicateBootstrap) -> [Comparison] {
    let replicates = results.study.replicates
    let cells = Dictionary(grouping: results.trajectories) { CellKey($0.configuration) }
    let models = Set(results.trajectories.map(\.configuration.modelIndex)).sorted()
    // As the results are sorted: by model, varied settings in the order of the study file, and size.
    var seen: Set<CellKey> = []
    let keys = results.trajectories.map { CellKey($0.configuration) }.filter { seen.insert($0).inserted }
    return keys.flatMap { key in
      models.filter { $0 > key.modelIndex }.flatMap { second -> [Comparison] in
        guard let a = cells[key], let b = cells[key.of(model: second)] else { return [] }
        return comparisons(a, b, rules: results.study.rules, bootstrap: bootstrap, replicates: replicates)
      }
    }
  }

  /// What two cells must share to be compared.
  private struct CellKey: Hashable {
    var modelIndex: Int
    var size: Int
    var varied: [String]

    init(_ configuration: Configuration) {
      modelIndex = configuration.modelIndex
      size = configuration.size
      varied = configuration.varied
    }

    func of(model index: Int) -> CellKey {
      var key = self
      key.modelIndex = index
      return key
    }
  }

  /// One comparison a rule of the replicates of two configurations that differ in the model.
  private static func comparisons(
    _ a: [TrajectoryResult], _ b: [TrajectoryResult], rules: [StoppingRule], bootstrap: ReplicateBootstrap,
    replicates: Int
  ) -> [Comparison] {
    guard let one = a.first?.configuration, let other = b.first?.configuration, one.depth != other.depth
    else { return [] }
    let (deeper, shallower) = isDeeper(one, than: other) ? (a, b) : (b, a)
    let (deep, shallow) = isDeeper(one, than: other) ? (one, other) : (other, one)
    let isAgainstBaseline = shallow.depth == nil
    return rules.compactMap { rule in
      let differences = (1...max(replicates, 1)).map { replicate -> Double? in
        guard let x = testAccuracy(deeper, replicate, rule), let y = testAccuracy(shallower, replicate, rule) else {
          return nil
        }
        return x - y
      }
      let answered = (a + b).contains { $0.trial(of: rule) != nil }
      guard answered else { return nil }
      let pairs = differences.count { $0 != nil }
      let difference = bootstrap.interval(differences)
      return Comparison(
        deeperIndex: deep.modelIndex, deeper: deep.model, shallowerIndex: shallow.modelIndex,
        shallower: shallow.model, size: deep.size, varied: deep.varied, rule: rule, pairs: pairs,
        difference: difference, isAgainstBaseline: isAgainstBaseline,
        verdict: verdict(difference, pairs: pairs, isAgainstBaseline: isAgainstBaseline))
    }
  }

  private static func testAccuracy(_ results: [TrajectoryResult], _ replicate: Int, _ rule: StoppingRule) -> Double? {
    guard let trajectory = results.first(where: { $0.replicate == replicate }), let trial = trajectory.trial(of: rule)
    else { return nil }
    return Measure.testAccuracy.value(of: trial, in: trajectory)
  }

  /// Whether `one` has more hidden layers, or is a network and the other model is none.
  private static func isDeeper(_ one: Configuration, than other: Configuration) -> Bool {
    guard let depth = one.depth else { return false }
    return other.depth.map { depth > $0 } ?? true
  }

  private static func verdict(_ difference: Interval?, pairs: Int, isAgainstBaseline: Bool) -> Verdict {
    guard let difference, pairs >= fewestPairs else { return .undecided }
    if difference.low > 0 { return isAgainstBaseline ? .network : .deeper }
    if difference.high < 0 { return isAgainstBaseline ? .baseline : .shallower }
    return .undecided
  }
}
