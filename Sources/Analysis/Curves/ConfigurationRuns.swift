import NeuralNetwork
import Study

/// The trajectories of one configuration, aligned by replicate. Everything that compares or averages replicates starts
/// from them.
struct ConfigurationRuns {
  let configuration: Configuration
  /// By replicate, from 1; nil for a replicate without a result.
  let byReplicate: [TrajectoryResult?]

  var trajectories: [TrajectoryResult] { byReplicate.compactMap(\.self) }

  /// What each replicate reports under `rule`, with its trajectory; nil where there is no trial.
  func trials(_ rule: StoppingRule) -> [(trial: TrialResult, trajectory: TrajectoryResult)?] {
    byReplicate.map { trajectory in
      trajectory.flatMap { trajectory in trajectory.trial(of: rule).map { ($0, trajectory) } }
    }
  }
}

extension StudyResults {
  /// One element for each configuration, in the order of the results, which are sorted by configuration.
  var byConfiguration: [ConfigurationRuns] {
    var groups: [[TrajectoryResult]] = []
    for trajectory in trajectories {
      if groups.last?.first?.configuration == trajectory.configuration {
        groups[groups.count - 1].append(trajectory)
      } else {
        groups.append([trajectory])
      }
    }
    return groups.compactMap { group in
      guard let configuration = group.first?.configuration else { return nil }
      var byReplicate = [TrajectoryResult?](repeating: nil, count: max(study.replicates.count, 1))
      for trajectory in group where byReplicate.indices.contains(trajectory.replicate - 1) {
        byReplicate[trajectory.replicate - 1] = trajectory
      }
      return ConfigurationRuns(configuration: configuration, byReplicate: byReplicate)
    }
  }
}
