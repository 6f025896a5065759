import Datasets
import NeuralNetwork
import Reporting
import SeededRandom
import Testing
import Workflow

@Suite struct BenchmarkReportTests {
  private let small = BenchmarkCase(hidden: [4], batch: .count(16), activation: .tanh, source: "digits", samples: 64)

  @Test func readsWidths() throws {
    #expect(try BenchmarkCase.widths("256-128-64") == [256, 128, 64])
    #expect(try BenchmarkCase.widths("7") == [7])
    #expect(try BenchmarkCase.widths("0") == [])
  }

  @Test(arguments: ["", "-", "64-", "25x", "64,64", "-3", "70000", "64-0"])
  func refusesWidthsThatAreNone(_ text: String) {
    #expect(throws: WorkflowError.self) { try BenchmarkCase.widths(text) }
  }

  private func cells(_ table: Table, row: Int = 0) -> [String: Table.Cell] {
    Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), table.rows[row]))
  }

  @Test func withoutFilesItRunsOnWhatIsBuiltIn() {
    let here: (String) -> Bool = { $0 != "mnist" }
    let (cases, missing) = BenchmarkCase.possible(BenchmarkCase.standard, isHere: here)
    #expect(missing == ["mnist"] && cases.count == BenchmarkCase.standard.count)
    for (possible, usual) in zip(cases, BenchmarkCase.standard) {
      #expect(possible.source == (here(usual.source) ? usual.source : BenchmarkCase.builtIn))
      #expect(possible.hidden == usual.hidden && possible.batch == usual.batch && possible.scaling == usual.scaling)
    }
    #expect(BenchmarkCase.possible(cases, isHere: here).missing == [])
    #expect(
      BenchmarkCase.isHere(BenchmarkCase.builtIn) && BenchmarkCase.isHere("circles") && !BenchmarkCase.isHere("none"))
  }

  @Test func whatNoMachineHoldsIsRefused() throws {
    var huge = small
    huge.hidden = Array(repeating: 65536, count: 200)
    let error = #expect(throws: WorkflowError.self) { try BenchmarkReport(cases: [huge], jobs: 2, epochs: 1) }
    #expect(error?.description.hasPrefix("--hidden 65536-") == true && error?.description.contains("MB") == true)
  }

  @Test func measuresWhatItIsAskedFor() throws {
    let report = try BenchmarkReport(cases: [small], jobs: 2, epochs: 3)
    let row = cells(report.table)
    #expect(report.table.rows.count == 1)
    let expected: [String: Table.Cell] = [
      "network": .text("64-4-10"), "hidden": .text("4"), "activation": .text("tanh"), "source": .text("digits"),
      "scale": .text("unit"), "batch": .integer(16), "learning_rate": .number(0.1), "optimiser": .text("sgd"),
      "precision": .text("single"), "engine": .text("backprop"), "jobs": .integer(2),
      "samples": .integer(64), "epochs": .integer(4),
    ]
    for (name, cell) in expected { #expect(row[name] == cell, "\(name)") }
    for name in ["samples_per_second", "ms_per_epoch", "gflops", "peak_gflops", "share_of_peak", "loss"] {
      guard case .number(let value) = row[name] else {
        Issue.record("no \(name)")
        continue
      }
      #expect(value > 0 && value.isFinite, "\(name)")
    }
    #expect(row.count == 19)
    #expect(report.screenTable.columns.count == 14)
    #expect(report.screenTable.rows[0].count == 14)
  }

  /// The loss is the one that the study's own trainer reaches after as many epochs.
  @Test func theLossIsThatOfTheEpochsTrained() throws {
    let data = try DataLoader.load(DataSource(name: "digits"), seed: StudySeed(5))
    let split = try ReplicateSplit(of: data, test: .canonical, validation: .count(0), seed: StudySeed(5), replicate: 1)
    let prepared = try PreparedData(data: data, split: split, size: 64, scaling: .standardise)
    let samples = LabelledSamples<Float>(
      features: prepared.train.features, featureCount: 64, labels: prepared.train.labels)
    var settings = TrainingSettings()
    settings.activation = .tanh
    settings.batch = .count(16)
    settings.learningRate = 0.02
    let trainer = TrajectoryTrainer(
      architecture: Architecture(inputs: 64, hidden: [4], outputs: 10), settings: settings,
      samples: TrajectorySamples(train: samples, validation: nil, test: samples), seed: StudySeed(5), replicate: 1)
    var losses: [Double] = []
    for _ in 1...3 {
      guard case .finished(let record) = trainer.trainEpoch(shouldStop: { false }) else { break }
      losses += [record.train.loss].compactMap { $0 }
    }
    var item = small
    item.scaling = .standardise
    item.learningRate = 0.02
    let row = cells(try BenchmarkReport(cases: [item], jobs: 1, epochs: 2, seed: 5).table)
    #expect(losses.count == 3)
    #expect(row["loss"] == losses.last.map { .number($0) })
  }

  /// A rate at which training diverges leaves the loss empty: it was not measured, and NaN is never written.
  @Test func aLossThatIsNotFiniteIsMissing() throws {
    var item = small
    item.activation = .identity
    item.learningRate = 1e30
    let table = try BenchmarkReport(cases: [item], jobs: 1, epochs: 2).table
    #expect(cells(table)["loss"] == .missing)
    #expect(TableFormat.json.write(table).contains("\"loss\": null"))
  }

  @Test func casesOfSeveralSourcesKeepTheirOrder() throws {
    var circles = BenchmarkCase(hidden: [2], batch: .count(10), source: "circles", samples: 40)
    let digits = small
    let first = circles
    circles.samples = 50
    let table = try BenchmarkReport(cases: [first, digits, circles, circles], jobs: 1, epochs: 1).table
    #expect(table.rows.indices.map { cells(table, row: $0)["samples"] } == [40, 64, 50, 50].map { .integer($0) })
  }

  private static let wrong: [(String, @Sendable (inout BenchmarkCase) -> Void)] = [
    ("--batch: 0 is not in", { $0.batch = .count(0) }), ("--samples: 0 is not in 1…1300, the", { $0.samples = 0 }),
    ("--samples: 1301 is not in 1…1300, the samples of digits", { $0.samples = 1301 }),
    ("--learning-rate: 0.0 is not a finite", { $0.learningRate = 0 }),
    ("--learning-rate: nan is not a finite", { $0.learningRate = .nan }),
    ("--learning-rate: inf is not a finite", { $0.learningRate = .infinity }),
  ]

  @Test(arguments: wrong.indices) func refusesCasesThatCannotBe(index: Int) {
    let (message, change) = Self.wrong[index]
    var item = small
    change(&item)
    let error = #expect(throws: WorkflowError.self) { try BenchmarkReport(cases: [item], jobs: 1, epochs: 1) }
    #expect(error.map { "\($0)".hasPrefix(message) } == true, "\(String(describing: error))")
  }

  @Test func refusesCountsThatCannotBe() {
    for jobs in [0, 65] {
      #expect(throws: WorkflowError.self) { try BenchmarkReport(cases: [small], jobs: jobs) }
    }
    for epochs in [0, -1, 1_000_001] {
      #expect(throws: WorkflowError.self) { try BenchmarkReport(cases: [small], jobs: 1, epochs: epochs) }
    }
  }
}
