public import DurableFiles
public import Foundation
package import GRDB
public import Study
import Synchronization

/// Keeps trajectories in an SQLite file: one transaction for each save, with a rollback journal and `synchronous =
/// FULL`.
public final class SQLiteTrialStore: TrialStore {
  let queue: DatabaseQueue
  private let file: StoreFile
  private let path: String
  private let readOnly: Bool
  /// The file that was opened.
  private let identity: FolderItem.Identity?
  /// SQLite's number for the state of the file, which changes when anybody else writes to it; nil before the first use.
  private let version = Mutex<Int?>(nil)
  private let blobs: BlobPieces

  /// Opens the store at `item`; unless `readOnly`, a missing one is created.
  ///
  /// A store of an older format is migrated, for a reader in a copy. A reader opens the file for writing only if a
  /// killed run left a journal, which must be rolled back first; it changes nothing else. An empty file counts as a
  /// store without a study.
  ///
  /// - Throws: ``StoreError`` if the file is missing (for a reader), is not a store, or cannot be opened.
  public convenience init(_ item: FolderItem, readOnly: Bool = false) throws {
    try self.init(item, readOnly: readOnly, pieceLength: BlobPieces.usualLength)
  }

  /// Keeps recordings and checkpoints in pieces of up to `pieceLength` bytes.
  package init(_ item: FolderItem, readOnly: Bool = false, pieceLength: Int) throws {
    blobs = BlobPieces(length: pieceLength)
    let path = item.path
    file = StoreFile(item: item)
    self.path = path
    self.readOnly = readOnly
    do {
      let content = try file.content()
      if readOnly && content == .missing { throw StoreError(path: path, reason: "no such file; run the study first") }
      guard !readOnly || content == .store else {
        queue = try DatabaseQueue()
        identity = nil
        try StoreSchema.migrate(queue)
        return
      }
      try file.checkFilesBeside()
      let isReadOnly = try readOnly && !file.needsRecovery()
      try item.check(isWritten: !isReadOnly)
      let realPath = try item.realPath()
      let opened = try DatabaseQueue(
        path: realPath, configuration: Self.connection(realPath, readOnly: readOnly, opensReadOnly: isReadOnly))
      identity = file.identity
      let isOutdated = try opened.read { database in
        let isNew = try !readOnly && StoreSchema.isEmpty(database)
        if !isNew { try StoreSchema.check(database, path: path) }
        return try StoreSchema.isOutdated(database)
      }
      if !isOutdated {
        queue = opened
      } else if readOnly {
        // A copy that is gone with the process; the file stays as it is.
        queue = try DatabaseQueue(path: "")
        try opened.backup(to: queue)
        try StoreSchema.migrate(queue)
      } else {
        queue = opened
        try StoreSchema.migrate(queue)
      }
    } catch let error as DatabaseError {
      throw StoreError(path: path, error)
    } catch let error as RowDecodingError {
      throw StoreError(path: path, error)
    } catch let error as FileError {
      throw StoreError(path: error.path, reason: "\(error.action): \(error.reason)")
    }
  }

  /// Opens the store at a URL that the user named, as the other initialiser does.
  ///
  /// - Throws: ``StoreError`` if the file is missing (for a reader), is not a store, or cannot be opened.
  public convenience init(_ url: URL, readOnly: Bool = false) throws {
    try self.init(url, readOnly: readOnly, pieceLength: BlobPieces.usualLength)
  }

  package convenience init(_ url: URL, readOnly: Bool = false, pieceLength: Int) throws {
    let folder = FolderItem(url.deletingLastPathComponent())
    try self.init(folder.appending(path: url.lastPathComponent), readOnly: readOnly, pieceLength: pieceLength)
  }

  /// How the file is opened: a transaction is on the disk, journal and all, before it counts as done.
  package static func connection(_ path: String, readOnly: Bool, opensReadOnly: Bool = false) -> GRDB.Configuration {
    var configuration = GRDB.Configuration()
    configuration.readonly = opensReadOnly || readOnly && access(path, W_OK) != 0
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      try database.execute(
        sql: readOnly ? "PRAGMA query_only = ON" : "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
    }
    return configuration
  }

  /// Saves a finished trajectory in place of an earlier one with the same key, and drops its checkpoint.
  ///
  /// - Throws: ``StoreError`` if it cannot be written.
  public func save(_ result: TrajectoryResult) throws { try save([result]) }

  /// Saves all of `results` or, if an error occurs, none.
  ///
  /// - Throws: ``StoreError`` if they cannot be written.
  public func save(_ results: [TrajectoryResult]) throws { try save(results) { _ in nil } }

  /// Saves all of `results`, each with the state that `finalState` returns for its key, or, if an error occurs, none.
  ///
  /// - Throws: ``StoreError`` if they cannot be written, and errors of `finalState`.
  /// Those whose keys are in `hidden` are kept without being shown.
  package func save(
    _ results: [TrajectoryResult], hiding hidden: Set<String> = [], finalState: (String) throws -> Data?
  ) throws {
    try save(results, finalState: finalState, dropping: nil, hiding: hidden)
  }

  /// Saves a finished trajectory with its final state, and drops that of the trajectory that it continued.
  ///
  /// - Throws: ``StoreError`` if it cannot be written.
  public func save(_ result: TrajectoryResult, finalState: Data, continuing earlier: String?) throws {
    try save([result], finalState: { _ in finalState }, dropping: earlier)
  }

  private func save(
    _ results: [TrajectoryResult], finalState: (String) throws -> Data?, dropping earlier: String?,
    hiding hidden: Set<String> = []
  ) throws {
    try write { database in
      for result in results {
        try database.execute(sql: "DELETE FROM trajectory WHERE key = ?", arguments: [result.key])
        try database.execute(sql: "DELETE FROM checkpoint WHERE key = ?", arguments: [result.key])
        try StoreSchema.addColumns(for: result.metrics, to: database)
        try result.insert(into: database, blobs: blobs)
        if let state = try finalState(result.key) { try replaceFinalState(state, of: result.key, in: database) }
      }
      for key in hidden {
        try database.execute(sql: "UPDATE trajectory SET hidden_now = 1 WHERE key = ?", arguments: [key])
      }
      if let earlier { try database.execute(sql: "DELETE FROM final_state WHERE key = ?", arguments: [earlier]) }
      FailPoint.beforeCommit.reach()
    }
    FailPoint.afterCommit.reach()
  }

  private func replaceFinalState(_ content: Data, of key: String, in database: Database) throws {
    try database.execute(sql: "DELETE FROM final_state WHERE key = ?", arguments: [key])
    try blobs.insert(content, into: database, by: "INSERT INTO final_state (key, content) VALUES (?, ?)", [key])
  }

  /// Returns the state of training with which the trajectory with this key ended at its limit; nil if none is kept.
  ///
  /// - Throws: ``StoreError`` if the store cannot be read or is damaged.
  public func finalState(of key: String) throws -> Data? { try pieces(of: key, in: "final_state") }

  /// Returns the keys of the trajectories whose final states are kept.
  ///
  /// - Throws: ``StoreError`` if the store cannot be read or is damaged.
  public func finalStateKeys() throws -> Set<String> { try keys(in: "final_state") }

  /// Returns every stored trajectory, in no particular order.
  ///
  /// - Throws: ``StoreError`` if the store cannot be read or is damaged.
  public func results() throws -> [TrajectoryResult] {
    try read { try TrajectoryResult.fetchAll($0, path: self.path, withHidden: true) }
  }

  /// Returns the stored trajectories that the study as it is asks for, in no particular order: without those that
  /// ``setStudy(_:showing:)`` has hidden.
  ///
  /// - Throws: ``StoreError`` if the store cannot be read or is damaged.
  public func shownResults() throws -> [TrajectoryResult] {
    try read { try TrajectoryResult.fetchAll($0, path: self.path, withHidden: false) }
  }

  /// Returns the number of stored trajectories, hidden ones among them.
  ///
  /// - Throws: ``StoreError`` if the store cannot be read.
  public func count() throws -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM trajectory") ?? 0 }
  }

  /// Saves the checkpoint of the trajectory with this key, in place of its last one.
  ///
  /// - Throws: ``StoreError`` if it cannot be written.
  public func saveCheckpoint(_ content: Data, of key: String) throws {
    try write { database in
      try database.execute(sql: "DELETE FROM checkpoint WHERE key = ?", arguments: [key])
      try blobs.insert(content, into: database, by: "INSERT INTO checkpoint (key, content) VALUES (?, ?)", [key])
      FailPoint.beforeCheckpoint.reach()
    }
    FailPoint.afterCheckpoint.reach()
  }

  /// Returns the last checkpoint of the trajectory with this key, or nil.
  ///
  /// - Throws: ``StoreError`` if the store cannot be read or is damaged.
  public func checkpoint(of key: String) throws -> Data? { try pieces(of: key, in: "checkpoint") }

  private func pieces(of key: String, in table: String) throws -> Data? {
    try read { database in
      var content: Data?
      let rows = try Row.fetchCursor(
        database, sql: "SELECT content FROM \(table) WHERE key = ? ORDER BY rowid", arguments: [key])
      while let row = try rows.next() {
        let piece: Data = try RowReader(row: row, path: self.path).value("content")
        if content == nil { content = piece } else { content?.append(piece) }
      }
      return content
    }
  }

  /// Returns the keys of the trajectories that have checkpoints.
  ///
  /// - Throws: ``StoreError`` if the store cannot be read or is damaged.
  public func checkpointedKeys() throws -> Set<String> { try keys(in: "checkpoint") }

  private func keys(in table: String) throws -> Set<String> {
    try read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT DISTINCT key FROM \(table)")
      return Set(try rows.map { try RowReader(row: $0, path: self.path).value("key") })
    }
  }

  /// Returns the study that the trajectories belong to; nil in a new store.
  ///
  /// - Throws: ``StoreError`` if the store cannot be read or is damaged.
  public func study() throws -> StudyRecord? {
    try read { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM study") else { return nil }
      let reader = RowReader(row: row, path: self.path)
      let description: StudyDescription = try reader.json("description")
      guard description.isSound else { throw reader.damaged("description") }
      return StudyRecord(
        description: description, file: try reader.value("file"),
        dataDigest: try reader.value("data_digest"), engineVersion: try reader.value("engine_version"))
    }
  }

  /// Stores the study, in place of an earlier version of it.
  ///
  /// With `keys`, those of all trajectories that it asks for, the others are hidden from now on, and kept. Where `vary` or `tune`
  /// have the same keys in another order, so have the trajectories.
  /// - Throws: ``StoreError`` if it cannot be written.
  public func setStudy(_ record: StudyRecord, showing keys: Set<String>? = nil) throws {
    let description = try StoredJSON.text(record.description)
    try write { database in
      if let keys { try hide(allBut: keys, in: database) }
      try orderSettings(as: record.description, in: database)
      try database.execute(sql: "DELETE FROM study")
      try insert(record, description, into: database)
    }
  }

  /// Puts a study with its trajectories in place of everything that is stored, all or nothing.
  ///
  /// - Throws: ``StoreError`` if it cannot be written.
  public func replaceAll(with record: StudyRecord, _ results: [TrajectoryResult], looks: [Look] = []) throws {
    let description = try StoredJSON.text(record.description)
    try write { database in
      for table in ["trajectory", "checkpoint", "final_state", "look", "study"] {
        try database.execute(sql: "DELETE FROM \(table)")
      }
      try insert(record, description, into: database)
      for result in results {
        try StoreSchema.addColumns(for: result.metrics, to: database)
        try result.insert(into: database, blobs: blobs)
      }
      for look in looks { try insert(look, into: database) }
    }
  }

  private func insert(_ record: StudyRecord, _ description: String, into database: Database) throws {
    try database.execute(
      sql: "INSERT INTO study (description, file, data_digest, engine_version) VALUES (?, ?, ?, ?)",
      arguments: [description, record.file, record.dataDigest, record.engineVersion])
  }

  private func orderSettings(as study: StudyDescription, in database: Database) throws {
    guard let row = try Row.fetchOne(database, sql: "SELECT description FROM study") else { return }
    let earlier: StudyDescription = try RowReader(row: row, path: path).json("description")
    for (column, settings, keys) in [
      ("varied", study.vary, earlier.vary.map(\.key)), ("tuned", study.tune, earlier.tune.map(\.key)),
    ] where keys != settings.map(\.key) && Set(keys) == Set(settings.map(\.key)) {
      let update = try database.cachedStatement(sql: "UPDATE trajectory SET \(column) = ? WHERE id = ?")
      for row in try Row.fetchAll(database, sql: "SELECT id, \(column) FROM trajectory") {
        let reader = RowReader(row: row, path: path)
        let (identifier, values): (Int64, [String]) = (try reader.value("id"), try reader.json(column))
        try update.execute(arguments: [try StoredJSON.text(settings.ordered(values, as: keys)), identifier])
      }
    }
  }

  private func hide(allBut keys: Set<String>, in database: Database) throws {
    let update = try database.cachedStatement(sql: "UPDATE trajectory SET hidden_now = ? WHERE id = ?")
    for row in try Row.fetchAll(database, sql: "SELECT id, key, hidden_now FROM trajectory") {
      let reader = RowReader(row: row, path: path)
      let isHidden = try !keys.contains(reader.value("key"))
      guard try (reader.count("hidden_now") != 0) != isHidden else { continue }
      let identifier: Int64 = try reader.value("id")
      try update.execute(arguments: [isHidden, identifier])
    }
  }

  /// Returns the looks at verdicts so far, in their order.
  ///
  /// - Throws: ``StoreError`` if the store cannot be read or is damaged.
  public func looks() throws -> [Look] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM look ORDER BY id").map { row in
        let reader = RowReader(row: row, path: self.path)
        return Look(
          replicates: try reader.count("replicates"), time: Date(timeIntervalSince1970: try reader.value("time")))
      }
    }
  }

  /// Adds a look at verdicts, unless there was one with as many replicates.
  ///
  /// - Throws: ``StoreError`` if it cannot be written.
  public func addLook(_ look: Look) throws {
    guard try !looks().contains(where: { $0.replicates == look.replicates }) else { return }
    try write { try insert(look, into: $0) }
  }

  private func insert(_ look: Look, into database: Database) throws {
    try database.execute(
      sql: "INSERT INTO look (replicates, time) VALUES (?, ?)",
      arguments: [look.replicates, look.time.timeIntervalSince1970])
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try queue.read { database in
        try checkNobodyElseWrote(database)
        return try body(database)
      }
    } catch let error as DatabaseError {
      throw StoreError(path: path, error)
    } catch let error as RowDecodingError {
      throw StoreError(path: path, error)
    }
  }

  private func write(_ body: (Database) throws -> Void) throws {
    guard !readOnly else { throw StoreError(path: path, reason: "is open for reading only") }
    do {
      try queue.write { database in
        try checkNobodyElseWrote(database)
        try body(database)
      }
    } catch let error as DatabaseError {
      throw StoreError(path: path, error)
    } catch let error as RowDecodingError {
      throw StoreError(path: path, error)
    }
  }

  /// Whoever writes a store has it alone: what somebody else puts in the file, or in its place, is not what was trained.
  private func checkNobodyElseWrote(_ database: Database) throws {
    guard !readOnly else { return }
    guard file.identity == identity else {
      throw StoreError(
        path: path, reason: "was moved, removed or replaced by another program; put it back, or run again to start anew"
      )
    }
    let found = try Int.fetchOne(database, sql: "PRAGMA data_version")
    let isUnchanged = version.withLock { version in
      if version == nil { version = found }
      return version == found
    }
    guard isUnchanged else {
      throw StoreError(path: path, reason: "was changed by another program meanwhile; run again to see what is left")
    }
  }
}
