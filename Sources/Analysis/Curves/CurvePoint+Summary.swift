import NeuralNetwork
import Study

extension CurvePoint {
  /// Sums up the trials of one configuration, for each of `rules` that any of them answers.
  ///
  /// `trajectories` are the replicates of one configuration, in any order; `metrics` are those of the study.
  static func points(
    of trajectories: [TrajectoryResult], rules: [StoppingRule], metrics: [Metric], bootstrap: ReplicateBootstrap,
    replicates: Int
  ) -> [CurvePoint] {
    guard let configuration = trajectories.first?.configuration else { return [] }
    return rules.compactMap { rule in
      var trials: [(trial: TrialResult, trajectory: TrajectoryResult)?] = Array(repeating: nil, count: replicates)
      for trajectory in trajectories where trials.indices.contains(trajectory.replicate - 1) {
        trials[trajectory.replicate - 1] = trajectory.trial(of: rule).map { ($0, trajectory) }
      }
      let present = trials.compactMap { $0?.trial.status }
      guard !present.isEmpty else { return nil }
      var summaries: [Measure: Interval] = [:]
      for measure in Measure.all(metrics) {
        summaries[measure] = bootstrap.interval(
          trials.map { $0.flatMap { measure.value(of: $0.trial, in: $0.trajectory) } })
      }
      return CurvePoint(
        key: CurveKey(configuration, rule),
        size: configuration.size, count: present.count { $0 != .diverged },
        maxEpochs: present.count { $0 == .maxEpochs }, diverged: present.count { $0 == .diverged },
        atChance: trials.count { $0.map { $0.trajectory.isAtChance($0.trial) } ?? false },
        summaries: summaries)
    }
  }
}
