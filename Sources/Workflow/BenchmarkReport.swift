import Benchmarking
import Datasets
import Foundation
import Kernels
public import NeuralNetwork
public import Reporting
import SeededRandom
import Synchronization

/// A network, batch and activation to time.
public struct BenchmarkNetwork: Sendable, Equatable {
  public var hidden: [Int]
  public var batch: Int
  public var activation: Activation

  public init(hidden: [Int], batch: Int, activation: Activation) {
    self.hidden = hidden
    self.batch = batch
    self.activation = activation
  }

  /// The networks of the reference systems R1–R3.
  public static let standard = [
    BenchmarkNetwork(hidden: [256, 128, 64], batch: 32, activation: .relu),
    BenchmarkNetwork(hidden: [64], batch: 32, activation: .relu),
    BenchmarkNetwork(hidden: [64, 64, 64], batch: 32, activation: .relu),
    BenchmarkNetwork(hidden: [300], batch: 100, activation: .sigmoid),
    BenchmarkNetwork(hidden: [256, 128, 64], batch: 1, activation: .relu),
  ]

  /// Reads widths such as `256-128-64`; `0` stands for no hidden layer.
  public static func widths(_ text: String) throws -> [Int] {
    if text == "0" { return [] }
    return try text.split(separator: "-", omittingEmptySubsequences: false).map { part in
      guard let width = Int(part), 1...65536 ~= width else {
        throw WorkflowError("--hidden: \(text) is no list of widths in 1…65536 such as 256-128-64")
      }
      return width
    }
  }
}

/// The speed of some networks on some data, measured here and now.
public struct BenchmarkReport: Sendable {
  public let table: Table

  /// Trains each network on the first `samples` samples, `jobs` copies at a time.
  public init(networks: [BenchmarkNetwork], source: String, samples: Int?, jobs: Int) throws {
    let data = try DataLoader.load(DataSource(name: source), seed: StudySeed(1))
    let split = try ReplicateSplit(
      of: data, test: data.canonicalTest == nil ? .drawn(.count(1)) : .canonical, validation: .count(0),
      seed: StudySeed(1), replicate: 1)
    let available = split.trainingOrder.count
    let size = samples ?? available
    guard 1...available ~= size else {
      throw WorkflowError("--samples: \(size) is not in 1…\(available), the samples of \(source)")
    }
    guard 1...64 ~= jobs else { throw WorkflowError("--jobs: \(jobs) is not in 1…64") }
    if let batch = networks.map(\.batch).first(where: { $0 < 1 }) {
      throw WorkflowError("--batch: \(batch) is less than one sample")
    }
    let prepared = try PreparedData(data: data, split: split, size: size, scaling: .unit)
    let peak = KernelSet.measurePeak()
    let rows = networks.map { network in
      Self.row(network, prepared.train, classes: data.pool.classNames.count, jobs: jobs, peak: peak)
    }
    table = Table(
      columns: [
        Table.Column("network"), Table.Column("hidden"), Table.Column("activation"), Table.Column("batch"),
        Table.Column("jobs"), Table.Column("samples"), Table.Column("samples_per_second", .decimals(0)),
        Table.Column("ms_per_epoch", .decimals(1)), Table.Column("gflops", .decimals(1)),
        Table.Column("peak_gflops", .decimals(1)), Table.Column("share_of_peak", .percent),
      ], rows: rows)
  }

  private static func row(
    _ network: BenchmarkNetwork, _ samples: SampleMatrix, classes: Int, jobs: Int, peak: Double
  ) -> [Table.Cell] {
    var settings = TrainingSettings()
    settings.activation = network.activation
    settings.batch = .count(network.batch)
    let architecture = Architecture(inputs: samples.featureCount, hidden: network.hidden, outputs: classes)
    let benchmark = TrainingBenchmark(architecture: architecture, settings: settings)
    let results = measureInParallel(benchmark, samples, jobs: jobs)
    let rate = results.map(\.samplesPerSecond).reduce(0, +)
    let gigaflops = results.map(\.gigaflops).reduce(0, +)
    let epoch = results.map(\.secondsPerEpoch).max() ?? 0
    return [
      .text(architecture.widths.map(String.init).joined(separator: "-")),
      .text(network.hidden.map(String.init).joined(separator: "-")), .text(network.activation.rawValue),
      .integer(network.batch), .integer(jobs), .integer(samples.count), Table.Cell(rate), Table.Cell(1000 * epoch),
      Table.Cell(gigaflops), Table.Cell(peak), Table.Cell(gigaflops / (peak * Double(jobs))),
    ]
  }

  private static func measureInParallel(
    _ benchmark: TrainingBenchmark, _ samples: SampleMatrix, jobs: Int
  ) -> [TrainingBenchmark.Measurement] {
    let results = Mutex<[TrainingBenchmark.Measurement]>([])
    let group = DispatchGroup()
    for _ in 0..<jobs {
      group.enter()
      let worker = Thread {
        defer { group.leave() }
        let labelled = LabelledSamples<Float>(
          features: samples.features, featureCount: samples.featureCount, labels: samples.labels)
        let measured = benchmark.measure(labelled, epochs: 3, seconds: 1)
        results.withLock { $0.append(measured) }
      }
      worker.start()
    }
    group.wait()
    return results.withLock { $0 }
  }
}
