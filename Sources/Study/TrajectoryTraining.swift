public import Datasets
import NeuralNetwork
import SeededRandom

extension StudyPlan {
  /// Trains one trajectory until the last of the plan's rules has fired.
  ///
  /// - Returns: nil if `cancellation` was requested on the way.
  public func train(
    _ planned: PlannedTrajectory, on data: LoadedData, cancellation: Cancellation
  ) throws -> TrajectoryResult? {
    let trainer = TrajectoryTrainer(
      architecture: planned.architecture, settings: planned.settings, samples: try samples(of: planned, from: data),
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

  private func samples(of planned: PlannedTrajectory, from data: LoadedData) throws -> TrajectorySamples {
    let prepared = try PreparedData(
      data: data, split: try study.split(data, replicate: planned.replicate), size: planned.configuration.size,
      scaling: study.data.scale)
    func labelled(_ samples: SampleMatrix) -> LabelledSamples<Float> {
      LabelledSamples(features: samples.features, featureCount: samples.featureCount, labels: samples.labels)
    }
    return TrajectorySamples(
      train: labelled(prepared.train), validation: prepared.validation.map(labelled), test: labelled(prepared.test))
  }
}
