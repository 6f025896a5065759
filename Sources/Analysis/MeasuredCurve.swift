import Study

/// What the trials of a learning curve report, replicate by replicate.
struct MeasuredCurve {
  var key: CurveKey
  /// By size, ascending.
  var cells: [Cell]

  struct Cell {
    var size: Int
    /// By replicate in order; nil without a result.
    var testAccuracy: [Double?]

    var count: Int { testAccuracy.count { $0 != nil } }
  }
}

extension MeasuredCurve {
  /// The curves of a study, in the order of its results.
  static func curves(_ results: StudyResults) -> [MeasuredCurve] {
    var curves: [CurveKey: [Int: [Double?]]] = [:]
    var order: [CurveKey] = []
    for trajectory in results.trajectories {
      let (configuration, replicate) = (trajectory.configuration, trajectory.replicate)
      guard (1...max(results.study.replicates.count, 1)).contains(replicate) else { continue }
      for trial in trajectory.trials {
        let key = CurveKey(configuration, trial.rule)
        if curves[key] == nil { order.append(key) }
        curves[key, default: [:]][
          configuration.size, default: Array(repeating: nil, count: max(results.study.replicates.count, 1))][
            replicate - 1] =
          Measure.testAccuracy.value(of: trial, in: trajectory)
      }
    }
    return order.map { key in
      MeasuredCurve(
        key: key,
        cells: (curves[key] ?? [:]).sorted { $0.key < $1.key }.map { Cell(size: $0.key, testAccuracy: $0.value) })
    }
  }
}
