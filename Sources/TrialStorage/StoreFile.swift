import DurableFiles
import Foundation

/// A store's file and those that SQLite keeps beside it, checked before SQLite opens them and acts on their content.
///
/// File formats: sqlite.org/fileformat2.html, the sections on the database header and the rollback journal.
struct StoreFile {
  let item: FolderItem

  enum Content {
    case missing
    /// Created just now; nothing is in it yet.
    case empty
    case store
  }

  private static let magic = Data("SQLite format 3\0".utf8)
  private static let journalMagic = Data([0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7])
  private static let headerSize = 100

  private func beside(_ suffix: String) -> FolderItem {
    item.folder.appending(path: item.lastPathComponent + suffix)
  }

  private var journal: FolderItem { beside("-journal") }
  private var writeAheadLog: FolderItem { beside("-wal") }

  /// What the file holds.
  ///
  /// Closing a file takes away the locks that the process has on it: not to be called while a transaction is open.
  ///
  /// - Throws: ``StoreError`` if it is no store of Fathom's, and `FileError` if it is no file that may be opened.
  func content() throws -> Content {
    guard item.isThere else { return .missing }
    let header = try item.bytes(at: 0, count: Self.headerSize)
    if header.isEmpty { return .empty }
    guard header.count == Self.headerSize, header.prefix(Self.magic.count) == Self.magic else {
      throw StoreError(path: item.path, reason: "damaged or not a store; move it away to start anew")
    }
    let identifier = header[68..<72].reduce(0) { $0 << 8 | Int32($1) }
    guard identifier == StoreSchema.applicationIdentifier else {
      throw StoreError(path: item.path, reason: StoreError.foreign)
    }
    return .store
  }

  /// Whether there is a store of Fathom's.
  var isStore: Bool { (try? content()) == .store }

  /// Whether SQLite may open the file, and those beside it, for reading and writing.
  ///
  /// A journal that names a further file, as SQLite writes them where several databases are changed at once, would have
  /// SQLite delete that file. Fathom has one database and never writes such a journal.
  ///
  /// - Throws: `FileError` or ``StoreError``, which name the file that is not to be opened.
  func checkFilesBeside() throws {
    for file in [journal, writeAheadLog, beside("-shm")] { try file.check(isWritten: true) }
    let start = try journalBytes(at: 0, count: Self.journalMagic.count)
    // While it is written, SQLite keeps zeros there.
    guard start.allSatisfy({ $0 == 0 }) || start == Self.journalMagic else {
      throw StoreError(path: journal.path, reason: "is no journal of a Fathom store; move it away")
    }
    guard try journalBytes(at: -Self.journalMagic.count, count: Self.journalMagic.count) != Self.journalMagic else {
      throw StoreError(
        path: journal.path, reason: "is no journal of a Fathom store: it names another file; move it away")
    }
  }

  /// Whether a reader has to, or may have to, finish what a killed process began.
  func needsRecovery() throws -> Bool {
    if writeAheadLog.isThere { return true }
    // Bytes 18 and 19 of the header: 2 for a write-ahead log.
    if try item.bytes(at: 18, count: 2).contains(2) { return true }
    return try journalBytes(at: 0, count: 1).contains { $0 != 0 }
  }

  /// None if there is no journal: it comes and goes while a study runs.
  private func journalBytes(at offset: Int, count: Int) throws -> Data {
    do {
      return try journal.bytes(at: offset, count: count)
    } catch {
      guard journal.isThere else { return Data() }
      throw error
    }
  }

  /// What tells the file from another that takes its place; nil if it is missing.
  var identity: FolderItem.Identity? { item.identity }
}
