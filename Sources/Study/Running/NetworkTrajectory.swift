import Datasets
public import Kernels
public import NeuralNetwork
import SeededRandom

/// A network's trajectory while it is trained, with its history and recordings so far.
///
/// This is the one loop that trains networks, in studies and alone, until the last of some stopping rules has fired.
public struct NetworkTrajectory {
  private let trainer: TrajectoryTrainer
  private let settings: TrainingSettings
  private let rules: [StoppingRule]
  private let record: RecordingSettings
  private let probe: DeadNeuronProbe?
  /// What was measured after each epoch so far.
  public private(set) var history: [EpochRecord] = []
  /// Whether a loss stopped being finite in the epoch after the last of `history`.
  public private(set) var hasDiverged = false
  private(set) var batchLosses: [Float]?
  private(set) var deadNeurons: DeadNeuronHistory?
  private(set) var snapshots: WeightSnapshots
  /// The leading metric on each test sample.
  private(set) var testValues = ReportedEpochs<SampleValues>()
  /// The rules that have not ended it yet.
  private(set) var pending: [StoppingMonitor]

  /// Creates the trajectory of a network that is trained alone; the weights that the rules report are kept.
  public init(_ trainer: TrajectoryTrainer, _ settings: TrainingSettings, rules: [StoppingRule]) {
    self.trainer = trainer
    self.settings = settings
    self.rules = rules
    record = RecordingSettings()
    probe = nil
    snapshots = WeightSnapshots(.everyStop, predicting: false)
    pending = rules.map(StoppingMonitor.init)
  }

  /// The trajectory that a study plans; draws the initial weights.
  ///
  /// - Throws: ``DeadNeuronError``.
  init(
    _ plan: StudyPlan, _ planned: PlannedTrajectory, _ architecture: Architecture, _ settings: TrainingSettings,
    _ inputs: TrajectoryInputs, keepsModels: Bool
  ) throws {
    self.settings = settings
    rules = plan.rules
    record = plan.study.record
    let draws = plan.study.replicates.draws(of: planned.replicate)
    func begin(_ samples: TrajectorySamples<some KernelScalar>) -> TrajectoryTrainer {
      TrajectoryTrainer(
        architecture: architecture, settings: settings, samples: samples, seed: StudySeed(plan.study.seed),
        replicate: draws.initialWeights, metrics: plan.study.metrics, keeping: plan.study.metric)
    }
    switch settings.precision {
    case .single: trainer = begin(inputs.samples)
    case .double: trainer = begin(inputs.samplesInDoublePrecision)
    }
    probe =
      record.deadNeurons
      ? Self.probe(of: trainer.network, inputs, plan.study, replicate: draws.data) : nil
    deadNeurons = try probe.map { DeadNeuronHistory(probes: $0.samples, counts: [try $0.count()]) }
    batchLosses = record.batchLoss ? [] : nil
    snapshots = WeightSnapshots(keepsModels ? record.models : .none, predicting: plan.study.keepsPredictions)
    pending = plan.rules.map(StoppingMonitor.init)
  }

  var network: Network<Float> { trainer.network }

  /// The trials of the rules, from the history so far.
  var trials: [TrialResult] {
    TrajectoryResult.replay(history, diverged: hasDiverged, rules: rules, epochs: settings.epochs)
  }

  /// Returns the epoch that `rule` reports, with its weights; nil if there is none or its weights were not kept.
  public func reported(by rule: StoppingRule) -> (record: EpochRecord, network: Network<Float>)? {
    guard let epoch = trials.first(where: { $0.rule == rule })?.epoch, let network = snapshots.kept[epoch] else {
      return nil
    }
    return (history[epoch - 1], network)
  }

  /// Whether the last rule has fired, or nothing is left to train.
  var hasEnded: Bool { hasDiverged || pending.isEmpty || history.count >= settings.epochs }

  /// Trains until the last rule has fired or all epochs are done, starting from the last checkpoint if there is one.
  ///
  /// `observe` is called after each epoch, and after a checkpoint was resumed.
  /// - Returns: false if `cancellation` was requested before the end.
  /// - Throws: `DeadNeuronError`, or errors of `checkpoints`.
  public mutating func train(
    cancellation: Cancellation, checkpoints: StudyPlan.Checkpoints? = nil, observe: (NetworkTrajectory) -> Void
  ) throws -> Bool {
    if let data = try checkpoints?.load(), let checkpoint = TrajectoryCheckpoint(data), resume(from: checkpoint) {
      observe(self)
    }
    while !hasEnded {
      let isFinished = try trainEpoch { cancellation.isRequested || checkpoints?.isDue() == true }
      if isFinished {
        observe(self)
        continue
      }
      try checkpoints?.save(checkpoint.encoded())
      if cancellation.isRequested { return false }
    }
    if !hasDiverged, !pending.isEmpty, settings.areIndependentOfLimit, let keep = checkpoints?.keepFinalState {
      keep(try FinalState(checkpoint).encoded())
    }
    if !hasDiverged {
      snapshots.finish(network, epoch: history.count, pending: pending)
      if let values = trainer.testValues { testValues.finish({ values }, epoch: history.count, pending: pending) }
    }
    return true
  }

  /// Trains an epoch, or the rest of one that was paused; false if `shouldStop` paused it.
  ///
  /// - Throws: ``DeadNeuronError``.
  mutating func trainEpoch(shouldStop: () -> Bool) throws -> Bool {
    switch trainer.trainEpoch(shouldStop: shouldStop, batchLoss: { batchLosses?.append($0) }) {
    case .paused:
      return false
    case .diverged:
      hasDiverged = true
    case .finished(let record):
      if let probe { deadNeurons?.counts.append(try probe.count()) }
      let stopped = take(record)
      snapshots.observe(network, epoch: record.epoch, pending: pending, stopped: stopped)
      if let values = trainer.testValues {
        if TestSampleValues.areKeptForAllEpochs(values, epochs: settings.epochs) {
          testValues.kept[record.epoch] = values
        } else {
          testValues.observe({ values }, epoch: record.epoch, pending: pending, stopped: stopped)
        }
      }
    }
    return true
  }

  /// Records the measurements of an epoch; returns the rules that fire after it.
  private mutating func take(_ record: EpochRecord) -> [StoppingMonitor] {
    history.append(record)
    var stopped: [StoppingMonitor] = []
    for index in pending.indices.reversed() where pending[index].observe(record) {
      stopped.append(pending.remove(at: index))
    }
    return stopped
  }

  /// Prepares to look for dead neurons on test samples that are the same for all models of a replicate.
  private static func probe(
    of network: Network<Float>, _ inputs: TrajectoryInputs, _ study: StudyDescription, replicate: Int
  ) -> DeadNeuronProbe {
    var stream = StudySeed(study.seed).generator(for: .probeSamples, UInt64(replicate))
    let test = inputs.selection.test
    var rows = Array(0..<test.count)
    stream.shuffle(&rows)
    let chosen = Array(rows.prefix(study.record.probeSamples))
    return DeadNeuronProbe(network, features: test.scaledFeatures(at: chosen), samples: chosen.count)
  }
}

// MARK: checkpoints

extension NetworkTrajectory {
  var checkpoint: TrajectoryCheckpoint {
    TrajectoryCheckpoint(
      trainer.state, precision: settings.precision, history: history, rules: rules, record: record,
      batchLosses: batchLosses, deadNeurons: deadNeurons, snapshots: snapshots, metric: keptMetric,
      testValues: testValues)
  }

  /// The name of the metric that is kept for each test sample; empty if none is.
  private var keptMetric: String { trainer.keptMetric?.name ?? "" }

  /// Continues from the checkpoint of a trajectory with the same key.
  ///
  /// - Returns: false, with nothing changed, if the checkpoint is damaged or of a study with other recordings: the
  ///   trajectory is then trained from its beginning, with the same result.
  mutating func resume(from checkpoint: TrajectoryCheckpoint) -> Bool {
    let epochs = checkpoint.epoch
    guard epochs <= settings.epochs else { return false }
    let losses = checkpoint.batchLosses.flatMap { NumberBytes.floats($0) }
    let isWhole =
      checkpoint.history.count == epochs && checkpoint.history.enumerated().allSatisfy { $1.epoch == $0 + 1 }
      && checkpoint.history.allSatisfy { Set(trainer.metrics).isSubset(of: $0.train.metrics) }
      && (record.batchLoss ? losses?.count == checkpoint.updates : checkpoint.batchLosses == nil)
      && fits(checkpoint.deadNeurons, epochs: epochs)
    guard checkpoint.rules == rules, checkpoint.record == record, checkpoint.precision == settings.precision, isWhole,
      checkpoint.metric == keptMetric, let state = checkpoint.state, let values = testValues(in: checkpoint)
    else { return false }
    var resumed = snapshots
    guard resumed.resume(from: checkpoint, like: network), trainer.resume(from: state) else { return false }
    snapshots = resumed
    testValues = values
    for record in checkpoint.history { _ = take(record) }
    deadNeurons = checkpoint.deadNeurons
    batchLosses = losses
    return true
  }

  /// The values on test samples that a checkpoint has; nil if they do not fit.
  private func testValues(in checkpoint: TrajectoryCheckpoint) -> ReportedEpochs<SampleValues>? {
    func values(_ snapshots: [TrajectoryCheckpoint.SampleSnapshot]) -> [Int: SampleValues]? {
      var values: [Int: SampleValues] = [:]
      for snapshot in snapshots {
        guard 1...max(checkpoint.epoch, 1) ~= snapshot.epoch, let found = snapshot.values(count: trainer.testCount)
        else {
          return nil
        }
        values[snapshot.epoch] = found
      }
      return values
    }
    guard let kept = values(checkpoint.testValues), let candidates = values(checkpoint.testCandidates) else {
      return nil
    }
    return ReportedEpochs(candidates: candidates, kept: kept)
  }

  private func fits(_ found: DeadNeuronHistory?, epochs: Int) -> Bool {
    guard let deadNeurons else { return found == nil }
    guard let found else { return false }
    let layers = deadNeurons.counts.first?.count
    return found.probes == deadNeurons.probes && found.counts.count == epochs + 1
      && found.counts.allSatisfy { $0.count == layers && $0.allSatisfy { $0 >= 0 } }
  }
}
