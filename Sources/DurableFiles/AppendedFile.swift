import Foundation
import Synchronization

/// A text file to which complete lines are appended. It may be used from several threads.
public final class AppendedFile: Sendable {
  private let path: String
  private let file: Mutex<Descriptor>

  /// Opens the file at `item`, or creates it; an unfinished last line, left by a killed process, is ended first.
  ///
  /// - Throws: ``FileError`` if it cannot be opened or written.
  public init(_ item: FolderItem) throws(FileError) {
    let action = "cannot write"
    let descriptor = try item.openOrCreateFile(O_APPEND, action)
    var last: UInt8 = 0x0A
    let size = descriptor.status().map { Int($0.st_size) } ?? 0
    if size > 0 { _ = Descriptor.uninterrupted { pread(descriptor.number, &last, 1, off_t(size) - 1) } }
    if last != 0x0A, !descriptor.write(Data("\n".utf8)) { throw FileError(path: item.path, action: action) }
    path = item.path
    file = Mutex(descriptor)
  }

  /// Appends `line`, which must not contain a line break, and a line end.
  ///
  /// - Throws: ``FileError`` if it cannot be written.
  public func append(_ line: String) throws(FileError) {
    let bytes = Data((line + "\n").utf8)
    guard file.withLock({ $0.write(bytes) }) else { throw FileError(path: path, action: "cannot write") }
  }
}
