public import NeuralNetwork
import SeededRandom

extension StudyPlan {
  /// Trains one trajectory until the last of the plan's rules has fired.
  ///
  /// `observe` is told after each epoch how many are done.
  /// - Returns: nil if `cancellation` was requested on the way.
  public func train(
    _ planned: PlannedTrajectory, on samples: TrajectorySamples, cancellation: Cancellation,
    observe: (Int) -> Void = { _ in }
  ) -> TrajectoryResult? {
    let trainer = TrajectoryTrainer(
      architecture: planned.architecture, settings: planned.settings, samples: samples,
      seed: StudySeed(study.seed), replicate: planned.replicate)
    var pending = rules.map(StoppingMonitor.init)
    var history: [EpochRecord] = []
    var diverged = false
    training: while !pending.isEmpty && history.count < planned.settings.epochs {
      switch trainer.trainEpoch(shouldStop: { cancellation.isRequested }) {
      case .cancelled:
        return nil
      case .diverged:
        diverged = true
        break training
      case .finished(let record):
        history.append(record)
        observe(history.count)
        pending = pending.compactMap { monitor in
          var monitor = monitor
          return monitor.observe(record) ? nil : monitor
        }
      }
    }
    return TrajectoryResult(
      key: planned.key, configuration: planned.configuration, replicate: planned.replicate, history: history,
      diverged: diverged,
      trials: TrajectoryResult.replay(
        history, diverged: diverged, rules: rules, epochs: planned.settings.epochs))
  }
}
