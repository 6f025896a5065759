public import Foundation
package import GRDB
public import Study

/// Keeps trajectories in a SQLite file: one transaction each, rollback journal, synchronous FULL.
public final class SQLiteTrialStore: TrialStore {
  private let queue: DatabaseQueue
  private let path: String

  /// Opens the store at `url`; one that is written to is created if it is missing.
  public init(_ url: URL, readOnly: Bool = false) throws {
    let path = url.path(percentEncoded: false)
    self.path = path
    if readOnly && !FileManager.default.fileExists(atPath: path) {
      throw StoreError(path: path, reason: "no such file; run the study first")
    }
    do {
      let opened = try DatabaseQueue(path: path, configuration: Self.connection(readOnly: readOnly))
      let create = { (database: Database) in
        if try !readOnly && StoreSchema.isEmpty(database) { try StoreSchema.create(database) }
        try StoreSchema.check(database, path: path)
      }
      if readOnly { try opened.read(create) } else { try opened.write(create) }
      queue = opened
    } catch let error as DatabaseError {
      throw StoreError(path: path, error)
    }
  }

  /// How the file is opened: a transaction is on the disk, journal and all, before it counts as done.
  package static func connection(readOnly: Bool) -> GRDB.Configuration {
    var configuration = GRDB.Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      if !readOnly { try database.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL") }
    }
    return configuration
  }

  public func save(_ result: TrajectoryResult) throws {
    try write { database in
      try database.execute(sql: "DELETE FROM trajectory WHERE key = ?", arguments: [result.key])
      try result.insert(into: database)
    }
  }

  public func results() throws -> [TrajectoryResult] {
    try read { try TrajectoryResult.fetchAll($0, path: self.path) }
  }

  /// Number of trajectories kept.
  public func count() throws -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM trajectory") ?? 0 }
  }

  /// The study whose trajectories these are, with the text of its file; nil in a new store.
  public func study() throws -> (description: StudyDescription, file: String)? {
    try read { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT description, file FROM study") else { return nil }
      guard let json = String.fromDatabaseValue(row["description"]), let file = String.fromDatabaseValue(row["file"]),
        let description = try? JSONDecoder().decode(StudyDescription.self, from: Data(json.utf8))
      else { throw StoreError(path: self.path, reason: "its study cannot be read; move it away to start anew") }
      return (description, file)
    }
  }

  /// Puts the study on record, in place of an earlier version of it.
  public func setStudy(_ description: StudyDescription, file: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = String(decoding: try encoder.encode(description), as: UTF8.self)
    try write { database in
      try database.execute(sql: "DELETE FROM study")
      try database.execute(sql: "INSERT INTO study VALUES (?, ?)", arguments: [json, file])
    }
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try queue.read(body) } catch let error as DatabaseError { throw StoreError(path: path, error) }
  }

  private func write(_ body: (Database) throws -> Void) throws {
    do { try queue.write(body) } catch let error as DatabaseError { throw StoreError(path: path, error) }
  }
}
