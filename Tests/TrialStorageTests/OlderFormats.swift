import Foundation
import GRDB

/// Turns the store at `file` into one of format 5, which knew no metric but accuracy, and no tuning.
func makeFormat5(_ file: URL) throws {
  try DatabaseQueue(path: file.path(percentEncoded: false)).writeWithoutTransaction {
    try $0.execute(
      sql: """
        ALTER TABLE trajectory RENAME COLUMN chance_train_accuracy TO chance_train;
        ALTER TABLE trajectory RENAME COLUMN chance_test_accuracy TO chance_test;
        ALTER TABLE trajectory DROP COLUMN tuned;
        ALTER TABLE trajectory DROP COLUMN test_largest_class;
        ALTER TABLE trajectory DROP COLUMN test_smallest_class;
        ALTER TABLE trajectory DROP COLUMN recorded;
        ALTER TABLE trajectory DROP COLUMN hidden_now;
        ALTER TABLE trajectory DROP COLUMN epoch_limit;
        DROP TABLE final_state;
        UPDATE study SET description = json_remove(description, '$.metrics', '$.tune');
        DROP TABLE look;
        DROP TABLE grdb_migrations;
        PRAGMA user_version = 5;
        """)
  }
}

/// Turns the store at `file` into one of format 4, which had no losses of chance, and one row for each recording and
/// checkpoint.
func makeFormat4(_ file: URL) throws {
  try makeFormat5(file)
  try DatabaseQueue(path: file.path(percentEncoded: false)).writeWithoutTransaction {
    try $0.execute(
      sql: """
        ALTER TABLE trajectory DROP COLUMN chance_train_loss;
        ALTER TABLE trajectory DROP COLUMN chance_test_loss;
        CREATE TABLE old_recording (
          trajectory INTEGER NOT NULL REFERENCES trajectory(id) ON DELETE CASCADE, kind TEXT NOT NULL,
          content BLOB NOT NULL, PRIMARY KEY (trajectory, kind)) STRICT;
        INSERT INTO old_recording SELECT trajectory, kind, content FROM recording;
        CREATE TABLE old_checkpoint (key TEXT NOT NULL PRIMARY KEY, content BLOB NOT NULL) STRICT;
        INSERT INTO old_checkpoint SELECT key, content FROM checkpoint;
        DROP TABLE recording; DROP TABLE checkpoint;
        ALTER TABLE old_recording RENAME TO recording; ALTER TABLE old_checkpoint RENAME TO checkpoint;
        PRAGMA user_version = 4;
        """)
  }
}
