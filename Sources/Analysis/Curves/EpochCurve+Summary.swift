import NeuralNetwork
import Study

extension EpochCurve {
  /// Averages loss and `metric` over the histories of one configuration, after the epochs that are drawn.
  static func curve(
    of cell: ConfigurationRuns, rules: [StoppingRule], metric: Metric, bootstrap: ReplicateBootstrap
  ) -> EpochCurve {
    let trajectories = cell.trajectories
    let histories = cell.meanHistories
    let length = histories.compactMap { $0?.count }.max() ?? 0
    let stops = rules.compactMap { rule -> Stop? in
      guard rule != .none, trajectories.contains(where: { $0.trial(of: rule)?.status == .ok }) else { return nil }
      // As in the tables, a run in which the rule never fired counts with its last epoch.
      let epochs = trajectories.compactMap { trajectory in
        trajectory.trial(of: rule).flatMap { Measure.stoppedEpoch.value(of: $0, in: trajectory) }
      }
      guard !epochs.isEmpty else { return nil }
      return Stop(rule: rule, meanEpoch: epochs.reduce(0, +) / Double(epochs.count))
    }
    let ends = histories.compactMap { $0?.count }
    let epochs = DrawnEpochs.chosen(
      of: length, keeping: ends + ends.map { $0 + 1 } + stops.flatMap { [Int($0.meanEpoch), Int($0.meanEpoch) + 1] }
    ) {
      Measure.scores([metric]).map { $0.means(of: histories.compactMap(\.self), at: 1..<length + 1) }
    }
    var summaries: [Measure: [Interval]] = [:]
    for measure in Measure.scores([metric]) {
      // A mean of some of the runs would not go with those of the others.
      let isWhole = histories.allSatisfy { history in
        history.map { history in epochs.allSatisfy { $0 > history.count || measure.isMeasured(in: history[$0 - 1]) } }
          ?? true
      }
      guard isWhole else { continue }
      let intervals = epochs.compactMap { epoch in
        bootstrap.interval(
          ReplicateValues(
            histories.map { $0.flatMap { $0.count >= epoch ? measure.value(of: $0[epoch - 1]) : nil } }),
          within: measure.bounds)
      }
      if length > 0 && intervals.count == epochs.count { summaries[measure] = intervals }
    }
    return EpochCurve(
      configuration: cell.configuration, epochs: epochs,
      counts: epochs.map { epoch in histories.count { $0.map { $0.count >= epoch } ?? false } },
      diverged: trajectories.count { $0.diverged }, summaries: summaries, stops: stops)
  }
}
