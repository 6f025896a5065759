import Foundation
public import Kernels
public import NeuralNetwork
public import SeededRandom

/// Measures how fast one network trains, in epochs of updates without evaluation, and how fast it is scored.
public struct TrainingBenchmark: Sendable {
  /// The network to train.
  public var architecture: Architecture
  /// The settings to train it with.
  public var settings: TrainingSettings

  /// Creates a benchmark of one network.
  public init(architecture: Architecture, settings: TrainingSettings) {
    self.architecture = architecture
    self.settings = settings
  }

  /// The results of one benchmark.
  public struct Measurement: Sendable, Equatable {
    /// Median training samples per second over the timed epochs.
    public var samplesPerSecond: Double
    /// Training arithmetic at that rate, in GFLOP/s.
    public var gigaflops: Double
    /// Median seconds per epoch of updates.
    public var secondsPerEpoch: Double
    /// Seconds to score the training samples once.
    public var secondsToScore: Double
    /// Number of epochs trained: one warm-up epoch and the timed ones.
    public var epochs: Int
    /// Mean training loss after the last epoch; nil if it is not finite.
    public var loss: Double?
  }

  /// Floating-point operations to train on one sample: the forward pass, the weight gradient, and the delta of every
  /// layer but the first, each one multiply and one add per weight.
  public var flopsPerSample: Double {
    let weights = zip(architecture.widths, architecture.widths.dropFirst()).map { Double($0 * $1) }
    return 2 * (3 * weights.reduce(0, +) - (weights.first ?? 0))
  }

  /// Trains on `samples` for one warm-up epoch, then for at least `epochs` epochs and at least `seconds` seconds.
  ///
  /// `seed` and `replicate` determine the initial weights and the order of the samples.
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
