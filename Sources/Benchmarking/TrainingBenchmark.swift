import Foundation
public import Kernels
public import NeuralNetwork
public import SeededRandom

/// Times the training of one network: whole epochs, updates only and with evaluation.
public struct TrainingBenchmark: Sendable {
  public var architecture: Architecture
  public var settings: TrainingSettings

  public init(architecture: Architecture, settings: TrainingSettings) {
    self.architecture = architecture
    self.settings = settings
  }

  /// What was measured.
  public struct Measurement: Sendable, Equatable {
    /// Median over the timed epochs of training samples a second, all workers together.
    public var samplesPerSecond: Double
    /// Arithmetic of training at that rate, in GFLOP/s.
    public var gigaflops: Double
    /// Median seconds of one epoch of updates.
    public var secondsPerEpoch: Double
    /// Seconds to score the training samples once.
    public var secondsToScore: Double
    /// Epochs trained: one that was not timed, then those that were.
    public var epochs: Int
    /// Mean training loss after all of them; nil if it is not finite.
    public var loss: Double?
  }

  /// Operations to train one sample: forward, weight gradient, and the delta of every layer but the first, each one
  /// multiply and one add a weight.
  public var flopsPerSample: Double {
    let weights = zip(architecture.widths, architecture.widths.dropFirst()).map { Double($0 * $1) }
    return 2 * (3 * weights.reduce(0, +) - (weights.first ?? 0))
  }

  /// Trains on `samples` for one warm-up epoch and then for at least `epochs` epochs and `seconds` seconds; `seed` and
  /// `replicate` draw the initial weights and the order of the samples.
  public func measure(
    _ samples: LabelledSamples<Float>, epochs: Int, seconds: Double, seed: StudySeed = StudySeed(1), replicate: Int = 1
  ) -> Measurement {
    let trainer = TrajectoryTrainer(
      architecture: architecture, settings: settings,
      samples: TrajectorySamples(train: samples, validation: nil, test: samples), seed: seed, replicate: replicate)
    let clock = ContinuousClock()
    _ = trainer.updateEpoch { false }
    var times: [Double] = []
    while times.count < max(epochs, 1) || times.reduce(0, +) < seconds {
      times.append(clock.measure { _ = trainer.updateEpoch { false } } / .seconds(1))
    }
    var loss: Double?
    let scoring = clock.measure {
      if case .finished(let record) = trainer.measure() { loss = record.train.loss }
    }
    let median = times.sorted()[times.count / 2]
    let rate = Double(samples.count) / median
    return Measurement(
      samplesPerSecond: rate, gigaflops: rate * flopsPerSample / 1e9, secondsPerEpoch: median,
      // The trainer scores the samples twice, as training and as test set.
      secondsToScore: scoring / .seconds(2), epochs: trainer.epoch, loss: loss)
  }
}
