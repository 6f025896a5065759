import Datasets
public import Foundation
import GRDB
import Reporting
import SeededRandom
import Study
import StudyFile
import TrialStorage
import Workflow

/// Stores of finished studies, and all that commands make of them.
public struct StoreTarget: FuzzTarget {
  public static let name = "store"
  public let goodFiles: [GoodFile]
  private let folder: ReaderFolder
  /// Where stores are damaged by SQL; outside of the folder that is read.
  private let workshop: URL

  public init(in folder: URL) throws {
    let results = folder.appending(path: "results", directoryHint: .isDirectory)
    workshop = folder.appending(path: "workshop.sqlite")
    try FileManager.default.createDirectory(at: results, withIntermediateDirectories: true)
    let bytes = try Self.store(at: workshop, of: Self.study.replacing("[8, 20]", with: "[20]"))
    goodFiles = [GoodFile(FuzzInput(bytes), headerLength: 100)]
    self.folder = try ReaderFolder(results, [("store.sqlite", bytes)])
  }

  private static let study = """
    name: stored
    data: {source: moons, samples: 60, noise: 0.1, test: 0.3}
    sizes: [8, 20]
    replicates: 2
    models: {a: {hidden: [3]}, svm: {kind: svm}}
    training: {epochs: 3, batch: 10}
    stopping:
      - {rule: loss-change, threshold: [0.05]}
      - {rule: none}
    vary: {learning-rate: [0.01, 0.1]}
    record: {batch-loss: true, dead-neurons: true}
    """

  /// A finished study in pages of 512 bytes, so that there are few prefixes; without decision maps, which are long.
  private static func store(at url: URL, of text: String) throws -> [UInt8] {
    let study = try StudyFile.parse(text: text, file: "stored.yaml")
    let data = try DataLoader.load(study.data.source, test: study.data.test, seed: StudySeed(study.seed))
    do {
      let store = try SQLiteTrialStore(url)
      try store.setStudy(
        StudyRecord(
          description: study, file: text, dataDigest: data.digest, engineVersion: StudyPlan.engineVersion))
      let plan = try StudyPlan(study: study, facts: DataFacts(data, study: study))
      _ = try StudyRunner(plan: plan, data: data, store: store, jobs: 1).run(cancellation: Cancellation()) { _ in }
    }
    let database = try DatabaseQueue(path: url.path(percentEncoded: false))
    try database.writeWithoutTransaction {
      // Seconds differ from one run to the next; the cases must not.
      try $0.execute(
        sql:
          "UPDATE epoch SET seconds = 1; DELETE FROM recording WHERE kind = 'decisions'; "
          + "INSERT INTO checkpoint (key, content) VALUES ('a key', x'0123456789'); PRAGMA page_size = 512; VACUUM"
      )
    }
    try database.close()
    return [UInt8](try Data(contentsOf: url))
  }

  /// The results of the study, whose models and values others then name.
  static func results(in folder: URL) throws -> StudyResults {
    let file = folder.appending(path: "store.sqlite")
    _ = try store(at: file, of: study)
    defer { try? FileManager.default.removeItem(at: file) }
    return try ResultsFolder(folder).results()
  }

  public var path: String { folder.path }

  public var craftedFiles: [() -> FuzzInput] {
    Self.craftedStatements.map { statement in { changed(goodFiles[0].input, by: [statement]) } }
  }

  /// Stores that are in order as databases and do harm as stores.
  private static let craftedStatements = [
    "UPDATE study SET description = replace(description, '\"replicates\":2', '\"replicates\":100000')",
    """
    UPDATE study SET description = replace(description, '"replicates":2', '"replicates":{"data":-1,"initial-weights":-2}')
    """,
    """
    UPDATE study SET description = replace(description, '"replicates":2', '"replicates":{"data":2,"initial-weights":2}')
    """,
    "UPDATE study SET description = replace(description, '\"samples\":60', '\"samples\":10000000')",
    "UPDATE study SET description = replace(description, '\"name\":\"stored\"', '\"name\":\"\\u001b[2J\\n\"')",
    "UPDATE study SET description = '[' || replace(hex(zeroblob(200000)), '00', '[') || ']'",
    "UPDATE study SET file = hex(zeroblob(20000000))",
    "UPDATE trajectory SET model = hex(zeroblob(2000000))",
    "UPDATE trajectory SET model = char(27) || '[2J' || char(10)",
    "UPDATE recording SET content = zeroblob(5000000)",
    "UPDATE trial SET rule = '{\"none\":' || hex(zeroblob(1000000))",
    "UPDATE trajectory SET size = 9007199254740992", "UPDATE epoch SET updates = 9007199254740992, train_loss = 1e308",
    "UPDATE epoch SET test_loss = 9e999", "UPDATE epoch SET train_accuracy = -1e308",
    "UPDATE epoch SET test_accuracy = 2",
    "UPDATE epoch SET train_loss = -1e308, test_loss = 1e308", "UPDATE epoch SET seconds = -1e308",
    "UPDATE trajectory SET chance_train_accuracy = 1e308", "DELETE FROM epoch", "DELETE FROM trial",
    // Metrics that were not measured, stores of older formats that are none, and some of newer ones.
    "UPDATE epoch SET train_accuracy = NULL, validation_accuracy = NULL, test_accuracy = NULL",
    "UPDATE trajectory SET chance_train_accuracy = NULL", "UPDATE epoch SET test_accuracy = NULL",
    "UPDATE study SET description = replace(description, '[\"accuracy\"]', '[\"log-loss\"]')",
    "UPDATE study SET description = replace(description, '[\"accuracy\"]', '[]')",
    "UPDATE study SET description = replace(description, '\"accuracy\"', '\"accuracy\",\"accuracy\"')",
    "PRAGMA user_version = 5", "PRAGMA user_version = 4", "PRAGMA user_version = 0",
    "PRAGMA user_version = 5; DROP TABLE grdb_migrations", "DROP TABLE grdb_migrations",
    "DROP TABLE grdb_migrations; CREATE TABLE grdb_migrations (other BLOB); INSERT INTO grdb_migrations VALUES (x'00')",
    "INSERT INTO grdb_migrations VALUES ('8')", "DELETE FROM grdb_migrations",
    "ALTER TABLE epoch ADD COLUMN train_log_loss BLOB; UPDATE epoch SET train_log_loss = x'00'",
    "DROP TABLE epoch; CREATE VIEW epoch AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
      + "SELECT 1 AS trajectory, i AS epoch, i AS updates, 1.0 AS train_loss, 1.0 AS train_accuracy, NULL AS validation_loss, "
      + "NULL AS validation_accuracy, 1.0 AS test_loss, 1.0 AS test_accuracy, 1.0 AS seconds FROM n",
    "DROP TABLE study; CREATE TABLE study (description, file, data_digest, engine_version); "
      + "INSERT INTO study VALUES (zeroblob(1000), 1, 2, 'x')",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE epoch (' || char(10) || 'x' WHERE name = 'epoch'",
    "DROP TABLE checkpoint; CREATE TABLE checkpoint (key, content); INSERT INTO checkpoint VALUES (NULL, 1)",
    "DROP TABLE checkpoint; CREATE TABLE checkpoint (key, content); INSERT INTO checkpoint VALUES ('a key', 1)",
    "DROP TABLE final_state; CREATE TABLE final_state (key, content); INSERT INTO final_state VALUES (1, NULL)",
    "UPDATE trajectory SET epoch_limit = -1", "UPDATE trajectory SET epoch_limit = 9007199254740992, hidden_now = 7",
    "UPDATE trajectory SET recorded = 'network'",
    "UPDATE trajectory SET recorded = json_object('kind', 'oneShot', 'depth', 1 << 40), hidden = 'null'",
    "UPDATE trajectory SET recorded = json_object('kind', 'network'), hidden = 'null'",
    "UPDATE trajectory SET recorded = 7", "UPDATE epoch SET updates = NULL, seconds = NULL",
    "UPDATE trajectory SET hidden_now = -1", "UPDATE trajectory SET hidden_now = 1",
    "PRAGMA application_id = 1", "PRAGMA user_version = 2147483647", "ALTER TABLE epoch DROP COLUMN seconds",
  ]

  /// Damages the file, or what is in it, by SQL.
  public func mutate(_ input: FuzzInput, with mutator: inout ByteMutator) -> FuzzInput {
    guard mutator.below(3) == 0 else { return FuzzInput(mutator.mutated(input.bytes)) }
    return changed(input, by: Self.damage(with: &mutator))
  }

  private static let columns = [
    "study": ["description", "file", "data_digest", "engine_version"],
    "trajectory": [
      "key", "model_index", "model", "hidden", "parameters", "size", "varied", "replicate", "diverged",
      "chance_train_accuracy", "chance_test_accuracy",
    ],
    "epoch": [
      "epoch", "updates", "train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "test_loss",
      "test_accuracy", "seconds",
    ],
    "trial": ["position", "rule", "status", "epoch", "stopped_epoch"], "recording": ["kind", "content"],
    "checkpoint": ["key", "content"],
  ]

  /// SQL that changes a few values; a number in a JSON text, or a whole value.
  private static func damage(with mutator: inout ByteMutator) -> [String] {
    let table = mutator.element(columns.keys.sorted())
    let column = mutator.element(columns[table] ?? [])
    let rows = "rowid IN (SELECT rowid FROM \(table) ORDER BY rowid LIMIT 1 OFFSET \(mutator.below(6)))"
    let condition = ["epoch", "trial"].contains(table) ? "trajectory = \(1 + mutator.below(12))" : rows
    let word = String(decoding: mutator.mutatedText(Array(mutator.element(numbers).utf8)), as: UTF8.self)
    let literal = "'" + word.replacing("'", with: "''").replacing("\u{0}", with: "") + "'"
    let digit = mutator.below(10)
    switch mutator.below(6) {
    case 0: return ["UPDATE \(table) SET \(column) = \(literal) WHERE \(condition)"]
    case 1: return ["UPDATE \(table) SET \(column) = \(mutator.element(numbers)) WHERE \(condition)"]
    case 2:
      return ["UPDATE \(table) SET \(column) = replace(\(column), '\(digit)', \(literal)) WHERE \(condition)"]
    case 3:
      return ["UPDATE \(table) SET \(column) = NULL WHERE \(condition)", "DELETE FROM \(table) WHERE \(condition)"]
    case 4: return ["UPDATE \(table) SET \(column) = CAST(\(mutator.element(numbers)) AS BLOB) WHERE \(condition)"]
    default:
      let names = ["true", "null", "[]", "{}", "[[]]", "\"x\"", "[1,2]"]
      return [
        "UPDATE \(table) SET \(column) = replace(\(column), '\"\(digit)', '\(mutator.element(names))') WHERE \(condition)",
        "UPDATE \(table) SET \(column) = replace(\(column), ':\(digit)', ':\(mutator.element(names))') WHERE \(condition)",
      ]
    }
  }

  private static let numbers = [
    "0", "-1", "1", "2", "3", "7", "9e999", "-9e999", "1e308", "0.5", "2147483648", "9007199254740992",
    "9007199254740993", "9223372036854775807", "-9223372036854775808",
  ]

  /// The store after some statements; those that fail are left out.
  private func changed(_ input: FuzzInput, by statements: [String]) -> FuzzInput {
    let path = workshop.path(percentEncoded: false)
    for suffix in ["", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    try? Data(input.bytes).write(to: workshop)
    do {
      var configuration = GRDB.Configuration()
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY") }
      let database = try DatabaseQueue(path: path, configuration: configuration)
      for statement in statements { try? database.writeWithoutTransaction { try $0.execute(sql: statement) } }
      try database.close()
      return FuzzInput([UInt8](try Data(contentsOf: workshop)))
    } catch { return input }
  }

  public func read(_ input: FuzzInput) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != "store.sqlite" {
      try FileManager.default.removeItem(atPath: folder.path + name)
    }
    try folder.put(input)
    let results = ResultsFolder(folder.url)
    let stored = try results.results()
    let output = StudyOutput(stored)
    for table in ResultTable.allCases {
      let filled = output.table(table)
      let lines = TableFormat.tsv.write(filled).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      let cells = lines.map { $0.count { $0 == "\t" } }
      try UnsoundContent.unless(Set(cells).count == 1, "rows of \(table.rawValue) differ in length")
      // A model may well be called nan.
      let isFinite = filled.rows.allSatisfy { row in
        row.allSatisfy { if case .number(let value) = $0 { value.isFinite } else { true } }
      }
      try UnsoundContent.unless(isFinite, "\(table.rawValue) has a number that is none")
    }
    // The data that a store names may take long to make, and so may a plan: as long as a study file's would.
    if stored.study.trainingRuns <= StudyDescription.mostPlanned, stored.study.data.source.samples ?? 0 <= 10_000 {
      _ = try StudyStatus(results).description
    }
    let store = try SQLiteTrialStore(results.store)
    _ = try store.checkpoint(of: "a key")
    if let first = stored.trajectories.first { try store.save(first) }
  }
}
