import NeuralNetwork
import TestSupport
import Testing

/// Last batches that are smaller than the others.
extension TrajectoryTrainerTests {
  @Test(arguments: Remainder.allCases) func theLastBatchIsAsTheSettingSays(remainder: Remainder) throws {
    let seed = printedSeed()
    let (train, all) = blobs(23, seed: seed)
    func settings(_ remainder: Remainder) -> TrainingSettings {
      var settings = TrainingSettings()
      (settings.batch, settings.remainder) = (.count(5), remainder)
      (settings.activation, settings.learningRate, settings.l2) = (.tanh, 0.5, 0.01)
      return settings
    }
    let records = try #require(history(trainer(settings(remainder), all, hidden: [4]), epochs: 3))
    let expected = Remainder.allCases.map {
      naiveLosses(settings($0), train, hidden: [4], batch: 5, epochs: 3) { batchOrder(23, epoch: $0) }
    }
    for (other, losses) in zip(Remainder.allCases, expected) {
      let difference = largestDifference(records.compactMap(\.train.loss), losses)
      #expect(other == remainder ? difference < 1e-5 : difference > 1e-4, "\(other), seed \(seed)")
    }
    #expect(records.map(\.updates) == (remainder == .drop ? [4, 8, 12] : [5, 10, 15]))
  }

  /// In small steps an epoch with `scale` follows the gradient of the whole set, each sample counting once: its length
  /// is that of n/B batches. With `keep` the samples of the last batch count more.
  @Test(arguments: [Optimiser.sgd, .momentum(0)]) func everySampleHasTheSameWeight(optimiser: Optimiser) throws {
    let seed = printedSeed()
    let (train, all) = blobs(23, seed: seed)
    func change(_ remainder: Remainder) -> (step: [Double], expected: [Double]) {
      var settings = TrainingSettings()
      settings.batch = .count(11)
      settings.optimiser = optimiser
      settings.activation = .tanh
      settings.precision = .double
      settings.learningRate = 1e-5
      settings.remainder = remainder
      let trainer = trainer(settings, all, hidden: [4])
      let naive = NaiveNetwork(trainer.network)
      let before = trainer.state.values[0]
      _ = trainer.updateEpoch { false }
      let gradient = naive.gradient(train.inputs, train.labels, l2: 0)
      let after = trainer.state.values[0]
      return (
        gradient.indices.map { after[$0] - before[$0] }, gradient.map { -settings.learningRate * 23 / 11 * $0 }
      )
    }
    let (scaled, kept) = (change(.scale), change(.keep))
    let size = scaled.expected.map(abs).max() ?? 0
    #expect(largestDifference(scaled.step, scaled.expected) < 1e-3 * size, "seed \(seed)")
    #expect(largestDifference(kept.step, kept.expected) > 1e-2 * size, "seed \(seed)")
  }

  @Test(arguments: [(1, 23), (5, 4), (22, 1), (23, 1), (30, 1)]) func withoutTheLastBatch(batch: Int, updates: Int) {
    var settings = TrainingSettings()
    settings.batch = .count(batch)
    settings.remainder = .drop
    let records = history(trainer(settings, blobs(23, seed: 4).all), epochs: 2)
    #expect(records?.map(\.updates) == [updates, 2 * updates])
  }
}
