import Foundation
import GRDB
import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import TrialStorage

/// Stores of older formats. `Fixtures/format-5.sqlite` is one that the last version with format 5 has trained; beside it are
/// tables that this version made of it.
@Suite struct MigrationTests {
  let folder: TemporaryFolder
  private var file: URL { folder.file("store.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.copyItem(at: Self.fixture("format-5.sqlite"), to: file)
  }

  private static func fixture(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
  }

  /// What `fathom status` of that version says of the store.
  private static let digest = "14f796eef6591bbfe058ec55b0e8800dfbc6bd0662a4af7dd862677dfa416ad9"

  private func results(readOnly: Bool) throws -> StudyResults {
    let store = try SQLiteTrialStore(file, readOnly: readOnly)
    let study = try #require(try store.study()).description
    #expect(study.metrics == [.accuracy])
    return StudyResults(study: study, trajectories: try store.results())
  }

  /// Rows of a table, by the names of its columns.
  private func rows(_ name: String) throws -> [[String: String]] {
    let lines = try String(contentsOf: Self.fixture("format-5-\(name).tsv"), encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test func aReaderChangesNothingAndAWriterMigrates() throws {
    let before = try Data(contentsOf: file)
    #expect(try results(readOnly: true).digest == Self.digest)
    #expect(try Data(contentsOf: file) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path(percentEncoded: false)).count == 1)
    #expect(try results(readOnly: false).digest == Self.digest)
    #expect(try Data(contentsOf: file) != before)
    #expect(try results(readOnly: true).digest == Self.digest)
    // Migrated once.
    let after = try Data(contentsOf: file)
    _ = try SQLiteTrialStore(file)
    #expect(try Data(contentsOf: file) == after)
  }

  @Test func everyNumberIsThatOfTheTable() throws {
    let epochs = try rows("epochs")
    let found = try results(readOnly: true).trajectories.flatMap(\.history)
    #expect(found.count == epochs.count && found.count == 28)
    for (record, row) in zip(found, epochs) {
      let scores = [record.train, record.validation, record.test].flatMap { [$0?.loss, $0?[.accuracy]] }
      let names = ["train", "validation", "test"].flatMap { ["\($0)_loss", "\($0)_accuracy"] }
      #expect(scores == names.map { row[$0].flatMap(Double.init) })
    }
  }

  /// Format 4 is what format 5 was before its last changes.
  @Test(arguments: [true, false]) func formatFourComesToTheSame(readOnly: Bool) throws {
    _ = try SQLiteTrialStore(file)
    try makeFormat4(file)
    let found = try results(readOnly: readOnly)
    #expect(found.digest == Self.digest)
    #expect(found.trajectories.allSatisfy { $0.chance.train.loss == nil && $0.chance.train[.accuracy] != nil })
  }

  /// An older store has had no looks; a newer one keeps them in their order, each number of replicates once.
  @Test func looksAreKept() throws {
    #expect(try SQLiteTrialStore(file, readOnly: true).looks().isEmpty)
    let looks = [10, 20, 20, 8, 10].map { Look(replicates: $0, time: Date(timeIntervalSince1970: Double($0))) }
    for look in looks { try SQLiteTrialStore(file).addLook(look) }
    #expect(try SQLiteTrialStore(file, readOnly: true).looks() == [looks[0], looks[1], looks[3]])
  }

  /// Format 8 told looks by precision from others.
  @Test(arguments: [true, false]) func looksOfFormatEightAreKept(readOnly: Bool) throws {
    let look = Look(replicates: 10, time: Date(timeIntervalSince1970: 5))
    try SQLiteTrialStore(file).addLook(look)
    try DatabaseQueue(path: file.path(percentEncoded: false)).writeWithoutTransaction {
      try $0.execute(
        sql: """
          ALTER TABLE look ADD COLUMN by_precision INTEGER NOT NULL DEFAULT 1;
          ALTER TABLE trajectory DROP COLUMN test_largest_class;
          ALTER TABLE trajectory DROP COLUMN test_smallest_class;
          ALTER TABLE trajectory DROP COLUMN recorded;
          ALTER TABLE trajectory DROP COLUMN hidden_now;
          ALTER TABLE trajectory DROP COLUMN epoch_limit;
          DROP TABLE final_state;
          DELETE FROM grdb_migrations WHERE identifier IN ('9', '10', '11', '12');
          PRAGMA user_version = 8;
          """)
    }
    #expect(try SQLiteTrialStore(file, readOnly: readOnly).looks() == [look])
  }

  /// Until format 10 the limit of epochs was that of the study, and nothing was hidden but replicates.
  @Test func limitsOfEpochsAreThoseOfTheStudy() throws {
    let store = try SQLiteTrialStore(file)
    let study = try #require(try store.study()).description
    let results = try store.results()
    #expect(!results.isEmpty)
    for result in results { #expect(result.epochLimit == study.epochLimit(of: result.configuration)) }
    #expect(try store.shownResults() == results && store.finalStateKeys().isEmpty)
  }

  @Test(arguments: [true, false]) func aNewerStoreIsRefusedInOneLine(readOnly: Bool) throws {
    _ = try SQLiteTrialStore(file)
    try DatabaseQueue(path: file.path(percentEncoded: false)).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('\(StoreSchema.version + 1)')")
    }
    let before = try Data(contentsOf: file)
    let error = #expect(throws: StoreError.self) { _ = try SQLiteTrialStore(file, readOnly: readOnly) }
    #expect(error?.reason.contains("newer version of Fathom") == true && error?.description.contains("\n") == false)
    #expect(try Data(contentsOf: file) == before)
  }

  /// A name of a migration that is no text is damage, told as such.
  @Test(arguments: [true, false]) func aDamagedListOfMigrationsIsRefusedInOneLine(readOnly: Bool) throws {
    _ = try SQLiteTrialStore(file)
    try DatabaseQueue(path: file.path(percentEncoded: false)).write {
      try $0.execute(
        sql: "DROP TABLE grdb_migrations; CREATE TABLE grdb_migrations (identifier TEXT); "
          + "INSERT INTO grdb_migrations VALUES (NULL)")
    }
    let error = #expect(throws: StoreError.self) { _ = try SQLiteTrialStore(file, readOnly: readOnly) }
    #expect(error?.reason.hasPrefix("damaged") == true && error?.description.contains("\n") == false)
  }

  /// A process that was killed between the first write to a new store and its migration.
  @Test(arguments: [true, false]) func aStoreWhoseMakingWasInterruptedIsANewOne(hasTable: Bool) throws {
    try FileManager.default.removeItem(at: file)
    try DatabaseQueue(path: file.path(percentEncoded: false)).writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA application_id = \(StoreSchema.applicationIdentifier)")
      if hasTable { try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)") }
    }
    let reader = try SQLiteTrialStore(file, readOnly: true)
    #expect(try reader.study() == nil && reader.results().isEmpty)
    let store = try SQLiteTrialStore(file)
    try store.save(.sample("a"))
    #expect(try SQLiteTrialStore(file, readOnly: true).results() == [.sample("a")])
  }

  /// Columns of a metric come with the first trajectory that has it; those of before have no value of it.
  @Test func aMetricGetsItsColumnsWhenItIsMeasured() throws {
    let older = try SQLiteTrialStore(file).results()
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let both = TrajectoryResult.sample("both").withAnyNumbers(from: &generator)
    try SQLiteTrialStore(file).save(both)
    let found = try SQLiteTrialStore(file, readOnly: true).results()
    #expect(found.first { $0.key == "both" }?.bits == both.bits, "seed \(seed)")
    #expect(found.filter { $0.key != "both" } == older)
    #expect(older.allSatisfy { $0.history.allSatisfy { $0.train.metrics == [.accuracy] } })
  }
}
