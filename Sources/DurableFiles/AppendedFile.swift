public import Foundation
import Synchronization

/// A text file that grows line by line, each line written at once. May be used from several threads.
public final class AppendedFile: Sendable {
  private let path: String
  private let descriptor: Int32
  private let lock = Mutex(())

  /// Opens the file at `url`, which is created if it is missing; a line that a killed process left unfinished is ended.
  public init(_ url: URL) throws(FileError) {
    let path = url.path(percentEncoded: false)
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path: path, action: "cannot write") }
    var last: UInt8 = 0x0A
    let size = lseek(descriptor, 0, SEEK_END)
    if size > 0 { _ = pread(descriptor, &last, 1, size - 1) }
    if last != 0x0A, write(descriptor, "\n", 1) != 1 {
      let error = FileError(path: path, action: "cannot write")
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Adds `line`, which must hold no line break, and ends it.
  public func append(_ line: String) throws(FileError) {
    let bytes = Array((line + "\n").utf8)
    let written = lock.withLock { _ in bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } }
    guard written == bytes.count else {
      throw written < 0
        ? FileError(path: path, action: "cannot write")
        : FileError(path: path, action: "cannot write", reason: "the disk is full")
    }
  }
}
