import GRDB

/// The tables of `store.sqlite`.
enum StoreSchema {
  /// Marks the file as Fathom's: "Fthm" in ASCII.
  static let applicationIdentifier: Int32 = 0x4674_686D
  static let version: Int32 = 5
  /// The oldest version that is read, and brought up to date before anything is written.
  private static let oldest: Int32 = 4

  /// Recordings and checkpoints may take several rows, whose contents follow each other in the order of their numbers; until
  /// version 4 each had one row.
  private static let pieces = """
    CREATE TABLE recording (
      id INTEGER PRIMARY KEY, trajectory INTEGER NOT NULL REFERENCES trajectory(id) ON DELETE CASCADE,
      kind TEXT NOT NULL, content BLOB NOT NULL) STRICT;
    CREATE INDEX recording_trajectory ON recording(trajectory);
    CREATE TABLE checkpoint (id INTEGER PRIMARY KEY, key TEXT NOT NULL, content BLOB NOT NULL) STRICT;
    CREATE INDEX checkpoint_key ON checkpoint(key);
    """

  static func create(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE study (
          description TEXT NOT NULL, file TEXT NOT NULL, data_digest TEXT NOT NULL, engine_version INTEGER NOT NULL)
          STRICT;
        CREATE TABLE trajectory (
          id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, model_index INTEGER NOT NULL, model TEXT NOT NULL,
          hidden TEXT NOT NULL, parameters INTEGER, size INTEGER NOT NULL, varied TEXT NOT NULL,
          replicate INTEGER NOT NULL, diverged INTEGER NOT NULL, chance_train REAL NOT NULL,
          chance_test REAL NOT NULL, chance_train_loss REAL, chance_test_loss REAL) STRICT;
        CREATE TABLE epoch (
          trajectory INTEGER NOT NULL REFERENCES trajectory(id) ON DELETE CASCADE, epoch INTEGER NOT NULL,
          updates INTEGER NOT NULL, train_loss REAL, train_accuracy REAL NOT NULL, validation_loss REAL,
          validation_accuracy REAL, test_loss REAL, test_accuracy REAL NOT NULL, seconds REAL NOT NULL,
          PRIMARY KEY (trajectory, epoch)) STRICT, WITHOUT ROWID;
        CREATE TABLE trial (
          trajectory INTEGER NOT NULL REFERENCES trajectory(id) ON DELETE CASCADE, position INTEGER NOT NULL,
          rule TEXT NOT NULL, status TEXT NOT NULL, epoch INTEGER, stopped_epoch INTEGER,
          PRIMARY KEY (trajectory, position)) STRICT, WITHOUT ROWID;
        \(pieces)
        PRAGMA application_id = \(applicationIdentifier);
        PRAGMA user_version = \(version);
        """)
  }

  /// Whether the database is empty, so that the schema may be created.
  static func isEmpty(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
  }

  /// Brings tables that ``check(_:path:)`` has passed from an older version to this one.
  static func update(_ database: Database) throws {
    guard try Int32.fetchOne(database, sql: "PRAGMA user_version") == oldest else { return }
    // What an older version has not kept stays NULL.
    try database.execute(
      sql: """
        ALTER TABLE trajectory ADD COLUMN chance_train_loss REAL;
        ALTER TABLE trajectory ADD COLUMN chance_test_loss REAL;
        ALTER TABLE recording RENAME TO older_recording;
        ALTER TABLE checkpoint RENAME TO older_checkpoint;
        \(pieces)
        INSERT INTO recording (trajectory, kind, content) SELECT trajectory, kind, content FROM older_recording;
        INSERT INTO checkpoint (key, content) SELECT key, content FROM older_checkpoint;
        DROP TABLE older_recording;
        DROP TABLE older_checkpoint;
        PRAGMA user_version = \(version);
        """)
  }

  /// - Throws: ``StoreError`` if the tables are of a version that this one does not know.
  static func check(_ database: Database, path: String) throws {
    let identifier = try Int32.fetchOne(database, sql: "PRAGMA application_id")
    guard identifier == applicationIdentifier else {
      throw StoreError(path: path, reason: StoreError.foreign)
    }
    // A view is a query of whoever made the file, and may never end.
    let others = "SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%'"
    guard try Int.fetchOne(database, sql: others) == 0 else {
      throw StoreError(path: path, reason: "damaged: it holds more than tables; move it away to start anew")
    }
    let found = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard (oldest...version).contains(found) else {
      throw StoreError(
        path: path,
        reason:
          "written by another version of Fathom (store format \(found), here \(oldest) to \(version)); use that one")
    }
  }
}
