public import DurableFiles
import GRDB

extension SQLiteTrialStore {
  /// Writes a copy of the store, as it is at one moment, to `item`, where no file may be; others may write to the store at
  /// the same time.
  ///
  /// - Throws: ``StoreError`` if the store cannot be read or the copy not be written.
  public func writeSnapshot(to item: FolderItem) throws {
    do {
      let copy = try DatabaseQueue(path: item.path)
      try queue.backup(to: copy)
      try copy.close()
    } catch let error as DatabaseError {
      throw StoreError(path: item.path, reason: "cannot copy the store: \(error.message ?? "\(error.resultCode)")")
    }
  }
}
