import DurableFiles
import Foundation
import GRDB
import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing
import TrialStorage

/// A store comes back whole, or with an error that names it; it never brings the program down.
@Suite struct DamagedStoreTests {
  let folder: TemporaryFolder
  private var file: URL { folder.file("store.sqlite") }
  private var path: String { file.path(percentEncoded: false) }

  init() throws {
    folder = try TemporaryFolder()
    let store = try SQLiteTrialStore(folder.file("store.sqlite"))
    try store.setStudy(.sample(SmallStudy { $0.vary = [] }.description, file: "name: small\n"))
    for replicate in 1...3 { try store.save(.sample("\(replicate)", replicate: replicate, epochs: 12)) }
    try store.save(.diverged("4"))
  }

  /// Runs SQL on the file without the checks of its schema, as damage would have it.
  private func alter(_ sql: String) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;")
      try database.execute(sql: sql)
    }
  }

  /// Makes the tables anew from their contents, without constraints, so that any value fits.
  private func loosen() throws {
    for table in ["study", "trajectory", "epoch", "trial", "recording"] {
      try alter(
        "CREATE TABLE loose AS SELECT * FROM \(table); DROP TABLE \(table); ALTER TABLE loose RENAME TO \(table)")
    }
  }

  private func expectDamage(_ sql: String, _ comment: Comment? = nil) throws {
    let whole = try Data(contentsOf: file)
    try alter(sql)
    let error = #expect(throws: StoreError.self, comment ?? "\(sql)") {
      _ = try SQLiteTrialStore(file, readOnly: true).results()
    }
    #expect(error?.path == path)
    #expect(error?.description.contains("\n") == false)
    try whole.write(to: file)
  }

  @Test func looseningAloneDoesNoDamage() throws {
    let before = try SQLiteTrialStore(file, readOnly: true).results()
    try loosen()
    #expect(try SQLiteTrialStore(file, readOnly: true).results() == before)
  }

  @Test func whatNoStudyMeasuresIsDamage() throws {
    for value in ["-1e308", "-0.001", "1.001", "9e999"] {
      for set in ["train", "validation", "test"] {
        try expectDamage("UPDATE epoch SET \(set)_accuracy = \(value) WHERE epoch = 5")
      }
    }
  }

  /// They would be laid out in figures, letter by letter.
  @Test func endlessNamesAreDamage() throws {
    try expectDamage("UPDATE trajectory SET model = hex(zeroblob(2049)) WHERE key = '2'")
    try SQLiteTrialStore(file).setStudy(
      .sample(SmallStudy { $0.title = String(repeating: "x", count: 4097) }.description, file: ""))
    #expect(throws: StoreError.self) { try SQLiteTrialStore(file, readOnly: true).study() }
  }

  /// A view may take for ever.
  @Test func viewsAreDamage() throws {
    let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    try expectDamage("DROP TABLE recording; CREATE VIEW recording AS \(numbers)")
    try expectDamage("CREATE TRIGGER later AFTER DELETE ON trajectory BEGIN SELECT 1; END")
  }

  /// A study of more trials than a study file may have would fill the memory.
  @Test func boundlessStudiesAreDamage() throws {
    let values = (0..<1000).map { VariedSetting.Value(text: "\($0)", assignment: .init(\.learningRate, Double($0))) }
    for change: (inout StudyDescription) -> Void in [
      { $0.replicates = 10_001 },
      { $0.vary = ["learning-rate", "l2", "decay"].map { .init(key: $0, values: values) } },
      { $0.sizes = .list(Array(1...10_000)) }, { $0.models = Array(repeating: $0.models[0], count: 300_000) },
    ] {
      var description = SmallStudy().description
      description.replicates = 1000
      change(&description)
      try SQLiteTrialStore(file).setStudy(.sample(description, file: ""))
      #expect(throws: StoreError.self) { try SQLiteTrialStore(file, readOnly: true).study() }
    }
  }

  @Test func nullsAreDamage() throws {
    try loosen()
    for column in [
      "key", "model_index", "model", "hidden", "parameters", "size", "varied", "replicate", "diverged", "id",
    ] {
      try expectDamage("UPDATE trajectory SET \(column) = NULL WHERE key = '2'")
    }
    for column in [
      "trajectory", "epoch", "updates", "train_loss", "train_accuracy", "validation_loss", "validation_accuracy",
      "test_loss", "test_accuracy", "seconds",
    ] {
      try expectDamage("UPDATE epoch SET \(column) = NULL WHERE epoch = 5")
    }
    for column in ["trajectory", "rule", "status", "epoch", "stopped_epoch"] {
      try expectDamage("UPDATE trial SET \(column) = NULL WHERE position = 0")
    }
    for column in ["trajectory", "kind", "content"] {
      try expectDamage("UPDATE recording SET \(column) = NULL WHERE kind = 'decisions'")
    }
  }

  @Test func valuesOfTheWrongKindAreDamage() throws {
    try loosen()
    for change in [
      "trial SET status = 'running'", "trial SET status = ''", "trial SET status = 'diverged' WHERE position = 0",
      "trial SET rule = '{}'", "trial SET rule = '{\"unknown\":{}}'", "trial SET rule = x'ff00'", "trial SET rule = 3",
      "trial SET epoch = 0", "trial SET epoch = -9223372036854775808", "trial SET epoch = 4 WHERE stopped_epoch = 3",
      "trial SET stopped_epoch = 13", "trial SET stopped_epoch = 9223372036854775807",
      "epoch SET epoch = epoch + 1", "epoch SET updates = -1", "epoch SET updates = 9223372036854775807",
      "epoch SET train_loss = 'low'", "epoch SET train_loss = 9e999",
      "epoch SET test_loss = -9e999", "epoch SET seconds = -9e999",
      "trajectory SET hidden = '[8,6'", "trajectory SET hidden = '[\"8\"]'", "trajectory SET varied = '8'",
      "trajectory SET varied = '[1]'", "trajectory SET replicate = 0",
      "trajectory SET replicate = -9223372036854775808",
      "trajectory SET replicate = 9223372036854775807", "trajectory SET replicate = 'one'",
      "trajectory SET model_index = -1", "trajectory SET size = 1e300", "trajectory SET diverged = 'no'",
      "trajectory SET diverged = 0", "trajectory SET hidden = '[8,-1]'",
      "trajectory SET hidden = '[8,4611686018427387904]'", "recording SET kind = 'weights'", "recording SET kind = 3",
      "recording SET content = x''", "recording SET content = x'00'", "recording SET content = 'null'",
      "recording SET content = substr(content, 1, length(content) - 4)",
    ] {
      try expectDamage("UPDATE \(change)")
    }
  }

  @Test func missingRowsColumnsAndTablesAreDamage() throws {
    try expectDamage("DELETE FROM epoch WHERE epoch = 5", "a hole in the histories")
    try expectDamage("DELETE FROM epoch WHERE epoch = 1")
    try expectDamage("DELETE FROM epoch")
    try expectDamage("ALTER TABLE epoch RENAME COLUMN seconds TO minutes")
    try expectDamage("ALTER TABLE trial RENAME COLUMN status TO stat")
    try expectDamage("ALTER TABLE trajectory RENAME COLUMN id TO it")
    try expectDamage("ALTER TABLE recording RENAME COLUMN content TO contents")
    for table in ["trajectory", "epoch", "trial", "recording"] { try expectDamage("DROP TABLE \(table)") }
  }

  @Test(arguments: ["DROP TABLE study", "UPDATE study SET description = '{}'", "UPDATE study SET description = 'π'"])
  func aStudyThatCannotBeReadIsDamage(sql: String) throws {
    try alter(sql)
    let store = try SQLiteTrialStore(file)
    let error = #expect(throws: StoreError.self) { _ = try store.study() }
    #expect(error?.path == path)
  }

  @Test func aTruncatedStoreIsAnErrorOrWhole() throws {
    let whole = try Data(contentsOf: file)
    let complete = try SQLiteTrialStore(file, readOnly: true).results()
    var refused = 0
    for length in stride(from: 0, to: whole.count, by: 512) {
      refused += try isRefused(whole.prefix(length)) { results in
        let old = results.filter { $0.key != "new" }
        #expect(length > 0 ? old == complete : old.isEmpty, "the first \(length) bytes")
      }
    }
    #expect(refused >= whole.count / 512 - 1, "all but the empty file, which is a new store")
  }

  @Test func aStoreWithFlippedBytesIsAnErrorOrValid() throws {
    let seed = printedSeed()
    var generator = StudySeed(seed).generator(for: .bootstrap)
    let whole = try Data(contentsOf: file)
    var refused = 0
    for _ in 0..<400 {
      var damaged = whole
      for _ in 0...generator.below(8) {
        damaged[generator.below(damaged.count)] ^= UInt8(1 + generator.below(255))
      }
      refused += try isRefused(damaged) { expectValid($0, seed: seed) }
    }
    #expect(refused > 0, "seed \(seed)")
  }

  /// Flips bytes of the page that holds the schema, and in the header, where damage would otherwise seldom fall.
  @Test func aSchemaWithFlippedBytesIsAnErrorOrValid() throws {
    let seed = printedSeed()
    var generator = StudySeed(seed).generator(for: .bootstrap)
    let whole = try Data(contentsOf: file)
    var refused = 0
    for _ in 0..<400 {
      var damaged = whole
      damaged[generator.below(4096)] ^= UInt8(1 + generator.below(255))
      refused += try isRefused(damaged) { expectValid($0, seed: seed) }
    }
    #expect(refused > 0, "seed \(seed)")
  }

  /// Whatever analysis and tables rely on.
  private func expectValid(_ results: [TrajectoryResult], seed: UInt64) {
    for result in results {
      #expect(result.replicate > 0, "seed \(seed)")
      #expect(result.history.map(\.epoch) == Array(1..<(result.history.count + 1)), "seed \(seed)")
      for trial in result.trials {
        #expect((trial.status == .diverged) == (result.reported(by: trial) == nil), "seed \(seed)")
        #expect(trial.stoppedEpoch ?? 0 <= result.history.count, "seed \(seed)")
      }
    }
  }

  /// Writes `contents` to a store of its own, reads it, and writes to it; 1 if it could not be read.
  private func isRefused(_ contents: Data, check: ([TrajectoryResult]) -> Void) throws -> Int {
    let url = folder.file("damaged.sqlite")
    try contents.write(to: url)
    defer {
      for suffix in ["", "-journal", "-wal", "-shm"] {
        try? FileManager.default.removeItem(at: folder.file("damaged.sqlite\(suffix)"))
      }
    }
    var refused = 0
    do {
      let store = try SQLiteTrialStore(url, readOnly: true)
      _ = try store.results().count
      _ = try? store.study()
      check(try store.results())
    } catch let error as StoreError {
      #expect(error.path == url.path(percentEncoded: false))
      refused = 1
    }
    do {
      let store = try SQLiteTrialStore(url)
      try store.save(.sample("new"))
      check(try store.results())
    } catch is StoreError {}
    return refused
  }
}
