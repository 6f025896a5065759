import GRDB

/// A store that cannot be opened, read or written. The description is one line with the file and the reason.
public struct StoreError: Error, CustomStringConvertible, Equatable {
  /// Path of the file, or of its folder.
  public var path: String
  /// What is wrong and, where possible, what to do.
  public var reason: String

  private static let damaged = "damaged or not a store; move it away to start anew"
  static let foreign = "not a Fathom store; choose another folder with -o"

  init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// A value that is not of the type that its column has.
  init(path: String, _ error: RowDecodingError) {
    self.init(path: path, reason: Self.damaged)
  }

  /// Puts an error of SQLite into words.
  init(path: String, _ error: DatabaseError) {
    self.path = path
    switch error.resultCode {
    case .SQLITE_FULL: reason = "the disk is full; free some space and run again to resume"
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: reason = Self.damaged
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: reason = "cannot be written; check the folder's permissions"
    case .SQLITE_BUSY: reason = "in use by another process; try again when that is done"
    case .SQLITE_ERROR where error.message?.hasPrefix("no such") == true:
      reason = "damaged: \(error.message ?? ""); move it away to start anew"
    default: reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    }
  }

  /// The path and the reason on one line.
  public var description: String { "\(path): \(reason)" }
}
