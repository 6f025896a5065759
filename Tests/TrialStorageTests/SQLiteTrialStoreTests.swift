import DurableFiles
import Foundation
import GRDB
import NeuralNetwork
import Study
import TestSupport
import Testing

@testable import TrialStorage

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

  /// Format 4 had no losses of chance: everything else is read, and what is added is kept whole.
  @Test func anOlderFormatIsReadAndBroughtUpToDate() throws {
    var old = TrajectoryResult.sample("a")
    try SQLiteTrialStore(file).save(old)
    try makeFormat4(file)
    (old.chance.train.loss, old.chance.test.loss) = (nil, nil)
    let before = try Data(contentsOf: file)
    #expect(try SQLiteTrialStore(file, readOnly: true).results() == [old])
    #expect(try Data(contentsOf: file) == before)
    let store = try SQLiteTrialStore(file)
    #expect(try store.results() == [old])
    let new = TrajectoryResult.sample("b")
    #expect(new.chance.test.loss != nil)
    try store.save(new)
    #expect(try SQLiteTrialStore(file, readOnly: true).results().sorted { $0.key < $1.key } == [old, new])
  }

  @Test(arguments: [true, false]) func anotherVersionIsRefusedAndLeftAlone(readOnly: Bool) throws {
    try SQLiteTrialStore(file).save(.sample("a"))
    try alter("PRAGMA user_version = \(StoreSchema.version + 1)")
    let before = try Data(contentsOf: file)
    let error = #expect(throws: StoreError.self) { _ = try SQLiteTrialStore(file, readOnly: readOnly) }
    #expect(
      error?.description
        == "\(path): written by a newer version of Fathom (store format \(StoreSchema.version + 1), here up to \(StoreSchema.version)); use that one"
    )
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

  /// The end of a journal that names another file, as SQLite writes it: page, name, length, checksum, mark.
  private func superJournal(_ name: String) -> Data {
    func word(_ value: Int) -> [UInt8] { (0..<4).reversed().map { UInt8(value >> ($0 * 8) & 0xFF) } }
    let bytes = Array(name.utf8)
    let mark: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    let header = mark + word(0) + word(1) + word(1) + word(512) + word(4096) + [UInt8](repeating: 0, count: 512 - 28)
    return Data(header + word(0) + bytes + word(bytes.count) + word(bytes.reduce(0) { $0 + Int($1) }) + mark)
  }

  /// SQLite itself deletes the file; so the test can tell.
  @Test func aJournalThatNamesAnotherFileIsRefused() throws {
    let (journal, other) = (folder.file("store.sqlite-journal"), folder.file("thesis.tex"))
    do { try SQLiteTrialStore(file).save(.sample("a")) }
    try Data("precious".utf8).write(to: other)
    try superJournal(other.path).write(to: journal)
    for readOnly in [true, false] {
      let error = #expect(throws: StoreError.self) { _ = try SQLiteTrialStore(file, readOnly: readOnly) }
      #expect(error?.path == journal.path && error?.reason.contains("names another file") == true)
    }
    #expect(FileManager.default.fileExists(atPath: other.path))
    // What is refused is dangerous indeed.
    _ = try? DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM trial") }
    #expect(!FileManager.default.fileExists(atPath: other.path))
  }

  @Test(arguments: ["-journal", "-wal", "-shm"]) func whatLiesBesideIsARegularFileOrRefused(suffix: String) throws {
    do { try SQLiteTrialStore(file).save(.sample("a")) }
    let beside = path + suffix
    for readOnly in [true, false] {
      try #require(mkfifo(beside, 0o600) == 0)
      #expect(throws: StoreError.self) { _ = try SQLiteTrialStore(file, readOnly: readOnly) }
      unlink(beside)
      try FileManager.default.createSymbolicLink(atPath: beside, withDestinationPath: "elsewhere")
      #expect(throws: StoreError.self) { _ = try SQLiteTrialStore(file, readOnly: readOnly) }
      unlink(beside)
    }
    try Data("notes of somebody else's".utf8).write(to: URL(filePath: path + "-journal"))
    #expect(throws: StoreError.self) { _ = try SQLiteTrialStore(file) }
  }

  /// A run that was killed leaves a journal; a reader gets what was committed last.
  @Test func aReaderRollsBackWhatAKilledProcessBegan() throws {
    do { try SQLiteTrialStore(file).save(.sample("a")) }
    let (store, journal) = (try Data(contentsOf: file), folder.file("store.sqlite-journal"))
    // The files of an open transaction whose pages are already in the file, as a sudden end would leave them.
    let copies = folder.file("killed")
    try FileManager.default.createDirectory(at: copies, withIntermediateDirectories: false)
    try DatabaseQueue(path: path).writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE")
      for round in 0..<50 {
        try database.execute(
          sql: "INSERT INTO checkpoint (key, content) VALUES (?, ?)", arguments: ["\(round)", Data(count: 5000)])
      }
      for url in [file, journal] {
        try FileManager.default.copyItem(at: url, to: copies.appending(path: url.lastPathComponent))
      }
      try database.execute(sql: "ROLLBACK")
    }
    let killed = copies.appending(path: "store.sqlite")
    #expect(try Data(contentsOf: killed) != store)
    #expect(try SQLiteTrialStore(killed, readOnly: true).results() == [.sample("a")])
    #expect(try SQLiteTrialStore(killed, readOnly: true).checkpointedKeys() == [])
  }

  @Test func aReaderChangesNothing() throws {
    do { try SQLiteTrialStore(file).save(.sample("a")) }
    func state() throws -> [String: Date] {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
      return try Dictionary(
        uniqueKeysWithValues: names.map { name in
          let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name).path)
          return (name, try #require(attributes[.modificationDate] as? Date))
        })
    }
    let before = try state()
    #expect(try SQLiteTrialStore(file, readOnly: true).results().count == 1)
    #expect(try state() == before)
  }

  /// A shard that has just begun.
  @Test func aFileThatIsNothingYetHoldsNoStudy() throws {
    try Data().write(to: file)
    let store = try SQLiteTrialStore(file, readOnly: true)
    #expect(try store.study() == nil)
    #expect(try store.results() == [])
    #expect(try Data(contentsOf: file).isEmpty)
  }

  @Test(arguments: [true, false]) func aStoreThatIsReplacedWhileInUseIsNoticed(inPlace: Bool) throws {
    let other = folder.file("other.sqlite")
    do { try SQLiteTrialStore(other).save(.sample("b")) }
    let store = try SQLiteTrialStore(file)
    try store.save(.sample("a"))
    if inPlace {
      let handle = try FileHandle(forWritingTo: file)
      try handle.write(contentsOf: Data(contentsOf: other))
      try handle.close()
      // Whether the number of changes differs is chance in so small a store.
      try alter("PRAGMA user_version = 4; DELETE FROM checkpoint")
    } else {
      try #require(rename(other.path, file.path) == 0)
    }
    let error = #expect(throws: StoreError.self) { try store.save(.sample("c")) }
    #expect(error?.path == path && error?.reason.contains("by another program") == true)
    #expect(throws: StoreError.self) { _ = try store.results() }
  }
}
