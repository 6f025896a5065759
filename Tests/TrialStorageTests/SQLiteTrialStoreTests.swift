import DurableFiles
import Foundation
import GRDB
import Study
import TestSupport
import Testing
import TrialStorage

@Suite struct SQLiteTrialStoreTests {
  let folder: TemporaryFolder
  private var file: URL { folder.file("store.sqlite") }
  private var path: String { file.path(percentEncoded: false) }

  init() throws { folder = try TemporaryFolder() }

  /// Runs SQL on the file, as somebody else would.
  private func alter(_ sql: String) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  @Test func keepsResultsAndStudyOnTheDisk() throws {
    let study = SmallStudy().description
    do {
      let store = try SQLiteTrialStore(file)
      #expect(try store.study() == nil)
      #expect(try store.results().count == 0)
      try store.setStudy(.sample(study, file: "name: small\n# \"π\"\n"))
      try store.save(.sample("a"))
      try store.save(.diverged("b"))
    }
    let store = try SQLiteTrialStore(file, readOnly: true)
    #expect(try store.results().count == 2)
    #expect(try Set(store.results().map(\.key)) == ["a", "b"])
    let found = try #require(try store.study())
    #expect(found.description == study)
    #expect(found.file == "name: small\n# \"π\"\n")
  }

  @Test func theStudyIsReplacedAndResultsStay() throws {
    let store = try SQLiteTrialStore(file)
    try store.save(.sample("a"))
    try store.setStudy(.sample(SmallStudy().description, file: "one"))
    let other = SmallStudy { $0.replicates = 9 }.description
    try store.setStudy(.sample(other, file: "two"))
    #expect(try store.study()?.description == other)
    #expect(try store.study()?.file == "two")
    #expect(try store.results() == [.sample("a")])
  }

  @Test func replacingLeavesNoRowsBehind() throws {
    let store = try SQLiteTrialStore(file)
    for epochs in [9, 4, 2] { try store.save(.sample("a", epochs: epochs)) }
    let rows = try DatabaseQueue(path: path).read { database in
      try ["trajectory", "epoch", "trial"].map { try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)") }
    }
    #expect(rows == [1, 2, 6])
  }

  /// PRAGMA synchronous answers 2 for FULL (sqlite.org/pragma.html).
  @Test func connectionsAreDurable() throws {
    try alter("PRAGMA journal_mode = WAL")
    let queue = try DatabaseQueue(path: path, configuration: SQLiteTrialStore.connection(path, readOnly: false))
    let (journal, synchronous) = try queue.read {
      (try String.fetchOne($0, sql: "PRAGMA journal_mode"), try Int.fetchOne($0, sql: "PRAGMA synchronous"))
    }
    #expect(journal == "delete")
    #expect(synchronous == 2)
  }

  /// Bytes 18 and 19 of the header are 1 for a rollback journal and 2 for a write-ahead log (sqlite.org/fileformat.html).
  @Test func theFileHasARollbackJournal() throws {
    let store = try SQLiteTrialStore(file)
    try store.save(.sample("a"))
    #expect(try [UInt8](Data(contentsOf: file))[18...19] == [1, 1])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path(percentEncoded: false)) == ["store.sqlite"])
    try alter("PRAGMA journal_mode = WAL")
    #expect(try [UInt8](Data(contentsOf: file))[18...19] == [2, 2])
    #expect(try SQLiteTrialStore(file).results() == [.sample("a")])
    #expect(try [UInt8](Data(contentsOf: file))[18...19] == [1, 1])
  }

  @Test func aMissingFileIsNotCreatedByReading() {
    let error = #expect(throws: StoreError.self) { _ = try SQLiteTrialStore(file, readOnly: true) }
    #expect(error?.description == "\(path): no such file; run the study first")
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aReadOnlyStoreRefusesToSave() throws {
    try SQLiteTrialStore(file).save(.sample("a"))
    let store = try SQLiteTrialStore(file, readOnly: true)
    let error = #expect(throws: StoreError.self) { try store.save(.sample("b")) }
    #expect(error?.path == path)
    #expect(try store.results() == [.sample("a")])
  }

  @Test(arguments: [true, false]) func aMissingFolderIsNamed(readOnly: Bool) {
    let url = folder.file("missing/store.sqlite")
    let error = #expect(throws: StoreError.self) { _ = try SQLiteTrialStore(url, readOnly: readOnly) }
    #expect(error?.path == url.path(percentEncoded: false))
  }

  @Test(arguments: [true, false]) func somebodyElsesFileIsRefusedAndLeftAlone(readOnly: Bool) throws {
    try alter("CREATE TABLE trajectory (key TEXT); INSERT INTO trajectory VALUES ('theirs')")
    let before = try Data(contentsOf: file)
    let error = #expect(throws: StoreError.self) { _ = try SQLiteTrialStore(file, readOnly: readOnly) }
    #expect(error?.description == "\(path): not a Fathom store; choose another folder with -o")
    #expect(try Data(contentsOf: file) == before)
  }

  @Test(arguments: [true, false]) func anotherVersionIsRefusedAndLeftAlone(readOnly: Bool) throws {
    try SQLiteTrialStore(file).save(.sample("a"))
    try alter("PRAGMA user_version = 7")
    let before = try Data(contentsOf: file)
    let error = #expect(throws: StoreError.self) { _ = try SQLiteTrialStore(file, readOnly: readOnly) }
    #expect(
      error?.description == "\(path): written by another version of Fathom (store format 7, here 4); use that one")
    #expect(try Data(contentsOf: file) == before)
  }

  @Test(arguments: [true, false]) func garbageIsRefusedAndLeftAlone(readOnly: Bool) throws {
    for garbage in [Data("name: not a store\n".utf8), Data(repeating: 0xA5, count: 9000)] {
      try DurableFile.write(garbage, to: file)
      let error = #expect(throws: StoreError.self) { _ = try SQLiteTrialStore(file, readOnly: readOnly) }
      #expect(error?.description == "\(path): damaged or not a store; move it away to start anew")
      #expect(try Data(contentsOf: file) == garbage)
    }
  }

  @Test func aFolderInPlaceOfTheFileIsRefused() throws {
    try DurableFile.createFolder(file)
    for readOnly in [true, false] {
      let error = #expect(throws: StoreError.self) { _ = try SQLiteTrialStore(file, readOnly: readOnly) }
      #expect(error?.path == path)
    }
  }

  /// An error half-way, played by a trigger.
  @Test func aSaveThatFailsKeepsNothingOfIt() throws {
    do {
      let store = try SQLiteTrialStore(file)
      try store.save(.sample("a"))
    }
    let before = try SQLiteTrialStore(file).results()
    // Opened first, for a store that has triggers is refused.
    let store = try SQLiteTrialStore(file)
    try alter(
      "CREATE TRIGGER refuse BEFORE INSERT ON trial WHEN NEW.position = 3 BEGIN SELECT RAISE(ABORT, 'enough'); END")
    let error = #expect(throws: StoreError.self) { try store.save(.sample("b")) }
    #expect(error?.description.hasPrefix("\(path): enough") == true)
    #expect(throws: StoreError.self) { try store.save(.sample("a", epochs: 9)) }
    #expect(try store.results() == before, "the earlier trajectory of that key is still there")
    #expect(try store.results().count == 1)
  }
}
