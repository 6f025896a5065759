import Study

/// What the trials of a learning curve report, replicate by replicate.
public struct MeasuredCurve: Sendable, Equatable {
  public var key: CurveKey
  /// By size, ascending.
  public var cells: [Cell]

  public struct Cell: Sendable, Equatable {
    public var size: Int
    /// The leading metric on test data, by replicate in order; nil without a result, or where the run diverged.
    public var test: [Double?]
    public var diverged: Int
    /// Of the replicates with a result, those not distinguishable from chance.
    public var atChance: Int

    public init(size: Int, test: [Double?], diverged: Int = 0, atChance: Int = 0) {
      self.size = size
      self.test = test
      self.diverged = diverged
      self.atChance = atChance
    }

    /// Whether no replicate is distinguishable from chance.
    var isAtChance: Bool { atChance == count }

    /// Replicates with a result.
    public var count: Int { test.count { $0 != nil } }
  }

  public init(key: CurveKey, cells: [Cell]) {
    self.key = key
    self.cells = cells
  }
}

extension MeasuredCurve {
  /// The curves of a study, in the order of its results.
  static func curves(_ results: StudyResults) -> [MeasuredCurve] {
    var curves: [CurveKey: [Int: Cell]] = [:]
    var order: [CurveKey] = []
    for trajectory in results.trajectories {
      let (configuration, replicate) = (trajectory.configuration, trajectory.replicate)
      guard (1...max(results.study.replicates.count, 1)).contains(replicate) else { continue }
      for trial in trajectory.trials {
        let key = CurveKey(configuration, trial.rule)
        if curves[key] == nil { order.append(key) }
        var cell =
          curves[key]?[configuration.size]
          ?? Cell(
            size: configuration.size,
            test: Array(repeating: nil, count: max(results.study.replicates.count, 1)))
        cell.test[replicate - 1] = Measure.test(results.study.metric).value(of: trial, in: trajectory)
        if trial.status == .diverged { cell.diverged += 1 }
        if trajectory.isAtChance(trial) { cell.atChance += 1 }
        curves[key, default: [:]][configuration.size] = cell
      }
    }
    return order.map { key in
      MeasuredCurve(
        key: key,
        cells: (curves[key] ?? [:]).values.sorted { $0.size < $1.size })
    }
  }
}
