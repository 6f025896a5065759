import NeuralNetwork
import Study

extension EpochCurve {
  /// Averages loss and `metric` over the histories of one configuration.
  static func curve(
    of cell: ConfigurationRuns, rules: [StoppingRule], metric: Metric, bootstrap: ReplicateBootstrap
  ) -> EpochCurve {
    let trajectories = cell.trajectories
    let histories = cell.meanHistories
    let length = histories.compactMap { $0?.count }.max() ?? 0
    var summaries: [Measure: [Interval]] = [:]
    for measure in Measure.scores([metric]) {
      let intervals = (0..<length).compactMap { epoch in
        bootstrap.interval(
          ReplicateValues(
            histories.map { $0.flatMap { $0.indices.contains(epoch) ? measure.value(of: $0[epoch]) : nil } }),
          within: measure.bounds)
      }
      if length > 0 && intervals.count == length { summaries[measure] = intervals }
    }
    let stops = rules.compactMap { rule -> Stop? in
      guard rule != .none, trajectories.contains(where: { $0.trial(of: rule)?.status == .ok }) else { return nil }
      // As in the tables, a run in which the rule never fired counts with its last epoch.
      let epochs = trajectories.compactMap { trajectory in
        trajectory.trial(of: rule).flatMap { Measure.stoppedEpoch.value(of: $0, in: trajectory) }
      }
      guard !epochs.isEmpty else { return nil }
      return Stop(rule: rule, meanEpoch: epochs.reduce(0, +) / Double(epochs.count))
    }
    return EpochCurve(
      configuration: cell.configuration, epochs: Array(1..<length + 1),
      counts: (0..<length).map { epoch in histories.count { $0?.indices.contains(epoch) ?? false } },
      diverged: trajectories.count { $0.diverged }, summaries: summaries, stops: stops)
  }
}
