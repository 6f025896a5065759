import GRDB
import NeuralNetwork

/// The tables of `store.sqlite`, and how those of older formats become them.
enum StoreSchema {
  /// Marks the file as Fathom's: "Fthm" in ASCII.
  static let applicationIdentifier: Int32 = 0x4674_686D
  /// The format, which a store's `user_version` tells, and the name of the migration that brings a store to it.
  static let version: Int32 = 12
  /// The oldest format there are stores of.
  private static let oldest: Int32 = 4

  /// Makes the tables of an empty database, or brings those that ``check(_:path:)`` has passed to the current format, each
  /// step in one transaction.
  static func migrate(_ writer: some DatabaseWriter) throws {
    // Before anything else, so that a file whose making is interrupted is known as ours.
    try writer.writeWithoutTransaction { database in
      if try isEmpty(database) { try database.execute(sql: "PRAGMA application_id = \(applicationIdentifier)") }
    }
    try migrator.migrate(writer)
  }

  /// A change of the format appends a migration here; existing migrations never change.
  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    // The first migration takes stores from before there were any. No checks afterwards: no row loses its parent.
    migrator.registerMigration("6", foreignKeyChecks: .immediate) { database in
      switch try format(database) {
      case 0: try database.execute(sql: format5)
      case 4: try database.execute(sql: format4To5)
      default: break
      }
      try database.execute(sql: format5To6)
      try database.execute(sql: "PRAGMA user_version = 6")
    }
    migrator.registerMigration("7", foreignKeyChecks: .immediate) { database in
      try database.execute(sql: format6To7)
      try database.execute(sql: "PRAGMA user_version = 7")
    }
    migrator.registerMigration("8", foreignKeyChecks: .immediate) { database in
      try database.execute(sql: format7To8)
      try database.execute(sql: "PRAGMA user_version = 8")
    }
    migrator.registerMigration("9", foreignKeyChecks: .immediate) { database in
      // Until format 8 looks after a first stop by precision counted otherwise.
      try database.execute(sql: "ALTER TABLE look DROP COLUMN by_precision")
      try database.execute(sql: "PRAGMA user_version = 9")
    }
    migrator.registerMigration("10", foreignKeyChecks: .immediate) { database in
      // Shares of the classes among the test samples; not known of what was trained before.
      for column in ["test_largest_class", "test_smallest_class"] {
        try database.execute(sql: "ALTER TABLE trajectory ADD COLUMN \(column) REAL")
      }
      try database.execute(sql: "PRAGMA user_version = 10")
    }
    migrator.registerMigration("11", foreignKeyChecks: .immediate) { database in
      try database.execute(sql: format10To11)
      try database.execute(sql: "PRAGMA user_version = 11")
    }
    migrator.registerMigration("12", foreignKeyChecks: .immediate) { database in
      // Until format 11 every model was trained by the study.
      try database.execute(sql: "ALTER TABLE trajectory ADD COLUMN recorded TEXT")
      try allowUnknown(["updates", "seconds"], of: "epoch", in: database)
      try database.execute(sql: "PRAGMA user_version = 12")
    }
    return migrator
  }

  /// Makes a table anew whose `columns` may be NULL; SQLite cannot drop that constraint.
  private static func allowUnknown(_ columns: Set<String>, of table: String, in database: Database) throws {
    let query = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?"
    guard var definition = try String.fetchOne(database, sql: query, arguments: [table]) else { return }
    for column in columns {
      definition.replace(try Regex("\\b\(column) ([A-Z]+) NOT NULL")) { "\(column) \($0.output[1].substring ?? "")" }
    }
    let names = try database.columns(in: table).map(\.name).joined(separator: ", ")
    try database.execute(sql: "ALTER TABLE \(table) RENAME TO older_\(table)")
    try database.execute(sql: definition)
    try database.execute(sql: "INSERT INTO \(table) (\(names)) SELECT \(names) FROM older_\(table)")
    try database.execute(sql: "DROP TABLE older_\(table)")
  }

  /// Whether a database of Fathom's, or an empty one, has to be migrated before it is used.
  static func isOutdated(_ database: Database) throws -> Bool { try format(database) != version }

  /// - Throws: ``StoreError`` if it is not a store, or of a format unknown to this version. An empty database is
  ///   not a store either, unless a process was about to create a store in it.
  static func check(_ database: Database, path: String) throws {
    let identifier = try Int32.fetchOne(database, sql: "PRAGMA application_id")
    guard identifier == applicationIdentifier else {
      throw StoreError(path: path, reason: StoreError.foreign)
    }
    // A view is a query written by whoever made the file; it may never end.
    let others = "SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%'"
    guard try Int.fetchOne(database, sql: others) == 0 else {
      throw StoreError(path: path, reason: "damaged: it holds more than tables; move it away to start anew")
    }
    let found = try format(database)
    if found == 0, try isEmpty(database) { return }
    guard found <= version, try !migrator.hasBeenSuperseded(database) else {
      throw StoreError(
        path: path,
        reason: "written by a newer version of Fathom (store format \(found), here up to \(version)); use that one")
    }
    guard found >= oldest else {
      throw StoreError(path: path, reason: "damaged: there is no store format \(found); move it away to start anew")
    }
  }

  /// Whether nothing is in the database, or only what a migration begins with.
  static func isEmpty(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name != 'grdb_migrations'") == 0
  }

  private static func format(_ database: Database) throws -> Int32 {
    try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  /// Adds the columns for the values and the limits of `metrics` that the tables do not have yet.
  static func addColumns(for metrics: [Metric], to database: Database) throws {
    for (table, prefixes) in [("epoch", ScoreColumns.parts), ("trajectory", ScoreColumns.limits)] {
      let present = Set(try database.columns(in: table).map(\.name))
      for name in prefixes.flatMap({ ScoreColumns($0, metrics).metrics.map(\.column) }) where !present.contains(name) {
        try database.execute(sql: "ALTER TABLE \(table) ADD COLUMN \(name) REAL")
      }
    }
  }
}

// MARK: formats

extension StoreSchema {
  /// Recordings and checkpoints may take several rows, whose contents follow each other in the order of their numbers; until
  /// format 4 each had one row.
  private static let pieces = """
    CREATE TABLE recording (
      id INTEGER PRIMARY KEY, trajectory INTEGER NOT NULL REFERENCES trajectory(id) ON DELETE CASCADE,
      kind TEXT NOT NULL, content BLOB NOT NULL) STRICT;
    CREATE INDEX recording_trajectory ON recording(trajectory);
    CREATE TABLE checkpoint (id INTEGER PRIMARY KEY, key TEXT NOT NULL, content BLOB NOT NULL) STRICT;
    CREATE INDEX checkpoint_key ON checkpoint(key);
    """

  private static let format5 = """
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
    """

  /// What format 4 has not kept stays NULL.
  private static let format4To5 = """
    ALTER TABLE trajectory ADD COLUMN chance_train_loss REAL;
    ALTER TABLE trajectory ADD COLUMN chance_test_loss REAL;
    ALTER TABLE recording RENAME TO older_recording;
    ALTER TABLE checkpoint RENAME TO older_checkpoint;
    \(pieces)
    INSERT INTO recording (trajectory, kind, content) SELECT trajectory, kind, content FROM older_recording;
    INSERT INTO checkpoint (key, content) SELECT key, content FROM older_checkpoint;
    DROP TABLE older_recording;
    DROP TABLE older_checkpoint;
    """

  /// Until format 5 accuracy was the only metric. Since then a metric has columns from when a study first asks for it:
  /// `train_METRIC`, `validation_METRIC` and `test_METRIC` of an epoch, `chance_train_METRIC` and `chance_test_METRIC` of
  /// a trajectory.
  private static let format5To6 = """
    ALTER TABLE trajectory ADD COLUMN chance_train_accuracy REAL;
    ALTER TABLE trajectory ADD COLUMN chance_test_accuracy REAL;
    UPDATE trajectory SET chance_train_accuracy = chance_train, chance_test_accuracy = chance_test;
    ALTER TABLE trajectory DROP COLUMN chance_train;
    ALTER TABLE trajectory DROP COLUMN chance_test;
    ALTER TABLE epoch RENAME TO older_epoch;
    CREATE TABLE epoch (
      trajectory INTEGER NOT NULL REFERENCES trajectory(id) ON DELETE CASCADE, epoch INTEGER NOT NULL,
      updates INTEGER NOT NULL, train_loss REAL, validation_loss REAL, test_loss REAL, seconds REAL NOT NULL,
      train_accuracy REAL, validation_accuracy REAL, test_accuracy REAL,
      PRIMARY KEY (trajectory, epoch)) STRICT, WITHOUT ROWID;
    INSERT INTO epoch (
      trajectory, epoch, updates, train_loss, validation_loss, test_loss, seconds, train_accuracy, validation_accuracy,
      test_accuracy)
      SELECT trajectory, epoch, updates, train_loss, validation_loss, test_loss, seconds, train_accuracy,
        validation_accuracy, test_accuracy FROM older_epoch;
    DROP TABLE older_epoch;
    UPDATE study SET description = json_set(description, '$.metrics', json('["accuracy"]'))
      WHERE json_valid(description);
    """

  /// Until format 7 nobody counted the looks at verdicts, intervals were over replicates alone, and test samples were not
  /// kept. `time` is in seconds since 1970.
  private static let format7To8 = """
    CREATE TABLE look (
      id INTEGER PRIMARY KEY, replicates INTEGER NOT NULL, time REAL NOT NULL, by_precision INTEGER NOT NULL) STRICT;
    UPDATE study SET description = json_set(description, '$.intervals', 'replicates-and-test-samples')
      WHERE json_valid(description);
    """

  /// Until format 10 every trajectory belonged to the study, except for replicates over its number; their limit was that of
  /// the study, if it is not varied; and their weights were lost when they ended.
  private static let format10To11 = """
    ALTER TABLE trajectory ADD COLUMN hidden_now INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE trajectory ADD COLUMN epoch_limit INTEGER;
    UPDATE trajectory SET epoch_limit = (
        SELECT json_extract(description, '$.training.epochs') FROM study WHERE json_valid(description)
          AND NOT EXISTS (
            SELECT 1 FROM json_each(description, '$.vary') WHERE json_extract(value, '$.key') = 'epochs'))
      WHERE hidden != 'null';
    CREATE TABLE final_state (id INTEGER PRIMARY KEY, key TEXT NOT NULL, content BLOB NOT NULL) STRICT;
    CREATE INDEX final_state_key ON final_state(key);
    """

  /// Until format 6 nothing was tuned.
  private static let format6To7 = """
    ALTER TABLE trajectory ADD COLUMN tuned TEXT NOT NULL DEFAULT '[]';
    UPDATE study SET description = json_set(description, '$.tune', json('[]')) WHERE json_valid(description);
    """
}
