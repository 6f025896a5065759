import ElementaryFunctions
public import Kernels
public import SeededRandom
import Threads

/// Trains one trajectory, epoch by epoch.
///
/// With backpropagation all memory is allocated when the run begins; an epoch allocates only its order of samples.
public final class TrajectoryTrainer {
  /// How an epoch ended.
  public enum Outcome: Sendable, Equatable {
    /// It is complete; these are its measurements.
    case finished(EpochRecord)
    /// The training or validation loss is not finite at the end of the epoch.
    case diverged
    /// `shouldStop` returned true during the epoch; the next call continues it.
    case paused
  }

  /// The network after the updates so far. In double precision, its parameters are rounded from those being trained,
  /// after each epoch.
  public let network: Network<Float>
  private let training: any SampleTraining
  private let settings: TrainingSettings
  private let trainCount: Int
  private let seed: StudySeed
  private let replicate: Int
  /// The metrics that each epoch is measured by, besides the loss.
  public let metrics: [Metric]
  /// The metric whose value on each test sample is kept; nil for none.
  public let keptMetric: Metric?
  /// Number of test samples.
  public let testCount: Int
  /// The value of a metric on each test sample when the network was last measured; nil unless they are kept.
  public private(set) var testValues: SampleValues?
  private let isShuffled: Bool
  private let measuresTest: Bool
  private let batchSize: Int
  /// Processor time of finished calls, in seconds.
  private var spent = 0.0
  /// The thread's processor time at the beginning of the call under way; nil between calls.
  private var lap: Double?
  /// Number of finished epochs.
  public private(set) var epoch = 0
  /// Batches done of the epoch under way.
  private var batches = 0
  /// Number of batches, and updates, of an epoch.
  private var batchesPerEpoch: Int {
    let (whole, rest) = trainCount.quotientAndRemainder(dividingBy: batchSize)
    return rest == 0 || settings.remainder == .drop ? whole : whole + 1
  }
  /// Number of weight updates so far.
  public var updates: Int { training.updates }

  /// Prepares a run with the initial weights of `replicate`, or with `initialParameters` in the order of
  /// ``Parameters``.
  ///
  /// `samples.train` must not be empty; samples are converted to the precision of `settings`. Without `shuffled`, every
  /// epoch visits the samples in their given order. Without `measuringTest`, epochs are measured on training and
  /// validation samples only. The value of `keptMetric`, one of `metrics`, is kept for each test sample.
  public init<Scalar: KernelScalar>(
    architecture: Architecture, settings: TrainingSettings, samples: TrajectorySamples<Scalar>, seed: StudySeed,
    replicate: Int, metrics: [Metric] = [.usual], keeping keptMetric: Metric? = nil,
    initialParameters: [Float]? = nil, shuffled: Bool = true, measuringTest: Bool = true
  ) {
    self.settings = settings
    trainCount = samples.train.count
    testCount = samples.test.count
    self.seed = seed
    self.replicate = replicate
    self.metrics = metrics
    self.keptMetric = keptMetric
    isShuffled = shuffled
    measuresTest = measuringTest
    switch settings.batch {
    case .count(let count): batchSize = min(count, samples.train.count)
    case .full: batchSize = samples.train.count
    }
    func network<Precision>(_: Precision.Type) -> Network<Precision> {
      let network = Network<Precision>(
        architecture: architecture, activation: settings.activation, loss: settings.loss, output: settings.output)
      if let initialParameters {
        network.parameters.assign(initialParameters.map { Precision($0) })
      } else {
        network.initialise(
          weights: settings.initialiser, biases: settings.biasInitialiser, seed: seed, replicate: replicate)
      }
      return network
    }
    switch settings.precision {
    case .single:
      self.network = network(Float.self)
      training = NetworkTraining(
        self.network, settings: settings, samples: samples.converted(to: Float.self), metrics: metrics,
        batchSize: batchSize)
    case .double:
      let double = network(Double.self)
      self.network = Network(
        architecture: architecture, activation: settings.activation, loss: settings.loss, output: settings.output)
      training = NetworkTraining(
        double, settings: settings, samples: samples.converted(to: Double.self), metrics: metrics,
        batchSize: batchSize)
      training.round(into: self.network)
    }
  }

  /// Trains one epoch, or the rest of a paused one, and measures it with its final weights.
  ///
  /// - Parameters:
  ///   - shouldStop: Asked before every batch; returning true pauses the run.
  ///   - batchLoss: Receives the mean loss of each batch, with the weights before its update.
  public func trainEpoch(shouldStop: () -> Bool, batchLoss: (Float) -> Void = { _ in }) -> Outcome {
    lap = threadProcessorSeconds()
    defer { (spent, lap) = (seconds, nil) }
    return updateEpoch(shouldStop: shouldStop, batchLoss: batchLoss) ? measure() : .paused
  }

  /// Makes the updates of one epoch, or the rest of a paused one, without measuring; returns false if `shouldStop`
  /// paused it.
  public func updateEpoch(shouldStop: () -> Bool, batchLoss: (Float) -> Void = { _ in }) -> Bool {
    let learningRate = settings.learningRate(inEpoch: epoch + 1)
    training.begin(epoch: epoch + 1, seed: seed, replicate: replicate)
    let order = batchOrder(epoch: epoch + 1)
    let batchCount = batchesPerEpoch
    while batches < batchCount {
      if shouldStop() { return false }
      let first = batches * batchSize
      let range = first..<min(first + batchSize, order.count)
      let share = settings.remainder == .scale ? Double(range.count) / Double(batchSize) : 1
      let loss = training.update(range, of: order, learningRate: learningRate * share)
      batches += 1
      // What NaN looks like depends on the processor.
      batchLoss(loss.isNaN ? .nan : Float(loss / Double(range.count)))
    }
    epoch += 1
    batches = 0
    training.round(into: network)
    return true
  }

  /// The current state, from which another trainer can continue.
  public var state: TrainingState {
    TrainingState(epoch: epoch, batches: batches, updates: updates, values: training.values, seconds: seconds)
  }

  /// Continues from the state of another run with the same settings and samples.
  ///
  /// - Returns: False, with nothing changed, if `state` cannot come from such a run.
  public func resume(from state: TrainingState) -> Bool {
    let perEpoch = batchesPerEpoch
    let (finished, overflow) = state.epoch.multipliedReportingOverflow(by: perEpoch)
    guard !overflow, state.epoch >= 0, (0..<perEpoch).contains(state.batches),
      state.updates >= 0, state.updates - state.batches == finished, state.seconds >= 0, state.seconds < 1e12,
      training.resume(from: state)
    else { return false }
    epoch = state.epoch
    batches = state.batches
    spent = state.seconds
    training.round(into: network)
    return true
  }

  /// Processor time of the training run so far.
  private var seconds: Double { spent + (lap.map { threadProcessorSeconds() - $0 } ?? 0) }

  /// The order in which an epoch visits the training samples; the same for every model of a replicate.
  private func batchOrder(epoch: Int) -> [Int32] {
    var order = Array(0..<Int32(trainCount))
    guard isShuffled else { return order }
    var stream = seed.generator(for: .batchOrder, UInt64(replicate), UInt64(epoch))
    stream.shuffle(&order)
    return order
  }

  /// Measures the network as it is now; never returns ``Outcome/paused``.
  public func measure() -> Outcome {
    let scores = training.scores(withTest: measuresTest, keeping: keptMetric)
    testValues = scores.test?.values
    var test = scores.test?.score
    // Test data decide nothing, so a test loss that overflows is recorded as infinite and training goes on.
    if let loss = test?.loss, !loss.isFinite { test?.loss = .infinity }
    let record = EpochRecord(
      epoch: epoch, updates: updates, train: scores.train, validation: scores.validation, test: test ?? .unmeasured,
      seconds: seconds)
    let decisive = [record.train.loss, record.validation?.loss]
    // A loss may be finite where parameters are not: relu makes 0 of −∞.
    let isFinite = decisive.allSatisfy { $0?.isFinite ?? true } && network.parameters.storage.isFinite
    return isFinite ? .finished(record) : .diverged
  }
}
