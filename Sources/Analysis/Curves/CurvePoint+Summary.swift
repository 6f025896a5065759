import NeuralNetwork
import Study

extension CurvePoint {
  /// Sums up the trials of one configuration, for each of `rules` that any of them answers; `metrics` are those of the
  /// study.
  static func points(
    of cell: ConfigurationRuns, rules: [StoppingRule], metrics: [Metric], bootstrap: ReplicateBootstrap
  ) -> [CurvePoint] {
    rules.compactMap { rule in
      let trials = cell.trials(rule)
      let present = trials.compactMap { $0?.trial.status }
      guard !present.isEmpty else { return nil }
      var summaries: [Measure: Interval] = [:]
      for measure in Measure.all(metrics) {
        summaries[measure] = bootstrap.interval(
          trials.map { $0.flatMap { measure.value(of: $0.trial, in: $0.trajectory) } })
      }
      return CurvePoint(
        key: CurveKey(cell.configuration, rule), size: cell.configuration.size,
        count: present.count { $0 != .diverged },
        maxEpochs: present.count { $0 == .maxEpochs }, diverged: present.count { $0 == .diverged },
        atChance: trials.count { $0.map { $0.trajectory.isAtChance($0.trial) } ?? false },
        summaries: summaries)
    }
  }
}
