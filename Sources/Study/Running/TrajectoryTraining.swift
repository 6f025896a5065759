import Datasets
public import Foundation
import NeuralNetwork

extension StudyPlan {
  /// Trains one trajectory until the last of the plan's rules has fired.
  ///
  /// `observe` is told how many epochs are done, after each; `archive` takes the models that the study records;
  /// `checkpoints` is where a network's trajectory on its way is kept, and taken up again.
  /// - Returns: nil if `cancellation` was requested on the way.
  /// - Throws: what the archive or the keeper of checkpoints throws, or `DeadNeuronError`.
  public func train(
    _ planned: PlannedTrajectory, on inputs: TrajectoryInputs, cancellation: Cancellation,
    archive: (any ModelArchive)? = nil, checkpoints: Checkpoints? = nil, observe: (Int) -> Void = { _ in }
  ) throws -> TrajectoryResult? {
    switch planned.learner {
    case .network(let architecture, let settings):
      var trajectory = try NetworkTrajectory(
        self, planned, architecture, settings, inputs, keepsModels: archive != nil)
      let isFinished = try trajectory.train(cancellation: cancellation, checkpoints: checkpoints) {
        observe($0.history.count)
      }
      return isFinished ? try result(of: trajectory, planned, inputs, archive: archive) : nil
    case .supportVectorMachine(let settings):
      return try train(planned, settings, inputs)
    }
  }

  /// Where the checkpoint of a trajectory is kept.
  public struct Checkpoints {
    /// The one there is.
    let load: () throws -> Data?
    let save: (Data) throws -> Void
    /// Whether it is time for one; asked before every batch.
    let isDue: () -> Bool

    public init(load: @escaping () throws -> Data?, save: @escaping (Data) throws -> Void, isDue: @escaping () -> Bool)
    {
      self.load = load
      self.save = save
      self.isDue = isDue
    }
  }

  /// What the networks that trials report make of the test samples.
  private func predictions(
    of snapshots: WeightSnapshots, _ trials: [TrialResult], _ inputs: TrajectoryInputs
  ) -> Predictions {
    let test = inputs.samples.test
    var predictions = Predictions()
    for epoch in Set(trials.compactMap(\.epoch)).sorted() {
      guard let network = snapshots.kept[epoch] else { continue }
      predictions.add(
        Evaluator(network).classes(of: test), labels: test.labels, classCount: inputs.classNames.count, epoch: epoch)
    }
    return predictions
  }

  private func result(
    of trajectory: NetworkTrajectory, _ planned: PlannedTrajectory, _ inputs: TrajectoryInputs,
    archive: (any ModelArchive)?
  ) throws -> TrajectoryResult {
    let (history, diverged) = (trajectory.history, trajectory.hasDiverged)
    var recordings = Recordings()
    recordings.batchLosses = trajectory.batchLosses
    recordings.deadNeurons = trajectory.deadNeurons
    if !diverged && planned.replicate == 1 {
      let evaluator = Evaluator(trajectory.network)
      recordings.decisions = try DecisionMap(of: inputs) { evaluator.classes(of: $0) }
      recordings.firstLayer = FirstLayerImages(of: trajectory.network, shape: inputs.shape)
    }
    let trials = trajectory.trials
    if study.keepsPredictions { recordings.predictions = predictions(of: trajectory.snapshots, trials, inputs) }
    var result = TrajectoryResult(
      key: planned.key, configuration: planned.configuration, replicate: planned.replicate, history: history,
      diverged: diverged, trials: trials, chance: inputs.chance(trajectory.network.loss, metrics: study.metrics),
      recordings: recordings)
    guard let archive else { return result }
    for epoch in result.wantedEpochs(study.record.models).sorted() {
      guard let network = trajectory.snapshots.kept[epoch] else { continue }
      try archive.save(
        network, of: planned, inputs: inputs, record: history[epoch - 1],
        rules: trials.filter { $0.epoch == epoch }.map(\.rule))
      result.recordings.savedEpochs.append(epoch)
    }
    return result
  }
}
