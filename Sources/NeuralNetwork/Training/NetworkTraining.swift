import Kernels
import SeededRandom

/// A network that is trained and measured on samples, in single or double precision.
protocol SampleTraining: AnyObject {
  /// Updates made so far.
  var updates: Int { get }
  /// Prepares for the updates of an epoch, from 1, of which some or all are still to be made.
  func begin(epoch: Int, seed: StudySeed, replicate: Int)
  /// Makes one update with the samples that `order` names in `range`; returns their summed loss before it.
  func update(_ range: Range<Int>, of order: [Int32], learningRate: Double) -> Double
  /// Scores the network as it is, on the test set only if `withTest`; with the value of the metric `kept` on each test
  /// sample.
  func scores(
    withTest: Bool, keeping kept: Metric?
  ) -> (train: Score, validation: Score?, test: (score: Score, values: SampleValues?)?)
  /// The parameters and the optimiser's moments, as ``TrainingState`` has them.
  var values: [[Double]] { get }
  /// Takes over the values and the updates of `state`; false, with nothing changed, if they do not fit.
  func resume(from state: TrainingState) -> Bool
  /// Copies the parameters, rounded to single precision, unless `network` is the one that is trained.
  func round(into network: Network<Float>)
}

final class NetworkTraining<Scalar: KernelScalar>: SampleTraining {
  private let network: Network<Scalar>
  private let samples: TrajectorySamples<Scalar>
  private let updater: Updater<Scalar>
  private let evaluator: Evaluator<Scalar>
  private let batch: RowBatch<Scalar>
  private let dropout: Dropout<Scalar>?
  /// The most samples of an update that pass through the network at once.
  private let blockCapacity: Int
  /// The labels, or the quantities, of the samples that do.
  private var batchLabels: [Int32]
  private var batchQuantities: [Scalar]

  init(
    _ network: Network<Scalar>, settings: TrainingSettings, samples: TrajectorySamples<Scalar>, metrics: [Metric],
    batchSize: Int
  ) {
    self.network = network
    self.samples = samples
    blockCapacity = Updater<Scalar>.blockCapacity(batchSize, engine: settings.engine)
    dropout = Dropout(settings, network.architecture, capacity: blockCapacity)
    updater = Updater(
      network, capacity: blockCapacity, optimiser: settings.optimiser, l2: settings.l2, engine: settings.engine,
      classWeights: settings.classWeights.weights(of: samples.train.labels), masks: dropout?.hiddenMasks ?? [])
    evaluator = Evaluator(network, metrics: metrics)
    batch = RowBatch(of: samples.train.features, capacity: blockCapacity)
    let isOfQuantities = samples.train.quantities != nil
    batchLabels = Array(repeating: 0, count: isOfQuantities ? 0 : blockCapacity)
    batchQuantities = Array(repeating: 0, count: isOfQuantities ? blockCapacity : 0)
  }

  var updates: Int { updater.updates }

  func begin(epoch: Int, seed: StudySeed, replicate: Int) {
    dropout?.begin(epoch: epoch, seed: seed, replicate: replicate)
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func update(_ range: Range<Int>, of order: [Int32], learningRate: Double) -> Double {
    let count = range.count
    // As equal as can be, for kernels treat a few rows in another way, and with other roundings, than many.
    let blocks = (count + blockCapacity - 1) / blockCapacity
    return updater.update(samples: count, learningRate: learningRate, blocks: blocks) { index in
      let block = range.lowerBound + index * count / blocks..<range.lowerBound + (index + 1) * count / blocks
      let rows = batch.rows(block, of: order)
      return (dropout?.applied(to: rows, at: block) ?? rows, targets(block, of: order))
    }
  }

  /// What the network should give for the samples that `order` names in `range`.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private func targets(_ range: Range<Int>, of order: [Int32]) -> Targets<Scalar> {
    if let quantities = samples.train.quantities {
      for (position, index) in order[range].enumerated() { batchQuantities[position] = quantities.scaled[Int(index)] }
      return .quantities(batchQuantities[0..<range.count])
    }
    let labels = samples.train.labels
    for (position, index) in order[range].enumerated() { batchLabels[position] = labels[Int(index)] }
    return .classes(batchLabels[0..<range.count])
  }

  func scores(
    withTest: Bool, keeping kept: Metric?
  ) -> (train: Score, validation: Score?, test: (score: Score, values: SampleValues?)?) {
    (
      evaluator.score(samples.train), samples.validation.map(evaluator.score),
      withTest ? evaluator.measure(samples.test, keeping: kept) : nil
    )
  }

  private var parts: [Parameters<Scalar>] { [network.parameters] + updater.moments }

  var values: [[Double]] { parts.map { $0.values.map { Double($0) } } }

  func resume(from state: TrainingState) -> Bool {
    let parts = parts
    guard state.values.map(\.count) == parts.map(\.count) else { return false }
    for (part, values) in zip(parts, state.values) { part.assign(values.map { Scalar($0) }) }
    updater.resume(updates: state.updates)
    return true
  }

  func round(into network: Network<Float>) {
    guard Scalar.self != Float.self else { return }
    network.parameters.assign(self.network.parameters.values.map { Float($0) })
  }
}
