import Study

/// The test values of a learning curve, replicate by replicate.
public struct MeasuredCurve: Sendable, Equatable {
  /// The curve: a model, its varied settings and the stopping rule.
  public var key: CurveKey
  /// One cell per training-set size, ascending.
  public var cells: [Cell]

  /// The replicates at one training-set size.
  public struct Cell: Sendable, Equatable {
    /// Number of training samples.
    public var size: Int
    /// The leading metric on test data, one value per replicate in order; nil without a result, or where the run
    /// diverged.
    public var test: [Double?]
    /// By replicate, what `test` has on each test sample; empty if intervals do not cover the test samples.
    var values: [OutcomeValues?] = []
    /// Number of replicates that diverged.
    public var diverged: Int
    /// How many replicates with a result are not distinguishable from chance; nil if that is not known.
    public var atChance: Int?

    /// Creates a cell from its parts.
    public init(size: Int, test: [Double?], diverged: Int = 0, atChance: Int? = 0) {
      self.size = size
      self.test = test
      self.diverged = diverged
      self.atChance = atChance
    }

    /// `test` with what other test samples would change.
    var replicates: ReplicateValues { ReplicateValues(test, terms: values.map { $0.map { [(1, $0)] } }) }

    /// Whether it is known that no replicate is distinguishable from chance.
    var isAtChance: Bool { atChance == count }

    /// Number of replicates with a result.
    public var count: Int { test.count { $0 != nil } }
  }

  /// Creates a curve from its cells, which must ascend by size.
  public init(key: CurveKey, cells: [Cell]) {
    self.key = key
    self.cells = cells
  }
}

extension MeasuredCurve {
  /// The curves of a study, in the order of its runs.
  static func curves(_ runs: [ConfigurationRuns], of study: StudyDescription) -> [MeasuredCurve] {
    var curves: [CurveKey: [Cell]] = [:]
    var order: [CurveKey] = []
    let measure = Measure.test(study.metric)
    for runs in runs {
      for rule in study.rules {
        let trials = runs.trials(rule)
        guard trials.contains(where: { $0 != nil }) else { continue }
        let key = CurveKey(runs.configuration, rule)
        if curves[key] == nil { order.append(key) }
        var cell = Cell(
          size: runs.configuration.size,
          test: trials.map { $0.flatMap { measure.value(of: $0.trial, in: $0.trajectory) } },
          diverged: trials.count { $0?.trial.status == .diverged },
          atChance: trials.atChance)
        if study.intervals != .replicates {
          cell.values = trials.map { $0.map { $0.trajectory.values(of: study.metric, reportedBy: $0.trial) } }
        }
        curves[key, default: []].append(cell)
      }
    }
    return order.map { key in
      MeasuredCurve(key: key, cells: (curves[key] ?? []).sorted { $0.size < $1.size })
    }
  }
}
