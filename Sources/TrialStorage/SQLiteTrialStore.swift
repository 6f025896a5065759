import DurableFiles
public import Foundation
package import GRDB
public import Study

/// Keeps trajectories in a SQLite file: one transaction each, rollback journal, synchronous FULL.
public final class SQLiteTrialStore: TrialStore {
  private let queue: DatabaseQueue
  private let path: String
  private let readOnly: Bool

  /// Opens the store at `url`; one that is written to is created if it is missing.
  ///
  /// A reader opens the file for writing where it may, because a run that was killed can leave a journal that has to be
  /// rolled back first; it changes nothing else.
  public init(_ url: URL, readOnly: Bool = false) throws {
    let path = url.path(percentEncoded: false)
    self.path = path
    self.readOnly = readOnly
    if readOnly && !FileManager.default.fileExists(atPath: path) {
      throw StoreError(path: path, reason: "no such file; run the study first")
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: Self.connection(path, readOnly: readOnly))
      if !readOnly {
        try queue.write { if try StoreSchema.isEmpty($0) { try StoreSchema.create($0) } }
      }
      try queue.read { try StoreSchema.check($0, path: path) }
    } catch let error as DatabaseError {
      throw StoreError(path: path, error)
    }
  }

  /// How the file is opened: a transaction is on the disk, journal and all, before it counts as done.
  package static func connection(_ path: String, readOnly: Bool) -> GRDB.Configuration {
    var configuration = GRDB.Configuration()
    configuration.readonly = readOnly && access(path, W_OK) != 0
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      try database.execute(
        sql: readOnly ? "PRAGMA query_only = ON" : "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
    }
    return configuration
  }

  public func save(_ result: TrajectoryResult) throws { try save([result]) }

  /// Keeps all of `results` or, if something fails, none.
  public func save(_ results: [TrajectoryResult]) throws {
    try write { database in
      for result in results {
        try database.execute(sql: "DELETE FROM trajectory WHERE key = ?", arguments: [result.key])
        try database.execute(sql: "DELETE FROM checkpoint WHERE key = ?", arguments: [result.key])
        try result.insert(into: database)
      }
      FailPoint.beforeCommit.reach()
    }
    FailPoint.afterCommit.reach()
  }

  public func results() throws -> [TrajectoryResult] {
    try read { try TrajectoryResult.fetchAll($0, path: self.path) }
  }

  public func saveCheckpoint(_ content: Data, of key: String) throws {
    try write { database in
      try database.execute(sql: "REPLACE INTO checkpoint VALUES (?, ?)", arguments: [key, content])
      FailPoint.beforeCheckpoint.reach()
    }
    FailPoint.afterCheckpoint.reach()
  }

  public func checkpoint(of key: String) throws -> Data? {
    try read { database in
      let row = try Row.fetchOne(database, sql: "SELECT content FROM checkpoint WHERE key = ?", arguments: [key])
      return try row.map { try RowReader(row: $0, path: self.path).value("content") }
    }
  }

  public func checkpointedKeys() throws -> Set<String> {
    try read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT key FROM checkpoint")
      return Set(try rows.map { try RowReader(row: $0, path: self.path).value("key") })
    }
  }

  /// The study whose trajectories these are; nil in a new store.
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

  /// Puts the study on record, in place of an earlier version of it.
  public func setStudy(_ record: StudyRecord) throws {
    let description = try StoredJSON.text(record.description)
    try write { database in
      try database.execute(sql: "DELETE FROM study")
      try database.execute(
        sql: "INSERT INTO study VALUES (?, ?, ?, ?)",
        arguments: [description, record.file, record.dataDigest, record.engineVersion])
    }
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try queue.read(body) } catch let error as DatabaseError { throw StoreError(path: path, error) }
  }

  private func write(_ body: (Database) throws -> Void) throws {
    guard !readOnly else { throw StoreError(path: path, reason: "is open for reading only") }
    do { try queue.write(body) } catch let error as DatabaseError { throw StoreError(path: path, error) }
  }
}
