import NeuralNetwork
import Study

/// The trajectories of a study, read with any rule.
struct Runs {
  let results: StudyResults
  /// Positions of the trajectories that answer at least one of the family's own rules: of these, all have to answer others.
  private let answering: [Int]

  /// Trajectories that answer any of `rules`.
  init(_ results: StudyResults, answering rules: [StoppingRule]) {
    self.results = results
    let rules = Set(rules)
    answering = results.trajectories.indices.filter { index in
      results.trajectories[index].trials.contains { rules.contains($0.rule) }
    }
  }

  /// Where a rule ends each trajectory.
  struct Stop: Hashable {
    var status: TrialResult.Status
    var epoch, stoppedEpoch: Int?
  }

  /// Where `rule` ends each trajectory; nil if any of them ends too early to tell.
  func stops(_ rule: StoppingRule) -> [Stop]? {
    var stops: [Stop] = []
    stops.reserveCapacity(answering.count)
    for index in answering {
      guard let trial = trial(index, rule) else { return nil }
      stops.append(Stop(status: trial.status, epoch: trial.epoch, stoppedEpoch: trial.stoppedEpoch))
    }
    return stops
  }

  private func trial(_ index: Int, _ rule: StoppingRule) -> TrialResult? {
    let trajectory = results.trajectories[index]
    return trajectory.trial(of: rule)
      ?? TrajectoryResult.replay(
        trajectory.history, diverged: trajectory.diverged, rules: [rule],
        epochs: results.study.epochLimit(of: trajectory)
      ).first
  }

  /// The results that the study would have if `rule` were the only one under `stopping`.
  ///
  /// Of the epoch that a trial reports, the metric may not have been kept on each test sample, as no rule of the study
  /// reports it; then the nearest epoch of which it was kept stands in, which `isApproximate` says.
  func results(under rule: StoppingRule) -> (results: StudyResults, isApproximate: Bool) {
    var results = results
    results.study.stopping = [StoppingSpecification(name: rule.kind.name, rules: [rule])]
    var isApproximate = false
    for index in results.trajectories.indices { results.trajectories[index].trials = [] }
    for index in answering {
      guard let trial = trial(index, rule) else { continue }
      results.trajectories[index].trials = [trial]
      guard results.study.intervals != .replicates, let epoch = trial.epoch,
        let kept = results.trajectories[index].recordings.testValues, kept.byEpoch[epoch] == nil,
        let nearest = kept.byEpoch.keys.min(by: { (abs($0 - epoch), $0) < (abs($1 - epoch), $1) })
      else { continue }
      results.trajectories[index].recordings.testValues?.byEpoch[epoch] = kept.byEpoch[nearest]
      isApproximate = true
    }
    return (results, isApproximate)
  }
}
