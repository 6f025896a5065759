import Benchmarking
import Datasets
import Foundation
import Kernels
import NeuralNetwork
public import Reporting
import SeededRandom
import Study
import Synchronization
import Threads

/// Training speed of some networks on some data, measured on this machine.
public struct BenchmarkReport: Sendable {
  /// One row for each case: its settings, and samples per second, ms per epoch, GFLOP/s and share of the peak.
  public let table: Table

  /// Trains the network of each case, `jobs` copies at a time: one epoch that is not timed, then `epochs` that are or,
  /// if nil, at least three and at least a second. `seed` determines data, weights and orders.
  ///
  /// - Throws: ``WorkflowError`` that names the wrong option of `fathom bench`, before anything is trained;
  ///   `NoThreadError` if not all copies could be started.
  public init(cases: [BenchmarkCase], jobs: Int, epochs: Int? = nil, seed: UInt64 = 1) throws {
    for item in cases { try item.check() }
    guard 1...64 ~= jobs else { throw WorkflowError("--jobs: \(jobs) is not in 1…64") }
    if let epochs, !(1...1_000_000 ~= epochs) { throw WorkflowError("--epochs: \(epochs) is not in 1…1000000") }
    let peak = KernelSet.measurePeak()
    let run = Run(jobs: jobs, epochs: epochs, seed: StudySeed(seed), peak: peak)
    var (loaded, rows): (BenchmarkData?, [[Table.Cell]]) = (nil, [])
    for item in cases {
      if loaded?.serves(item) != true {
        loaded = nil  // one data set in memory at a time
        loaded = try BenchmarkData(for: item, seed: run.seed)
      }
      if let loaded { rows.append(try run.row(item, loaded)) }
    }
    table = Table(columns: Self.columns, rows: rows)
  }

  private static let columns = [
    Table.Column("network"), Table.Column("hidden"), Table.Column("activation"), Table.Column("source"),
    Table.Column("scale"), Table.Column("batch"), Table.Column("learning_rate"), Table.Column("optimiser"),
    Table.Column("precision"), Table.Column("engine"), Table.Column("jobs"), Table.Column("samples"),
    Table.Column("samples_per_second", .decimals(0)), Table.Column("ms_per_epoch", .decimals(2)),
    Table.Column("gflops", .decimals(1)), Table.Column("peak_gflops", .decimals(1)),
    Table.Column("share_of_peak", .percent), Table.Column("epochs"), Table.Column("loss", .decimals(4)),
  ]

  /// The table with only the columns that fit a screen.
  public var screenTable: Table {
    let left = ["hidden", "scale", "learning_rate", "precision", "peak_gflops"]
    let kept = table.columns.indices.filter { !left.contains(table.columns[$0].name) }
    return Table(columns: kept.map { table.columns[$0] }, rows: table.rows.map { row in kept.map { row[$0] } })
  }

  /// What all cases share.
  private struct Run: Sendable {
    var jobs: Int
    var epochs: Int?
    var seed: StudySeed
    var peak: Double

    func row(_ item: BenchmarkCase, _ data: BenchmarkData) throws -> [Table.Cell] {
      var settings = TrainingSettings()
      settings.activation = item.activation
      settings.batch = item.batch
      settings.learningRate = item.learningRate
      settings.engine = item.engine
      settings.optimiser = Optimiser(item.optimiser)
      settings.precision = item.precision
      let samples = data.samples
      let architecture = Architecture(inputs: samples.featureCount, hidden: item.hidden, outputs: data.classCount)
      try MemoryEstimate(
        architecture, settings, samples: samples.count, jobs: jobs,
        named: "--hidden " + item.hidden.map(String.init).joined(separator: "-")
      ).check()
      let results = try measure(TrainingBenchmark(architecture: architecture, settings: settings), samples)
      let rate = results.map(\.samplesPerSecond).reduce(0, +)
      let gigaflops = results.map(\.gigaflops).reduce(0, +)
      let epoch = results.map(\.secondsPerEpoch).max() ?? 0
      // Of the first copy: the same whatever the number of jobs, if the number of epochs is given.
      let first = results.first
      return [
        .text(architecture.widths.map(String.init).joined(separator: "-")),
        .text(item.hidden.map(String.init).joined(separator: "-")), .text(item.activation.rawValue),
        .text(item.source), .text(item.scaling.rawValue), Self.cell(of: item.batch),
        Table.Cell(item.learningRate), .text(item.optimiser.rawValue), .text(item.precision.rawValue),
        .text(item.engine.rawValue), .integer(jobs), .integer(samples.count), Table.Cell(rate),
        Table.Cell(1000 * epoch), Table.Cell(gigaflops), Table.Cell(peak),
        Table.Cell(gigaflops / (peak * Double(jobs))), Table.Cell(first?.epochs),
        Table.Cell(first?.loss),
      ]
    }

    private static func cell(of batch: BatchSize) -> Table.Cell {
      if case .count(let count) = batch { .integer(count) } else { .text(batch.settingValue.text) }
    }

    /// The measurements of all copies, each a replicate of its own.
    private func measure(
      _ benchmark: TrainingBenchmark, _ samples: SampleMatrix
    ) throws -> [TrainingBenchmark.Measurement] {
      let results = Mutex<[Int: TrainingBenchmark.Measurement]>([:])
      let group = DispatchGroup()
      for job in 1...jobs {
        group.enter()
        let hasStarted = WorkerThread.start {
          defer { group.leave() }
          let labelled = LabelledSamples<Float>(
            features: samples.features, featureCount: samples.featureCount, labels: samples.labels)
          let measured = benchmark.measure(
            labelled, epochs: epochs ?? 3, seconds: epochs == nil ? 1 : 0, seed: seed, replicate: job)
          results.withLock { $0[job] = measured }
        }
        if !hasStarted { group.leave() }
      }
      group.wait()
      // Otherwise the speed of fewer copies would be reported as that of all.
      guard results.withLock({ $0.count == jobs }) else { throw NoThreadError() }
      return results.withLock { found in (1...jobs).compactMap { found[$0] } }
    }
  }
}

/// The training samples of a case, loaded and scaled.
private struct BenchmarkData {
  let samples: SampleMatrix
  let classCount: Int
  private let item: BenchmarkCase

  init(for item: BenchmarkCase, seed: StudySeed) throws {
    let data = try DataLoader.load(DataSource(name: item.source), seed: seed)
    let split = try ReplicateSplit(
      of: data, test: data.canonicalTest == nil ? .drawn(.count(1)) : .canonical, validation: .count(0), seed: seed,
      replicate: 1)
    let available = split.trainingOrder.count
    let size = item.samples ?? available
    guard 1...available ~= size else {
      throw WorkflowError("--samples: \(size) is not in 1…\(available), the samples of \(item.source)")
    }
    samples = try PreparedData(data: data, split: split, size: size, scaling: item.scaling).train
    classCount = data.pool.classNames.count
    self.item = item
  }

  /// Whether another case trains on the same samples.
  func serves(_ other: BenchmarkCase) -> Bool {
    other.source == item.source && other.samples == item.samples && other.scaling == item.scaling
  }
}
