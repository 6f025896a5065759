import Kernels
import NeuralNetwork
import SeededRandom
import Testing

@testable import Benchmarking

@Suite struct TrainingBenchmarkTests {
  /// Two separable classes on a line.
  private static let samples = LabelledSamples<Float>(
    features: (0..<24).map { Float($0 - 12) / 12 }, featureCount: 1, labels: (0..<24).map { $0 < 12 ? 0 : 1 })

  private func benchmark(_ hidden: [Int], change: (inout TrainingSettings) -> Void = { _ in }) -> TrainingBenchmark {
    var settings = TrainingSettings()
    settings.batch = .count(5)
    change(&settings)
    return TrainingBenchmark(
      architecture: Architecture(inputs: 1, hidden: hidden, outputs: 2), settings: settings)
  }

  /// Multiplications and additions counted by hand: layers of 1·3 and 3·2 weights take 9 pairs forward and 9 for the
  /// gradients; only the second passes its deltas on, by 6. A single layer passes nothing on.
  @Test func operationsAreThoseCountedByHand() {
    #expect(benchmark([3]).flopsPerSample == 2 * (9 + 9 + 6))
    #expect(benchmark([]).flopsPerSample == 2 * (2 + 2))
    #expect(benchmark([4, 3]).flopsPerSample == 2 * ((4 + 12 + 6) * 2 + (12 + 6)))
  }

  @Test(arguments: [(0, 2), (1, 2), (4, 5)]) func oneEpochWarmsUp(asked: Int, trained: Int) {
    #expect(benchmark([3]).measure(Self.samples, epochs: asked, seconds: 0).epochs == trained)
  }

  @Test func epochsGoOnForTheTimeAskedFor() {
    let measured = benchmark([3]).measure(Self.samples, epochs: 1, seconds: 0.01)
    #expect(measured.epochs > 2)
  }

  @Test func ratesAgreeWithTheTime() {
    let benchmark = benchmark([3])
    let measured = benchmark.measure(Self.samples, epochs: 3, seconds: 0)
    #expect(measured.secondsPerEpoch > 0 && measured.secondsToScore > 0)
    #expect(abs(measured.samplesPerSecond * measured.secondsPerEpoch / 24 - 1) < 1e-12)
    #expect(abs(measured.gigaflops * 1e9 / measured.samplesPerSecond / benchmark.flopsPerSample - 1) < 1e-12)
  }

  /// The loss is the one that training reaches after as many epochs.
  @Test func theLossIsThatOfTheEpochsTrained() {
    let benchmark = benchmark([4]) { $0.activation = .tanh }
    let trainer = TrajectoryTrainer(
      architecture: benchmark.architecture, settings: benchmark.settings,
      samples: TrajectorySamples(train: Self.samples, validation: nil, test: Self.samples), seed: StudySeed(5),
      replicate: 2)
    var losses: [Double?] = []
    for _ in 1...4 {
      guard case .finished(let record) = trainer.trainEpoch(shouldStop: { false }) else { break }
      losses.append(record.train.loss)
    }
    let measured = benchmark.measure(Self.samples, epochs: 3, seconds: 0, seed: StudySeed(5), replicate: 2)
    #expect(losses.count == 4 && losses.last == measured.loss)
  }

  @Test func aLossThatIsNotFiniteIsNone() {
    let diverging = benchmark([4]) {
      $0.activation = .identity
      $0.learningRate = 1e30
    }
    #expect(diverging.measure(Self.samples, epochs: 2, seconds: 0).loss == nil)
  }
}
