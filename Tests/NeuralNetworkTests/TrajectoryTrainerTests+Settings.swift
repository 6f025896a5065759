import Foundation
import Kernels
import SeededRandom
import TestSupport
import Testing

@testable import NeuralNetwork

/// Settings whose effect is seen along a whole training run.
extension TrajectoryTrainerTests {
  /// Descent by the definition of each setting, on the naive network, sample by sample.
  private func naiveLosses(
    _ settings: TrainingSettings, _ samples: RandomSamples, hidden: [Int], batch: Int, epochs: Int,
    rate: (Int) -> Double, weight: (Int32) -> Double
  ) -> [Double] {
    let network = Network<Float>(
      architecture: Architecture(inputs: 2, hidden: hidden, outputs: 3), activation: settings.activation,
      loss: settings.loss, output: settings.output)
    network.initialise(
      weights: settings.initialiser, biases: settings.biasInitialiser, seed: StudySeed(3), replicate: 1)
    var naive = NaiveNetwork(network)
    return (1...epochs).map { epoch in
      let order = batchOrder(samples.labels.count, epoch: epoch).map { Int($0) }
      for first in stride(from: 0, to: order.count, by: batch) {
        let indices = order[first..<min(first + batch, order.count)]
        var step = [Double](repeating: 0, count: naive.parameters.count)
        for index in indices {
          let label = samples.labels[index]
          let gradient = naive.gradient([samples.inputs[index]], [label], l2: 0)
          for position in step.indices { step[position] += weight(label) * gradient[position] / Double(batch) }
        }
        for position in step.indices { naive.parameters[position] -= rate(epoch) * step[position] }
      }
      return naive.meanLoss(samples.inputs, samples.labels)
    }
  }

  @Test(arguments: OutputFunction.allCases, Engine.allCases)
  func squaredErrorIsTakenOnTheOutput(output: OutputFunction, engine: Engine) throws {
    let seed = printedSeed()
    let (train, all) = blobs(23, seed: seed)
    var settings = TrainingSettings()
    (settings.loss, settings.output, settings.activation, settings.engine) = (.meanSquaredError, output, .tanh, engine)
    settings.batch = .count(5)
    let found = try #require(history(trainer(settings, all, hidden: [4]), epochs: 3)).compactMap(\.train.loss)
    let expected = naiveLosses(settings, train, hidden: [4], batch: 5, epochs: 3) { _ in
      0.1
    } weight: { _ in
      1
    }
    #expect(largestDifference(found, expected) < 1e-5, "seed \(seed)")
  }

  /// The step is that of the weighted losses, their sum divided by the number of samples; what is measured is not weighted.
  @Test(arguments: [Loss.crossEntropy, .meanSquaredError], Engine.allCases)
  func balancedClassesCountAlike(loss: Loss, engine: Engine) throws {
    let seed = printedSeed()
    let (train, all) = blobs(23, seed: seed)
    var settings = TrainingSettings()
    (settings.loss, settings.activation, settings.engine) = (loss, .tanh, engine)
    (settings.batch, settings.classWeights) = (.count(5), .balanced)
    let found = try #require(history(trainer(settings, all, hidden: [4]), epochs: 3)).compactMap(\.train.loss)
    let counts = Dictionary(grouping: train.labels) { $0 }.mapValues(\.count)
    let expected = naiveLosses(settings, train, hidden: [4], batch: 5, epochs: 3) { _ in
      0.1
    } weight: { label in
      23 / (Double(counts.count) * Double(counts[label] ?? 0))
    }
    #expect(largestDifference(found, expected) < 1e-5, "seed \(seed)")
  }

  @Test(arguments: [.cosine, .step(epochs: 2, factor: 0.5)] as [Schedule])
  func ratesFollowTheSchedule(schedule: Schedule) throws {
    let seed = printedSeed()
    let (train, all) = blobs(23, seed: seed)
    var settings = TrainingSettings()
    (settings.activation, settings.batch, settings.epochs) = (.tanh, .count(23), 6)
    (settings.schedule, settings.warmUp, settings.decay) = (schedule, 2, 0.9)
    let found = try #require(history(trainer(settings, all, hidden: [4]), epochs: 6)).compactMap(\.train.loss)
    let shares =
      schedule == .cosine
      // ½ (1 + cos πt) at t = 0, ¼, ½, ¾ after the warm-up.
      ? [1.0 / 3, 2.0 / 3, 1, (2 + 2.0.squareRoot()) / 4, 0.5, (2 - 2.0.squareRoot()) / 4]
      : [1.0 / 3, 2.0 / 3, 0.5, 0.5, 0.25, 0.25]
    let expected = naiveLosses(settings, train, hidden: [4], batch: 23, epochs: 6) { epoch in
      0.1 * pow(0.9, Double(epoch - 1)) * shares[epoch - 1]
    } weight: { _ in
      1
    }
    #expect(largestDifference(found, expected) < 1e-5, "seed \(seed)")
  }

  // MARK: dropout

  private static let dropout: TrainingSettings = {
    var settings = TrainingSettings()
    (settings.dropout, settings.inputDropout, settings.activation) = (0.3, 0.4, .tanh)
    settings.batch = .count(6)
    return settings
  }()

  /// The mask of a sample as documented: two draws a word from the stream of (replicate, epoch, layer), each row beginning
  /// with a new word.
  private func mask(
    _ share: Double, layer: UInt64, width: Int, rows: Range<Int>, epoch: UInt64
  ) -> [Double] {
    rows.flatMap { row in
      let words = (width + 1) / 2
      let key = StudySeed(3).generator(for: .dropout, 1, epoch, layer).key
      var generator = SeededGenerator(key: key, position: UInt64(row * words))
      let draws = (0..<words).flatMap { _ in
        let bits = generator.bits()
        return [bits & 0xFFFF_FFFF, bits >> 32].map { Double($0) / 0x1p32 }
      }
      return draws.prefix(width).map { $0 < share ? 0 : 1 / (1 - share) }
    }
  }

  /// Dense columns and sparse ones, in batches that begin anywhere.
  @Test(arguments: [0..<6, 6..<11, 3..<4]) func leavesOutWhatItsMasksSay(range: Range<Int>) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let values = (0..<12 * 7).map { $0 % 7 < 3 || generator.below(5) == 0 ? generator.normal() : 0 }
    let features = Features<Double>(rows: 12, columns: 7, values: values)
    let architecture = Architecture(inputs: 7, hidden: [5, 4], outputs: 3)
    let dropout = try #require(Dropout<Double>(Self.dropout, architecture, capacity: 6))
    dropout.begin(epoch: 2, seed: StudySeed(3), replicate: 1)
    let order = generator.shuffled(count: 12).map { Int32($0) }
    let rows = dropout.applied(to: RowBatch(of: features, capacity: 6).rows(range, of: order), at: range)
    let inputMask = mask(0.4, layer: 0, width: 7, rows: range, epoch: 2)
    let taken = order[range].flatMap { values[Int($0) * 7..<Int($0) * 7 + 7] }
    #expect(rows.values == zip(taken, inputMask).map(*), "seed \(seed)")
    #expect(dropout.hiddenMasks.count == 2)
    for (layer, width) in [5, 4].enumerated() {
      let found = dropout.hiddenMasks[layer].prefix(range.count).values
      #expect(found == mask(0.3, layer: UInt64(layer + 1), width: width, rows: range, epoch: 2), "seed \(seed)")
    }
  }

  /// Shares come out as asked, within five standard errors.
  @Test func sharesAreThoseAskedFor() throws {
    var settings = Self.dropout
    settings.inputDropout = 0
    let architecture = Architecture(inputs: 1, hidden: [99, 1], outputs: 3)
    let dropout = try #require(Dropout<Float>(settings, architecture, capacity: 1000))
    dropout.begin(epoch: 1, seed: StudySeed(printedSeed()), replicate: 1)
    let inputs = Features<Float>(rows: 1000, columns: 1, values: Array(repeating: 1, count: 1000)).all
    _ = dropout.applied(to: inputs, at: 0..<1000)
    let all = dropout.hiddenMasks[0].values
    let share = Double(all.count { $0 == 0 }) / 99_000
    #expect(abs(share - 0.3) < 5 * (0.3 * 0.7 / 99_000).squareRoot())
    #expect(Set(all) == [0, Float(1 / 0.7)])
  }

  /// A run of either engine in double precision beside descent on networks whose units are left out by the masks.
  @Test(arguments: Engine.allCases) func trainsWithUnitsLeftOut(engine: Engine) throws {
    let seed = printedSeed()
    let (train, all) = blobs(11, seed: seed)
    var settings = Self.dropout
    (settings.precision, settings.engine) = (.double, engine)
    let found = try #require(history(trainer(settings, all, hidden: [4]), epochs: 3)).compactMap(\.train.loss)
    let network = Network<Float>(
      architecture: Architecture(inputs: 2, hidden: [4], outputs: 3), activation: .tanh, loss: .crossEntropy)
    let double = Network<Double>(architecture: network.architecture, activation: .tanh, loss: .crossEntropy)
    double.initialise(weights: settings.initialiser, biases: settings.biasInitialiser, seed: StudySeed(3), replicate: 1)
    var naive = NaiveNetwork(double)
    let expected = (1...3).map { epoch in
      let order = batchOrder(11, epoch: epoch).map { Int($0) }
      for range in [0..<6, 6..<11] {
        let inputMask = mask(0.4, layer: 0, width: 2, rows: range, epoch: UInt64(epoch))
        let unitMask = mask(0.3, layer: 1, width: 4, rows: range, epoch: UInt64(epoch))
        var step = [Double](repeating: 0, count: naive.parameters.count)
        for (row, index) in order[range].enumerated() {
          let input = (0..<2).map { train.inputs[index][$0] * inputMask[2 * row + $0] }
          // The weights from a unit to the outputs take its factor; their gradients take it once more, by the chain rule.
          var thinned = naive
          for output in 0..<3 {
            for unit in 0..<4 { thinned.parameters[12 + 4 * output + unit] *= unitMask[4 * row + unit] }
          }
          var gradient = thinned.gradient([input], [train.labels[index]], l2: 0)
          for output in 0..<3 { for unit in 0..<4 { gradient[12 + 4 * output + unit] *= unitMask[4 * row + unit] } }
          for position in step.indices { step[position] += gradient[position] / 6 }
        }
        for position in step.indices { naive.parameters[position] -= 0.1 * step[position] }
      }
      return naive.meanLoss(train.inputs, train.labels)
    }
    #expect(largestDifference(found, expected) < 1e-7, "seed \(seed)")
  }

  /// Masks belong to the places of samples in an epoch, not to batches.
  @Test func masksDoNotDependOnTheBatch() throws {
    let architecture = Architecture(inputs: 3, hidden: [5], outputs: 2)
    let inputs = Features<Float>(rows: 8, columns: 3, values: Array(repeating: 1, count: 24))
    let order = Array(0..<Int32(8))
    func rest(_ ranges: [Range<Int>]) throws -> [[Float]] {
      let dropout = try #require(Dropout<Float>(Self.dropout, architecture, capacity: 8))
      dropout.begin(epoch: 1, seed: StudySeed(1), replicate: 1)
      let batch = RowBatch(of: inputs, capacity: 8)
      var (left, masks): ([Float], [Float]) = ([], [])
      for range in ranges {
        left += dropout.applied(to: batch.rows(range, of: order), at: range).values
        masks += dropout.hiddenMasks[0].prefix(range.count).values
      }
      return [left, masks]
    }
    #expect(try rest([0..<8]) == rest([0..<3, 3..<4, 4..<8]))
  }
}
