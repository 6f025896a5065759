import NeuralNetwork
import Study

extension CurvePoint {
  /// Sums up the trials of one configuration, for each of its rules in turn.
  ///
  /// `trajectories` are the replicates of one configuration, in any order.
  static func points(of trajectories: [TrajectoryResult], bootstrap: ReplicateBootstrap, replicates: Int)
    -> [CurvePoint]
  {
    guard let configuration = trajectories.first?.configuration, let rules = trajectories.first?.trials.map(\.rule)
    else {
      return []
    }
    return rules.indices.map { position in
      var trials: [(trial: TrialResult, trajectory: TrajectoryResult)?] = Array(repeating: nil, count: replicates)
      for trajectory in trajectories
      where trajectory.trials.indices.contains(position) && trials.indices.contains(trajectory.replicate - 1) {
        trials[trajectory.replicate - 1] = (trajectory.trials[position], trajectory)
      }
      let present = trials.compactMap { $0?.trial.status }
      var summaries: [Measure: Interval] = [:]
      for measure in Measure.allCases {
        summaries[measure] = bootstrap.interval(
          trials.map { $0.flatMap { measure.value(of: $0.trial, in: $0.trajectory) } })
      }
      return CurvePoint(
        key: CurveKey(
          modelIndex: configuration.modelIndex, model: configuration.model, hidden: configuration.hidden,
          parameters: configuration.parameters, varied: configuration.varied, rule: rules[position]),
        size: configuration.size, count: present.count { $0 != .diverged },
        maxEpochs: present.count { $0 == .maxEpochs }, diverged: present.count { $0 == .diverged },
        summaries: summaries)
    }
  }
}
