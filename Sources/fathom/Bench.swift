import ArgumentParser
import Datasets
import Kernels
import NeuralNetwork
import Reporting
import Workflow

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure how fast networks train on this machine.",
    discussion: """
      Prints training samples per second (weight updates only, median over epochs), GFLOP/s, the share of this \
      machine's measured peak, the time of one epoch, and the mean training loss after the last epoch. Without \
      options it measures a standard set of networks, on the built-in \(BenchmarkCase.builtIn) where \(BenchmarkCase.usual.source) is not on the machine.

      GFLOP/s count every multiplication and addition of the network, including those with zeros. Fathom skips these \
      if inputs have many zeros, so GFLOP/s can exceed the peak.
      """)

  @Option(help: "Units of the hidden layers, such as 256-128-64; 0 for none.")
  var hidden: String?

  @Option(
    help:
      "Samples per update, or \(BatchSize.full.settingValue.text), with --hidden; \(BenchmarkCase.usual.batch.settingValue.text) unless given."
  )
  var batch: String?

  @Option(
    help:
      "\(Activation.allCases.map(\.rawValue).joined(separator: ", ")), with --hidden; \(BenchmarkCase.usual.activation.rawValue) unless given."
  )
  var activation: Activation?

  @Option(
    help:
      "The data to train on; by default \(BenchmarkCase.usual.source) (\(BenchmarkCase.builtIn), if that is not on the machine), or the source of each standard network."
  )
  var source: String?

  @Option(help: "Training samples, with --hidden or --source; by default all of the source.")
  var samples: Int?

  @Option(
    help:
      "How features are scaled: \(Scaling.allCases.map(\.rawValue).joined(separator: ", ")); \(BenchmarkCase.usual.scaling.rawValue) unless given."
  )
  var scale: Scaling?

  @Option(
    help:
      "Learning rate; \(BenchmarkCase.usual.learningRate) unless given."
  )
  var learningRate: Double?

  @Option(
    help:
      "\(Optimiser.Kind.allCases.map(\.rawValue).joined(separator: ", ")); \(BenchmarkCase.usual.optimiser.rawValue) unless given."
  )
  var optimiser: Optimiser.Kind?

  @Option(
    help:
      "\(Precision.allCases.map(\.rawValue).joined(separator: " or ")); \(BenchmarkCase.usual.precision.rawValue) unless given."
  )
  var precision: Precision?

  @Option(
    help:
      "\(Engine.allCases.map(\.rawValue).joined(separator: " or ")); \(BenchmarkCase.usual.engine.rawValue) unless given."
  )
  var engine: Engine?

  @Option(help: "Epochs to time, after one that is not timed; by default as many as fill a second, at least 3.")
  var epochs: Int?

  @Option(help: "Seed for synthetic data, initial weights and the order of samples.")
  var seed: UInt64 = 1

  @Option(help: "Number of copies to train at the same time, one thread each.")
  var jobs = 1

  @Option(help: "table, tsv, csv or json.")
  var format = TableFormat.table

  func validate() throws {
    if hidden == nil && (batch != nil || activation != nil) {
      throw ValidationError("--batch and --activation need --hidden: the standard networks have their own")
    }
    if hidden == nil && source == nil && samples != nil {
      throw ValidationError("--samples needs --hidden or --source: the standard networks have several sources")
    }
  }

  func run() throws {
    try KernelSet.check()
    var cases = try hidden.map { [BenchmarkCase(hidden: try BenchmarkCase.widths($0))] } ?? BenchmarkCase.standard
    if source == nil {
      let possible = BenchmarkCase.possible(cases)
      cases = possible.cases
      for name in possible.missing {
        Terminal.tell(
          "\(name) is not on this machine, and \(BenchmarkCase.builtIn) stands for it; fathom data fetch \(name) gets it"
        )
      }
    }
    let batch = try batch.map(BenchmarkCase.batch)
    for index in cases.indices {
      batch.map { cases[index].batch = $0 }
      activation.map { cases[index].activation = $0 }
      source.map { cases[index].source = $0 }
      samples.map { cases[index].samples = $0 }
      scale.map { cases[index].scaling = $0 }
      learningRate.map { cases[index].learningRate = $0 }
      optimiser.map { cases[index].optimiser = $0 }
      precision.map { cases[index].precision = $0 }
      engine.map { cases[index].engine = $0 }
    }
    let report = try BenchmarkReport(cases: cases, jobs: jobs, epochs: epochs, seed: seed)
    try Terminal.print(format.write(format == .table ? report.screenTable : report.table))
  }
}
