import Datasets
import DurableFiles
import Foundation
import GRDB
import NeuralNetwork
import Plotting
import Reporting
import SeededRandom
import Study
import SupportVectorMachines
import TestSupport
import Testing
import TrialStorage
import Workflow

/// A damaged store is an error that names it, or its results go through analysis, tables and figures.
@Suite struct DamagedResultsTests {
  let folder: TemporaryFolder
  private var results: ResultsFolder { ResultsFolder(folder.url) }
  private var path: String { results.store.path }

  init() throws { folder = try TemporaryFolder() }

  /// Trains a study that records all it can: on points, which have decision maps, or on images.
  private func train(_ source: DataSource) throws {
    let study = SmallStudy {
      $0.data.source = source
      $0.replicates = 2
      $0.training.epochs = 6
      $0.record.batchLoss = true
      $0.record.deadNeurons = true
      $0.models.append(Model(name: "svm", kind: .supportVectorMachine(SupportVectorSettings(kernel: .linear))))
    }.description
    let data = try DataLoader.load(source, test: study.data.test, seed: StudySeed(study.seed))
    let store = try SQLiteTrialStore(results.store)
    try store.setStudy(
      StudyRecord(description: study, file: "", dataDigest: data.digest, engineVersion: StudyPlan.engineVersion))
    let plan = try StudyPlan(study: study, facts: DataFacts(data, study: study))
    _ = try StudyRunner(plan: plan, data: data, store: store, jobs: 2).run(cancellation: Cancellation()) { _ in }
  }

  private static let points = DataSource(name: "blobs", samples: 400, noise: 0.3, classes: 3)

  /// Whether the folder can be read; if so, everything is made of it that a command would write.
  private func isRead() throws -> Bool {
    let read: StudyResults
    do { read = try results.results() } catch let error as StoreError {
      #expect(error.path == path || error.path == results.path)
      return false
    }
    let output = StudyOutput(read)
    for name in ResultTable.allCases { _ = TableFormat.tsv.write(output.table(name)) }
    #expect(!output.figures.isEmpty || read.trajectories.isEmpty)
    return true
  }

  @Test(arguments: [points, DataSource(name: "digits")]) func theWholeStoreIsRead(source: DataSource) throws {
    try train(source)
    #expect(try isRead())
    let names = Set(StudyOutput(try results.results()).figures.map(\.name))
    #expect(
      names.isSuperset(of: ["batch-loss", "dead-neurons", source == Self.points ? "decision-boundary" : "weights"]))
  }

  @Test(arguments: [points, DataSource(name: "digits")]) func flippedBytesNeverTrap(source: DataSource) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    try train(source)
    let whole = try Data(contentsOf: results.store.url)
    var read = 0
    for _ in 0..<60 {
      var damaged = whole
      for _ in 0...generator.below(4) { damaged[generator.below(damaged.count)] ^= UInt8(1 + generator.below(255)) }
      try damaged.write(to: results.store.url)
      read += try isRead() ? 1 : 0
    }
    print("\(read) of 60 read, seed \(seed)")
  }

  /// Every number in every text that is stored as JSON, replaced by others.
  @Test(arguments: [points, DataSource(name: "digits")]) func numbersThatAreWrongNeverTrap(source: DataSource) throws {
    try train(source)
    let whole = try Data(contentsOf: results.store.url)
    let columns = [
      ("study", "description", "1"), ("trajectory", "hidden", "id = 1"), ("trial", "rule", "trajectory = 1"),
      ("recording", "content", "trajectory = 1 AND kind = 'decisions'"),
      ("recording", "content", "trajectory = 1 AND kind = 'first-layer'"),
      ("recording", "content", "trajectory = 1 AND kind = 'dead-units'"),
    ]
    var (read, tried) = (0, 0)
    for (table, column, rows) in columns {
      let select = "SELECT CAST(\(column) AS TEXT) FROM \(table) WHERE \(rows)"
      guard let text = try DatabaseQueue(path: path).read({ try String.fetchOne($0, sql: select) }) else { continue }
      let numbers = text.matches(of: /[:,\[](-?[0-9.eE+\-]+)(?=[,\]}])/).map { $0.1.startIndex..<$0.1.endIndex }
      for range in numbers.prefix(60) {
        for number in ["-1", "0", "1e308", "4611686018427387904", "9223372036854775807"] {
          let damaged = text.replacingCharacters(in: range, with: number)
          try DatabaseQueue(path: path).write { database in
            try database.execute(
              sql: "UPDATE \(table) SET \(column) = CAST(? AS \(table == "recording" ? "BLOB" : "TEXT")) WHERE \(rows)",
              arguments: [damaged])
          }
          read += try isRead() ? 1 : 0
          tried += 1
        }
      }
      try whole.write(to: results.store.url)
    }
    print("\(source.name): \(read) of \(tried) read")
    #expect(tried > 100 && read < tried)
  }
}
