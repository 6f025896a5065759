public import Foundation

/// A file that grows under the name `NAME.part` and gets its own name once it is whole.
///
/// What there is stays when the process ends, however it ends, so that another can go on from there.
public final class PartialFile {
  /// Its name once it is whole.
  public let finalURL: URL
  /// Bytes in it so far.
  public private(set) var size: Int
  private let descriptor: Int32

  private static func path(of url: URL) -> String { url.path(percentEncoded: false) + ".part" }
  private var path: String { Self.path(of: finalURL) }

  /// Opens what there is of the file that is to become `finalURL`, or begins it.
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

  /// Bytes that there are of the file that is to become `finalURL`; none if it is not begun.
  public static func size(of finalURL: URL) -> Int {
    var status = stat()
    return lstat(path(of: finalURL), &status) == 0 ? status.st_size : 0
  }

  /// Adds `bytes` at the end.
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

  /// Up to `count` bytes from `offset` on; none at the end.
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

  /// Begins anew.
  public func empty() throws(FileError) {
    guard ftruncate(descriptor, 0) == 0 else { throw FileError(path: path, action: "cannot empty") }
    size = 0
  }

  /// Flushes it to disk and gives it its own name.
  public func complete() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw FileError(path: path, action: "cannot flush") }
    guard rename(path, finalURL.path(percentEncoded: false)) == 0 else {
      throw FileError(path: finalURL.path(percentEncoded: false), action: "cannot put in place")
    }
    // Makes the rename itself durable; a file system that cannot is left at that.
    if let folder = try? FolderItem(finalURL.deletingLastPathComponent()).open() { fsync(folder.number) }
  }

  /// Removes what there is of it.
  public func remove() { unlink(path) }
}
