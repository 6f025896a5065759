import NeuralNetwork

/// What a plan still needs, given what is stored.
public struct RemainingWork: Sendable {
  /// Trajectories to train, in the order of the plan.
  public var missing: [PlannedTrajectory]
  /// Stored trajectories whose history answers rules or stands under a configuration that they were not stored with.
  public var replayed: [TrajectoryResult]
  /// Of the trajectories that need no training, those that diverged.
  public var diverged: Int

  public var isEmpty: Bool { missing.isEmpty && replayed.isEmpty }
}

extension StudyPlan {
  /// Compares the plan with the trajectories that are stored; models that `archive` does not hold any more are missed.
  public func remaining(given stored: [TrajectoryResult], archive: (any ModelArchive)? = nil) -> RemainingWork {
    let byKey = Dictionary(stored.map { ($0.key, $0) }) { first, _ in first }
    var work = RemainingWork(missing: [], replayed: [], diverged: 0)
    for planned in trajectories {
      guard var result = byKey[planned.key]?.answering(rules, epochs: planned.epochLimit),
        result.trials.count == rules.count, result.keeps(study, testSamples: facts.test, in: archive)
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
}
