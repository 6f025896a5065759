public import Foundation

/// A file that grows under the name `NAME.part` and gets its own name when it is complete.
///
/// Its contents stay when the process ends, however it ends, so that another process can continue.
public final class PartialFile {
  /// The location of the complete file.
  public let finalURL: URL
  /// Number of bytes written so far.
  public private(set) var size: Int
  private let descriptor: Int32

  private static func path(of url: URL) -> String { url.path(percentEncoded: false) + ".part" }
  private var path: String { Self.path(of: finalURL) }

  /// Opens the unfinished part of the file that is to become `finalURL`, or creates it.
  ///
  /// - Throws: ``FileError`` if it cannot be opened or is not a regular file.
  public init(_ finalURL: URL) throws(FileError) {
    let path = Self.path(of: finalURL)
    // Neither follows a link to elsewhere nor waits for the reader of a pipe.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o644)
    guard descriptor >= 0 else { throw FileError(path: path, action: "cannot write") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw FileError(path: path, action: "cannot write", reason: "it is not a regular file")
    }
    self.descriptor = descriptor
    self.finalURL = finalURL
    size = status.st_size
  }

  deinit { close(descriptor) }

  /// Returns the number of bytes of the unfinished part of `finalURL`; 0 if there is none.
  public static func size(of finalURL: URL) -> Int {
    var status = stat()
    return lstat(path(of: finalURL), &status) == 0 ? status.st_size : 0
  }

  /// Appends `bytes`.
  ///
  /// - Throws: ``FileError`` if they cannot be written.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.baseAddress.map { pwrite(descriptor, $0 + offset, bytes.count - offset, size) } ?? 0
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw FileError(path: path, action: "cannot write") }
      offset += written
      size += written
    }
  }

  /// Returns up to `count` bytes starting at `offset`; none at the end.
  ///
  /// - Throws: ``FileError`` if they cannot be read.
  public func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var taken = 0
    repeat {
      taken = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, offset) }
    } while taken < 0 && errno == EINTR
    guard taken >= 0 else { throw FileError(path: path, action: "cannot read") }
    bytes.removeLast(count - taken)
    return bytes
  }

  /// Removes all bytes, to start again.
  ///
  /// - Throws: ``FileError`` if that fails.
  public func empty() throws(FileError) {
    guard ftruncate(descriptor, 0) == 0 else { throw FileError(path: path, action: "cannot empty") }
    size = 0
  }

  /// Flushes the file to disk and renames it to its own name.
  ///
  /// - Throws: ``FileError`` if either fails.
  public func complete() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw FileError(path: path, action: "cannot flush") }
    guard rename(path, finalURL.path(percentEncoded: false)) == 0 else {
      throw FileError(path: finalURL.path(percentEncoded: false), action: "cannot put in place")
    }
    // Makes the rename itself durable, if the file system can.
    if let folder = try? FolderItem(finalURL.deletingLastPathComponent()).open() { fsync(folder.number) }
  }

  /// Removes the unfinished file.
  public func remove() { unlink(path) }
}
