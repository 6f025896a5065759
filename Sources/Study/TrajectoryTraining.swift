import Datasets
import NeuralNetwork
import SeededRandom

extension StudyPlan {
  /// Trains one trajectory until the last of the plan's rules has fired.
  ///
  /// `observe` is told after each epoch how many are done; `archive` takes the models that the study records.
  /// - Returns: nil if `cancellation` was requested on the way.
  /// - Throws: what the archive throws, or ``DeadNeuronError``.
  public func train(
    _ planned: PlannedTrajectory, on inputs: TrajectoryInputs, cancellation: Cancellation,
    archive: (any ModelArchive)? = nil, observe: (Int) -> Void = { _ in }
  ) throws -> TrajectoryResult? {
    switch planned.learner {
    case .network(let architecture, let settings):
      let trainer = TrajectoryTrainer(
        architecture: architecture, settings: settings, samples: inputs.samples, seed: StudySeed(study.seed),
        replicate: planned.replicate)
      return try train(
        planned, by: trainer, inputs, epochs: settings.epochs, cancellation: cancellation, archive: archive,
        observe: observe)
    case .supportVectorMachine(let settings):
      return try train(planned, settings, inputs)
    }
  }

  private func train(
    _ planned: PlannedTrajectory, by trainer: TrajectoryTrainer, _ inputs: TrajectoryInputs, epochs: Int,
    cancellation: Cancellation, archive: (any ModelArchive)?, observe: (Int) -> Void
  ) throws -> TrajectoryResult? {
    let network = trainer.network
    let probe = study.record.deadNeurons ? probe(of: network, inputs, replicate: planned.replicate) : nil
    var deadNeurons = try probe.map { DeadNeuronHistory(probes: $0.samples, counts: [try $0.count()]) }
    var batchLosses: [Float]? = study.record.batchLoss ? [] : nil
    var snapshots = WeightSnapshots(archive == nil ? .none : study.record.models)
    var pending = rules.map(StoppingMonitor.init)
    var history: [EpochRecord] = []
    var diverged = false
    training: while !pending.isEmpty && history.count < epochs {
      let outcome = trainer.trainEpoch(shouldStop: { cancellation.isRequested }, batchLoss: { batchLosses?.append($0) })
      switch outcome {
      case .cancelled:
        return nil
      case .diverged:
        diverged = true
        break training
      case .finished(let record):
        history.append(record)
        if let probe { deadNeurons?.counts.append(try probe.count()) }
        var stopped: [StoppingMonitor] = []
        for index in pending.indices.reversed() where pending[index].observe(record) {
          stopped.append(pending.remove(at: index))
        }
        snapshots.observe(network, epoch: record.epoch, pending: pending, stopped: stopped)
        observe(history.count)
      }
    }
    var recordings = Recordings()
    recordings.batchLosses = batchLosses
    recordings.deadNeurons = deadNeurons
    if !diverged {
      snapshots.finish(network, epoch: history.count, pending: pending)
      if planned.replicate == 1 {
        let evaluator = Evaluator(network)
        recordings.decisions = try DecisionMap(of: inputs) { evaluator.classes(of: $0) }
        recordings.firstLayer = FirstLayerImages(of: network, shape: inputs.shape)
      }
    }
    let trials = TrajectoryResult.replay(history, diverged: diverged, rules: rules, epochs: epochs)
    for (epoch, network) in snapshots.kept.sorted(by: { $0.key < $1.key }) {
      try archive?.save(
        network, of: planned, inputs: inputs, record: history[epoch - 1],
        rules: trials.filter { $0.epoch == epoch }.map(\.rule))
      recordings.savedEpochs.append(epoch)
    }
    return TrajectoryResult(
      key: planned.key, configuration: planned.configuration, replicate: planned.replicate, history: history,
      diverged: diverged, trials: trials, chance: inputs.chance, recordings: recordings)
  }

  /// Prepares to look for dead neurons on test samples that are the same for all models of a replicate.
  private func probe(
    of network: Network<Float>, _ inputs: TrajectoryInputs, replicate: Int
  ) -> DeadNeuronProbe {
    var stream = StudySeed(study.seed).generator(for: .probeSamples, UInt64(replicate))
    let test = inputs.selection.test
    var rows = Array(0..<test.count)
    stream.shuffle(&rows)
    let chosen = Array(rows.prefix(study.record.probeSamples))
    return DeadNeuronProbe(network, features: test.scaledFeatures(at: chosen), samples: chosen.count)
  }
}
