import NeuralNetwork
import Study

extension Comparison {
  /// Compares every two models at every size and rule that both have, paired by replicate.
  static func pairs(_ results: StudyResults, bootstrap: ReplicateBootstrap) -> [Comparison] {
    let cells = Dictionary(grouping: results.trajectories) { CellKey($0.configuration) }
    let models = Set(results.trajectories.map(\.configuration.modelIndex)).sorted()
    let cellKeys = cells.keys.sorted { ($0.modelIndex, $0.order, $0.size) < ($1.modelIndex, $1.order, $1.size) }
    return models.flatMap { first in
      cellKeys.filter { $0.modelIndex == first }.flatMap { key in
        models.filter { $0 > first }.flatMap { second -> [Comparison] in
          guard let a = cells[key], let b = cells[key.of(model: second)] else { return [] }
          return comparisons(a, b, bootstrap: bootstrap, replicates: results.study.replicates)
        }
      }
    }
  }

  /// What two cells must share to be compared.
  private struct CellKey: Hashable {
    var modelIndex: Int
    var size: Int
    var varied: [String]
    var order: String { varied.joined(separator: "\u{1F}") }

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
    _ a: [TrajectoryResult], _ b: [TrajectoryResult], bootstrap: ReplicateBootstrap, replicates: Int
  ) -> [Comparison] {
    guard let one = a.first, let other = b.first else { return [] }
    func depth(_ result: TrajectoryResult) -> (Int, Int) {
      (result.configuration.hidden.count, result.configuration.parameters)
    }
    let (deeper, shallower) = depth(one) > depth(other) ? (a, b) : (b, a)
    guard let deep = deeper.first?.configuration, let shallow = shallower.first?.configuration else { return [] }
    return one.trials.indices.map { position in
      let differences = (1...max(replicates, 1)).map { replicate -> Double? in
        guard let x = testAccuracy(deeper, replicate, position), let y = testAccuracy(shallower, replicate, position)
        else { return nil }
        return x - y
      }
      let pairs = differences.count { $0 != nil }
      let difference = bootstrap.interval(differences)
      return Comparison(
        deeperIndex: deep.modelIndex, deeper: deep.model, shallowerIndex: shallow.modelIndex,
        shallower: shallow.model, size: deep.size, varied: deep.varied, rule: one.trials[position].rule,
        pairs: pairs, difference: difference, verdict: verdict(difference, pairs: pairs))
    }
  }

  private static func testAccuracy(_ results: [TrajectoryResult], _ replicate: Int, _ position: Int) -> Double? {
    guard let trajectory = results.first(where: { $0.replicate == replicate }),
      trajectory.trials.indices.contains(position)
    else { return nil }
    return Measure.testAccuracy.value(of: trajectory.trials[position], in: trajectory)
  }

  /// A single pair decides nothing, whatever its sign.
  private static func verdict(_ difference: Interval?, pairs: Int) -> Verdict {
    guard let difference, pairs > 1 else { return .undecided }
    return difference.low > 0 ? .deeper : difference.high < 0 ? .shallower : .undecided
  }
}
