import Datasets
public import Foundation
import NeuralNetwork

extension StudyPlan {
  /// Trains one trajectory until the last of the plan's rules has fired.
  ///
  /// `archive` takes the models that the study records. `checkpoints` is where an unfinished network trajectory is stored,
  /// and resumed from. `observe` is called after each epoch with the number of epochs done.
  ///
  /// - Returns: the result; nil if `cancellation` was requested before the end.
  /// - Throws: errors of the archive or of `checkpoints`, or `DeadNeuronError`.
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
      return try train(planned, settings, inputs, cancellation: cancellation)
    }
  }

  /// How the checkpoint of one trajectory is read and written.
  public struct Checkpoints {
    /// Returns the last checkpoint, or nil.
    let load: () throws -> Data?
    /// Stores a checkpoint in place of the last one.
    let save: (Data) throws -> Void
    /// Returns whether it is time for a checkpoint; called before every batch.
    let isDue: () -> Bool
    /// Takes the state of training if it ends at the limit of epochs; nil if nobody wants it.
    let keepFinalState: ((Data) -> Void)?

    /// Creates the three operations: `load` returns the last checkpoint or nil, `save` replaces it, and `isDue` is
    /// asked before every batch whether to save one. `keepFinalState` takes the state of a trajectory that ends at its limit
    /// of epochs.
    public init(
      load: @escaping () throws -> Data?, save: @escaping (Data) throws -> Void, isDue: @escaping () -> Bool,
      keepFinalState: ((Data) -> Void)? = nil
    ) {
      self.load = load
      self.save = save
      self.isDue = isDue
      self.keepFinalState = keepFinalState
    }
  }

  /// The predictions for the test samples by the networks that trials report.
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
    if !trajectory.testValues.kept.isEmpty {
      recordings.testValues = TestSampleValues(
        metric: study.metric, drawn: inputs.selection.drawnTest, groups: inputs.selection.test.groups,
        byEpoch: trajectory.testValues.kept)
    }
    if study.keepsPredictions { recordings.predictions = predictions(of: trajectory.snapshots, trials, inputs) }
    var result = TrajectoryResult(
      key: planned.key, configuration: planned.configuration, replicate: planned.replicate, history: history,
      diverged: diverged, trials: trials, chance: inputs.chance(trajectory.network.loss, metrics: study.metrics),
      recordings: recordings, epochLimit: planned.epochLimit)
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
