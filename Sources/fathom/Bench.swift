import ArgumentParser
import NeuralNetwork
import Reporting
import Workflow

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure how fast networks train on this machine.",
    discussion: """
      Training samples a second (updates alone, median over epochs), GFLOP/s, the share of this machine's measured \
      peak, and the time of one epoch. Without options, the networks of the reference systems.
      """)

  @Option(help: "Units of the hidden layers, such as 256-128-64; 0 for none.")
  var hidden: String?

  @Option(help: "Samples per update, with --hidden; 32 unless given.")
  var batch: Int?

  @Option(help: "relu, sigmoid, tanh or identity, with --hidden; relu unless given.")
  var activation: Activation?

  @Option(help: "The data to train on.")
  var source = "mnist"

  @Option(help: "Training samples; all of the source's unless given.")
  var samples: Int?

  @Option(help: "Copies trained at the same time, one thread each.")
  var jobs = 1

  @Option(help: "table, tsv, csv or json.")
  var format = TableFormat.table

  func validate() throws {
    if hidden == nil && (batch != nil || activation != nil) {
      throw ValidationError("--batch and --activation need --hidden: the standard networks have their own")
    }
  }

  func run() throws {
    let networks =
      try hidden.map {
        [BenchmarkNetwork(hidden: try BenchmarkNetwork.widths($0), batch: batch ?? 32, activation: activation ?? .relu)]
      }
      ?? BenchmarkNetwork.standard
    let report = try BenchmarkReport(networks: networks, source: source, samples: samples, jobs: jobs)
    try Terminal.print(format.write(report.table))
  }
}
