import NeuralNetwork

/// What is left of a plan, given the stored trajectories.
public struct RemainingWork: Sendable {
  /// Trajectories to train, in the order of the plan.
  public var missing: [PlannedTrajectory]
  /// Stored runs to save again for new rules, a renamed configuration or another limit of epochs; no training.
  public var replayed: [TrajectoryResult]
  /// What becomes of runs with another limit of epochs.
  public var otherLimits = OtherLimits()
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
  ///
  /// A missing trajectory may have been trained with another limit of epochs: its history then serves as far as it goes, and
  /// training goes on from its end if `finalStates` has its key.
  public func remaining(
    given stored: [TrajectoryResult], archive: (any ModelArchive)? = nil, finalStates: Set<String> = []
  ) -> RemainingWork {
    let byKey = Dictionary(stored.map { ($0.key, $0) }) { first, _ in first }
    let relatives = RelatedTrajectories(stored)
    var work = RemainingWork(missing: [], replayed: [], diverged: 0)
    for planned in trajectories {
      if let result = byKey[planned.key].flatMap({ usable($0, as: planned, in: archive) }) {
        if result != byKey[planned.key] { work.replayed.append(result) }
        work.diverged += result.diverged ? 1 : 0
        continue
      }
      let related = relatives.of(planned, in: self)
      if let result = related.lazy.compactMap({ usable($0, as: planned, in: archive) }).first {
        work.replayed.append(result)
        work.otherLimits.taken += 1
        work.diverged += result.diverged ? 1 : 0
        continue
      }
      work.missing.append(planned)
      guard !related.isEmpty else { continue }
      if let earlier = related.first(where: { finalStates.contains($0.key) && canContinue($0, as: planned) }) {
        work.otherLimits.continued[planned.key] = earlier
      } else if planned.isIndependentOfLimit {
        work.otherLimits.anew += 1
      } else {
        work.otherLimits.scheduled += 1
      }
    }
    return work
  }

  /// A stored run as what is planned, with the trials that the study asks for; nil if it does not have all of them, or not
  /// all that is to be recorded.
  private func usable(
    _ stored: TrajectoryResult, as planned: PlannedTrajectory, in archive: (any ModelArchive)?
  ) -> TrajectoryResult? {
    guard var result = stored.key == planned.key ? answered(stored, as: planned) : taken(stored, as: planned) else {
      return nil
    }
    guard result.trials.count == rules.count,
      result.keeps(
        study, testSamples: facts.test(ofDraw: study.replicates.draws(of: planned.replicate).data), in: archive)
    else { return nil }
    // Models may have been put in another order since.
    result.configuration = planned.configuration
    return result
  }

  /// A run with another limit as what is planned, to the bit; nil if its history does not tell.
  private func taken(_ stored: TrajectoryResult, as planned: PlannedTrajectory) -> TrajectoryResult? {
    guard planned.isIndependentOfLimit, var result = exact(stored, as: planned) else { return nil }
    result.key = planned.key
    // Models were saved under its own key.
    result.recordings.savedEpochs = []
    return result
  }

  /// A stored run as the study would have trained it by itself.
  private func exact(_ stored: TrajectoryResult, as planned: PlannedTrajectory) -> TrajectoryResult? {
    stored.measured(by: study.metrics, loss: loss(of: planned)).asTrained(for: rules, epochs: planned.epochLimit)?
      .recording(only: study)
  }

  /// Returns those of the trajectories that another folder has `stored`, its models in `archive`, that come out to the bit
  /// as this plan would train them.
  public func reusable(_ stored: [TrajectoryResult], archive: (any ModelArchive)?) -> [TrajectoryResult] {
    let byKey = Dictionary(stored.map { ($0.key, $0) }) { first, _ in first }
    return trajectories.compactMap { planned in
      byKey[planned.key].flatMap { exact($0, as: planned) }.flatMap { usable($0, as: planned, in: archive) }
    }
  }

  /// A stored run with the trials that its history answers, also those of rules on a metric that the history has only as
  /// its loss.
  private func answered(_ stored: TrajectoryResult, as planned: PlannedTrajectory) -> TrajectoryResult {
    var result = stored
    result.trials =
      stored.measured(by: study.metrics, loss: loss(of: planned))
      .answering(rules, epochs: planned.epochLimit).trials
    return result
  }
}
