import NeuralNetwork
import Study

extension CurvePoint {
  /// Sums up the trials of one configuration, for each rule of the study that any of them answers.
  static func points(
    of cell: ConfigurationRuns, study: StudyDescription, measures: [Measure], bootstrap: ReplicateBootstrap
  ) -> [CurvePoint] {
    study.rules.compactMap { rule in
      let trials = cell.trials(rule)
      let present = trials.compactMap { $0?.trial.status }
      guard !present.isEmpty else { return nil }
      var summaries: [Measure: Interval] = [:]
      let sampling = testSampling(trials, study)
      for measure in measures where !trials.contains(where: { $0.map(measure.isLacking) ?? false }) {
        let values = trials.map { $0.flatMap { measure.value(of: $0.trial, in: $0.trajectory) } }
        summaries[measure] =
          published(measure, trials)
          ?? bootstrap.interval(
            ReplicateValues(values, sampling: measure.isOnTest(study.metric) ? sampling : nil), within: measure.bounds)
      }
      return CurvePoint(
        key: CurveKey(cell.configuration, rule), size: cell.configuration.size,
        count: present.count { $0 != .diverged },
        maxEpochs: present.count { $0 == .maxEpochs }, diverged: present.count { $0 == .diverged },
        atChance: trials.atChance,
        coversTestSamples: sampling != nil, summaries: summaries)
    }
  }

  /// Puts the points of each curve together, curves in the order of their first points.
  static func byCurve(_ points: [CurvePoint]) -> [CurvePoint] {
    var order: [CurveKey: Int] = [:]
    for point in points where order[point.key] == nil { order[point.key] = order.count }
    return points.enumerated().sorted { first, second in
      let (a, b) = (order[first.element.key] ?? 0, order[second.element.key] ?? 0)
      return a != b ? a < b : first.offset < second.offset
    }.map(\.element)
  }

  /// The mean that another program gives in place of replicates, with the interval that follows from its standard
  /// error. Nil if there is none.
  private static func published(_ measure: Measure, _ trials: [ConfigurationRuns.Run?]) -> Interval? {
    let present = trials.compactMap(\.self)
    guard present.count == 1, let run = present.first, let errors = run.trajectory.recordings.standardErrors,
      let mean = measure.value(of: run.trial, in: run.trajectory)
    else { return nil }
    let record = EpochRecord(
      epoch: 1, updates: nil, train: errors.train, validation: errors.validation, test: errors.test, seconds: nil)
    let error: Double? =
      switch measure {
      case .loss, .metric: measure.value(of: record)
      default: nil
      }
    return error.map { error in
      let margin = Interval.normalQuantile * error
      return Interval(mean: mean, low: mean - margin, high: mean + margin).kept(within: measure.bounds)
    }
  }

  /// How the mean of the leading metric on test data, of the runs that did not diverge, depends on the test samples; nil if
  /// that is not known or wanted.
  private static func testSampling(_ runs: [ConfigurationRuns.Run?], _ study: StudyDescription) -> TestSampling? {
    guard study.intervals != .replicates else { return nil }
    let measure = Measure.test(study.metric)
    return TestSampling(
      runs.compactMap(\.self).filter { measure.value(of: $0.trial, in: $0.trajectory) != nil }.map {
        [(1, $0.trajectory.values(of: study.metric, reportedBy: $0.trial))]
      })
  }
}

extension Measure {
  /// Whether it is a metric on test data, or that minus something measured on other data.
  fileprivate func isOnTest(_ leading: Metric) -> Bool {
    switch self {
    case .metric(leading, .test), .gap(leading), .shift(leading): true
    default: false
    }
  }
}
