import Foundation
import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@Suite struct TrajectoryTrainerTests {
  /// Training, validation and test blobs of the given counts, the same for a seed.
  func blobs(_ train: Int, seed: UInt64) -> (train: RandomSamples, all: TrajectorySamples<Float>) {
    var generator = SeededGenerator(key: seed)
    let samples = RandomSamples.blobs(train, using: &generator)
    return (
      samples,
      TrajectorySamples(
        train: samples.labelled(), validation: RandomSamples.blobs(50, using: &generator).labelled(),
        test: RandomSamples.blobs(300, using: &generator).labelled())
    )
  }

  func trainer(
    _ settings: TrainingSettings, _ samples: TrajectorySamples<Float>, hidden: [Int] = [6], seed: UInt64 = 3,
    replicate: Int = 1
  ) -> TrajectoryTrainer {
    TrajectoryTrainer(
      architecture: Architecture(inputs: 2, hidden: hidden, outputs: 3), settings: settings, samples: samples,
      seed: StudySeed(seed), replicate: replicate)
  }

  /// The records of `epochs` epochs, their times left out; nil if one does not finish.
  func history(_ trainer: TrajectoryTrainer, epochs: Int) -> [EpochRecord]? {
    var records: [EpochRecord] = []
    for _ in 0..<epochs {
      guard case .finished(var record) = trainer.trainEpoch(shouldStop: { false }) else { return nil }
      record.seconds = 0
      records.append(record)
    }
    return records
  }

  /// Mean training loss after each epoch of mini-batch descent on the naive network, in the documented batch order.
  func naiveLosses(
    _ settings: TrainingSettings, _ samples: RandomSamples, hidden: [Int], batch: Int, epochs: Int,
    order: (Int) -> [Int32]
  ) -> [Double] {
    let network = Network<Float>(
      architecture: Architecture(inputs: 2, hidden: hidden, outputs: 3), activation: settings.activation,
      loss: settings.loss)
    network.initialise(
      weights: settings.initialiser, biases: settings.biasInitialiser, seed: StudySeed(3), replicate: 1)
    var naive = NaiveNetwork(network)
    return (1...epochs).map { epoch in
      let order = order(epoch).map { Int($0) }
      let rate = settings.learningRate * pow(settings.decay, Double(epoch - 1))
      for first in stride(from: 0, to: order.count, by: batch) {
        let indices = order[first..<min(first + batch, order.count)]
        if indices.count < batch && settings.remainder == .drop { break }
        let rate = settings.remainder == .scale ? rate * Double(indices.count) / Double(batch) : rate
        let gradient = naive.gradient(
          indices.map { samples.inputs[$0] }, indices.map { samples.labels[$0] }, l2: settings.l2)
        for index in gradient.indices { naive.parameters[index] -= rate * gradient[index] }
      }
      return naive.meanLoss(samples.inputs, samples.labels)
    }
  }

  /// The order in which replicate 1 of study seed 3 visits its samples in an epoch.
  func batchOrder(_ count: Int, epoch: Int) -> [Int32] {
    var order = Array(0..<Int32(count))
    var generator = StudySeed(3).generator(for: .batchOrder, 1, UInt64(epoch))
    generator.shuffle(&order)
    return order
  }

  /// The order of batches depends on replicate and epoch alone, so every architecture follows the same naive descent.
  @Test(arguments: [[], [4], [4, 3]]) func miniBatchesFollowTheSharedOrder(hidden: [Int]) throws {
    let seed = printedSeed()
    let (train, all) = blobs(23, seed: seed)
    var settings = TrainingSettings()
    settings.batch = .count(5)
    settings.activation = .tanh
    settings.l2 = 0.01
    settings.decay = 0.5
    let found = try #require(history(trainer(settings, all, hidden: hidden), epochs: 3)).compactMap(\.train.loss)
    let expected = naiveLosses(settings, train, hidden: hidden, batch: 5, epochs: 3) { batchOrder(23, epoch: $0) }
    #expect(largestDifference(found, expected) < 1e-5, "seed \(seed)")
    // The comparison can tell orders apart.
    let unshuffled = naiveLosses(settings, train, hidden: hidden, batch: 5, epochs: 3) { _ in Array(0..<23) }
    #expect(!(largestDifference(found, unshuffled) < 1e-4), "seed \(seed)")
  }

  /// From given parameters and in stored order, the replicate draws nothing.
  @Test func givenParametersInStoredOrderFollowTheNaiveDescent() throws {
    let seed = printedSeed()
    let (train, all) = blobs(23, seed: seed)
    var settings = TrainingSettings()
    settings.batch = .count(5)
    settings.activation = .tanh
    let architecture = Architecture(inputs: 2, hidden: [4], outputs: 3)
    let initial = Network<Float>(architecture: architecture, activation: .tanh, loss: .crossEntropy)
    initial.initialise(
      weights: settings.initialiser, biases: settings.biasInitialiser, seed: StudySeed(3), replicate: 1)
    let trainer = TrajectoryTrainer(
      architecture: architecture, settings: settings, samples: all, seed: StudySeed(99), replicate: 7,
      initialParameters: initial.parameters.values, shuffled: false)
    let found = try #require(history(trainer, epochs: 3)).compactMap(\.train.loss)
    let expected = naiveLosses(settings, train, hidden: [4], batch: 5, epochs: 3) { _ in Array(0..<23) }
    #expect(largestDifference(found, expected) < 1e-5, "seed \(seed)")
    #expect(trainer.updates == 15)
    #expect(trainer.network.parameters.values != initial.parameters.values)
  }

  @Test(arguments: [[], [6]]) func aFullBatchIsOneStepOfGradientDescent(hidden: [Int]) throws {
    let seed = printedSeed()
    let (train, all) = blobs(33, seed: seed)
    var settings = TrainingSettings()
    settings.batch = .full
    settings.activation = .sigmoid
    let records = try #require(history(trainer(settings, all, hidden: hidden), epochs: 4))
    let expected = naiveLosses(settings, train, hidden: hidden, batch: 33, epochs: 4) { _ in Array(0..<33) }
    #expect(largestDifference(records.compactMap(\.train.loss), expected) < 1e-5, "seed \(seed)")
    #expect(records.map(\.updates) == [1, 2, 3, 4])
  }

  @Test func aBatchLargerThanTheDataIsTheFullBatch() {
    let (_, all) = blobs(17, seed: 4)
    var (full, large, exact) = (TrainingSettings(), TrainingSettings(), TrainingSettings())
    full.batch = .full
    large.batch = .count(1000)
    exact.batch = .count(17)
    let expected = history(trainer(full, all), epochs: 3)
    #expect(expected != nil)
    #expect(history(trainer(large, all), epochs: 3) == expected)
    #expect(history(trainer(exact, all), epochs: 3) == expected)
  }

  @Test(arguments: [(1, 23), (5, 5), (22, 2), (23, 1)]) func anEpochTakesEverySample(batch: Int, updates: Int) {
    var settings = TrainingSettings()
    settings.batch = .count(batch)
    let records = history(trainer(settings, blobs(23, seed: 4).all), epochs: 2)
    #expect(records?.map(\.updates) == [updates, 2 * updates])
    #expect(records?.map(\.epoch) == [1, 2])
  }

  @Test func theSeedAndTheReplicateDecide() {
    let (_, all) = blobs(40, seed: 5)
    let settings = TrainingSettings()
    let expected = history(trainer(settings, all), epochs: 3)
    #expect(expected != nil)
    #expect(history(trainer(settings, all), epochs: 3) == expected)
    #expect(history(trainer(settings, all, seed: 4), epochs: 3) != expected)
    #expect(history(trainer(settings, all, replicate: 2), epochs: 3) != expected)
  }

  /// Validation and test samples are measured, never learnt from.
  @Test func otherSamplesChangeNothingInTraining() throws {
    let (_, all) = blobs(40, seed: 5)
    let alone = TrajectorySamples(train: all.train, validation: nil, test: all.train)
    let expected = try #require(history(trainer(TrainingSettings(), all), epochs: 3))
    let found = try #require(history(trainer(TrainingSettings(), alone), epochs: 3))
    #expect(found.map(\.train) == expected.map(\.train))
    #expect(found.allSatisfy { $0.validation == nil && $0.test == $0.train })
    #expect(expected.allSatisfy { $0.validation != nil && $0.test != $0.train })
  }

  @Test func divergesWhereTheLearningRateIsFarTooLarge() {
    var settings = TrainingSettings()
    settings.learningRate = 1e6
    settings.l2 = 0.01
    let trainer = trainer(settings, blobs(64, seed: 6).all, hidden: [8, 8])
    var outcome = trainer.measure()
    for _ in 0..<50 where outcome != .diverged { outcome = trainer.trainEpoch(shouldStop: { false }) }
    #expect(outcome == .diverged)
  }

  /// relu makes 0 of a bias of −∞, so that every loss stays finite; such a network can be neither kept nor used.
  @Test(arguments: [Precision.single, .double], [-Float.infinity, 0]) func divergesWhereAParameterIsNotFinite(
    precision: Precision, bias: Float
  ) {
    let samples = blobs(64, seed: 6).all
    let architecture = Architecture(inputs: 2, hidden: [3], outputs: 3)
    var parameters = Array(repeating: Float(0.1), count: architecture.parameterCount)
    parameters[6] = bias
    var settings = TrainingSettings()
    settings.precision = precision
    let trainer = TrajectoryTrainer(
      architecture: architecture, settings: settings, samples: samples, seed: StudySeed(1), replicate: 1,
      initialParameters: parameters)
    #expect((trainer.measure() == .diverged) == !bias.isFinite)
    #expect((trainer.trainEpoch(shouldStop: { false }) == .diverged) == !bias.isFinite)
  }

  @Test func stopsBetweenBatchesWhenAsked() {
    var settings = TrainingSettings()
    settings.batch = .count(10)
    let trainer = trainer(settings, blobs(40, seed: 7).all)
    var asked = 0
    let outcome = trainer.trainEpoch {
      asked += 1
      return asked == 3
    }
    #expect(outcome == .paused)
    #expect(asked == 3)
    #expect(trainer.epoch == 0)
    #expect(self.trainer(settings, blobs(40, seed: 7).all).trainEpoch(shouldStop: { true }) == .paused)
  }

  private static let settingsWithState: [TrainingSettings] = {
    var all: [TrainingSettings] = []
    for optimiser in [Optimiser.sgd, .momentum(0.9), .nesterov(0.9), .defaultAdam, .defaultAdamW] {
      for (precision, engine) in [(Precision.single, Engine.backprop), (.double, .backprop), (.single, .autodiff)] {
        var settings = TrainingSettings()
        settings.optimiser = optimiser
        settings.precision = precision
        settings.engine = engine
        settings.learningRate = 0.02
        settings.decay = 0.9
        settings.l2 = 0.001
        settings.batch = .count(7)
        all.append(settings)
        (settings.dropout, settings.inputDropout) = (0.25, 0.5)
        (settings.schedule, settings.warmUp, settings.classWeights) = (.cosine, 2, .balanced)
        all.append(settings)
      }
    }
    for precision in Precision.allCases {
      var settings = TrainingSettings()
      (settings.optimiser, settings.batch, settings.precision) = (.rprop, .full, precision)
      all.append(settings)
    }
    return all
  }()

  /// Of processor time, which waiting does not take; a state carries it on.
  @Test func secondsAreThoseOfTraining() throws {
    let seed = printedSeed()
    let samples = blobs(40, seed: seed).all
    var runner = trainer(TrainingSettings(), samples, hidden: [9])
    func seconds() -> Double? {
      if case .finished(let record) = runner.trainEpoch(shouldStop: { false }) { record.seconds } else { nil }
    }
    let first = try #require(seconds())
    Thread.sleep(forTimeInterval: 0.3)
    let state = runner.state
    runner = trainer(TrainingSettings(), samples, hidden: [9])
    #expect(runner.resume(from: state))
    let second = try #require(seconds())
    #expect(first > 0 && second > first && second - first < 0.2, "\(first), \(second)")
  }

  /// Whoever takes over a state in the middle of an epoch finds the bits that would have been found without.
  @Test(arguments: settingsWithState) func goesOnFromAStateWithTheSameBits(settings: TrainingSettings) throws {
    let seed = printedSeed()
    let samples = blobs(40, seed: seed).all
    let expected = try #require(history(trainer(settings, samples, hidden: [9, 5]), epochs: 5))
    var generator = SeededGenerator(key: seed)
    var runner = trainer(settings, samples, hidden: [9, 5])
    var found: [EpochRecord] = []
    var pauses = 0
    while found.count < 5 {
      var left = generator.below(settings.batch == .full ? 2 : 10)
      switch runner.trainEpoch(shouldStop: {
        left -= 1
        return left < 0
      }) {
      case .finished(var record):
        record.seconds = 0
        found.append(record)
      case .diverged: break
      case .paused:
        pauses += 1
        let next = trainer(settings, samples, hidden: [9, 5])
        #expect(next.resume(from: runner.state))
        #expect(next.state.values == runner.state.values)
        runner = next
      }
    }
    #expect(pauses > 0 && found == expected, "seed \(seed)")
  }

  @Test func refusesAStateOfAnotherRun() throws {
    let samples = blobs(40, seed: 8).all
    var settings = TrainingSettings()
    settings.batch = .count(10)
    settings.optimiser = .defaultAdam
    let first = trainer(settings, samples)
    _ = try #require(history(first, epochs: 2))
    let state = first.state
    #expect(state.epoch == 2 && state.batches == 0 && state.updates == 8 && state.values.count == 3)
    func isRefused(_ change: (inout TrainingState) -> Void) -> Bool {
      var changed = state
      change(&changed)
      let second = trainer(settings, samples)
      let before = second.network.parameters.values
      return !second.resume(from: changed) && second.network.parameters.values == before && second.epoch == 0
    }
    #expect(trainer(settings, samples).resume(from: state))
    #expect(isRefused { $0.epoch = 3 })
    #expect(isRefused { $0.epoch = -1 })
    #expect(isRefused { $0.epoch = .max })
    #expect(isRefused { ($0.batches, $0.updates) = (4, 12) })
    #expect(isRefused { $0.updates = 9 })
    #expect(isRefused { $0.updates = .min })
    #expect(isRefused { $0.seconds = .nan })
    #expect(isRefused { $0.seconds = -1 })
    #expect(isRefused { $0.values.removeLast() })
    #expect(isRefused { $0.values[1].removeLast() })
  }

  @Test(
    arguments: [
      (.sgd, 0.1), (.momentum(0.9), 0.05), (.nesterov(0.9), 0.05), (.defaultAdam, 0.02), (.defaultAdamW, 0.02),
    ] as [(Optimiser, Double)])
  func learnsToTellBlobsApart(optimiser: Optimiser, learningRate: Double) throws {
    let seed = printedSeed()
    var settings = TrainingSettings()
    settings.optimiser = optimiser
    settings.learningRate = learningRate
    let records = try #require(history(trainer(settings, blobs(300, seed: seed).all, hidden: [16]), epochs: 20))
    let last = try #require(records.last)
    #expect(last.test[.accuracy] ?? 0 > 0.95, "seed \(seed)")
    #expect(try #require(last.train.loss) < #require(records[0].train.loss), "seed \(seed)")
  }
}
