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
    var curves: [CurveKey: [Cell]] = [:]
    var order: [CurveKey] = []
    let measure = Measure.test(results.study.metric)
    for runs in results.byConfiguration {
      for rule in results.study.rules {
        let trials = runs.trials(rule)
        guard trials.contains(where: { $0 != nil }) else { continue }
        let key = CurveKey(runs.configuration, rule)
        if curves[key] == nil { order.append(key) }
        curves[key, default: []].append(
          Cell(
            size: runs.configuration.size,
            test: trials.map { $0.flatMap { measure.value(of: $0.trial, in: $0.trajectory) } },
            diverged: trials.count { $0?.trial.status == .diverged },
            atChance: trials.count { $0.map { $0.trajectory.isAtChance($0.trial) } ?? false }))
      }
    }
    return order.map { key in
      MeasuredCurve(key: key, cells: (curves[key] ?? []).sorted { $0.size < $1.size })
    }
  }
}
