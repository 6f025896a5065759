import NeuralNetwork

/// What is left of a plan, given the stored trajectories.
public struct RemainingWork: Sendable {
  /// Trajectories to train, in the order of the plan.
  public var missing: [PlannedTrajectory]
  /// Stored runs to save again for new rules or a renamed configuration; no training.
  public var replayed: [TrajectoryResult]
  /// How many of the trajectories that need no training diverged.
  public var diverged: Int

  /// The number of replicates, from the first, of which nothing is missing.
  public func wholeReplicates(of replicates: Replicates) -> Int {
    (missing.map(\.replicate).min() ?? replicates.count + 1) - 1
  }

  /// Whether there is nothing to train and nothing to save again.
  public var isEmpty: Bool { missing.isEmpty && replayed.isEmpty }
}

extension StudyPlan {
  /// Compares the plan with the stored trajectories; one whose recorded models are no longer in `archive` is to be
  /// trained again.
  public func remaining(given stored: [TrajectoryResult], archive: (any ModelArchive)? = nil) -> RemainingWork {
    let byKey = Dictionary(stored.map { ($0.key, $0) }) { first, _ in first }
    var work = RemainingWork(missing: [], replayed: [], diverged: 0)
    for planned in trajectories {
      guard var result = byKey[planned.key].map({ answered($0, as: planned) }), result.trials.count == rules.count,
        result.keeps(
          study, testSamples: facts.test(ofDraw: study.replicates.draws(of: planned.replicate).data), in: archive)
      else {
        work.missing.append(planned)
        continue
      }
      // Models may have been put in another order since.
      result.configuration = planned.configuration
      if result != byKey[planned.key] { work.replayed.append(result) }
      work.diverged += result.diverged ? 1 : 0
    }
    return work
  }

  /// A stored run with the trials that its history answers, also those of rules on a metric that the history has only as
  /// its loss.
  private func answered(_ stored: TrajectoryResult, as planned: PlannedTrajectory) -> TrajectoryResult {
    let loss = planned.configuration.hidden.map { _ in study.settings(of: planned.configuration).loss }
    var result = stored
    result.trials =
      stored.measured(by: study.metrics, loss: loss)
      .answering(rules, epochs: planned.epochLimit).trials
    return result
  }
}
