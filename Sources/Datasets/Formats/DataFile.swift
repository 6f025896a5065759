import Foundation

/// Reads whole data files, plain or gzip, up to a size limit.
public enum DataFile {
  /// The content of the file at `path`, unpacked if it begins as gzip does; an error if that is over `cap` bytes.
  static func read(_ path: String, cap: Int) throws -> [UInt8] {
    let file = try InputFile(path: path)
    var chunk = try file.read()
    guard chunk.starts(with: Gzip.magic) else { return try readOn(file, after: chunk, cap: cap) }
    return try Gzip.unpack(named: path, cap: cap, expected: file.statedSizeOfContent) {
      let current = chunk
      chunk = current.isEmpty ? [] : try file.read()
      return current
    }
  }

  /// Returns the SHA-256 digest of the file at `path` as it is on disk, packed or not.
  ///
  /// - Throws: ``DataError`` if it cannot be read or has more than `cap` bytes.
  public static func digest(_ path: String, cap: Int) throws -> String {
    sha256Hex(try readOn(InputFile(path: path), after: [], cap: cap))
  }

  /// The first bytes of the file at `path`, as they are on disk.
  static func start(of path: String) throws -> [UInt8] { try InputFile(path: path).read() }

  /// `path` as it is from any folder.
  static func absolutePath(_ path: String) -> String {
    path.hasPrefix("/") ? path : URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
  }

  /// `start` and the rest of the file.
  private static func readOn(_ file: borrowing InputFile, after start: [UInt8], cap: Int) throws -> [UInt8] {
    var content = start
    content.reserveCapacity(min(file.size, cap))
    while content.count <= cap {
      let chunk = try file.read()
      if chunk.isEmpty { return content }
      content += chunk
    }
    throw DataError("\(file.path): more than \(cap) bytes, the most that is read")
  }
}

/// A regular file, open for reading until the value goes away.
private struct InputFile: ~Copyable {
  let path: String
  /// Bytes in the file when it was opened.
  let size: Int
  private let descriptor: Int32
  private static let chunkSize = 1 << 18

  init(path: String) throws {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw DataError("cannot open \(path)\(Self.place(of: path)): \(reason)")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw DataError("cannot read \(path): it is not a regular file")
    }
    self.descriptor = descriptor
    self.path = path
    size = status.st_size
  }

  deinit { close(descriptor) }

  /// Where a relative path leads from here.
  private static func place(of path: String) -> String {
    path.hasPrefix("/") ? "" : " (\(DataFile.absolutePath(path)))"
  }

  /// The size of its content modulo 2³² that a gzip file states in its last four bytes (RFC 1952), as far as the format
  /// can pack so much into this file: a hint, which may be false.
  var statedSizeOfContent: Int {
    var stated = UInt32(0)
    let length = MemoryLayout<UInt32>.size
    guard size >= length, pread(descriptor, &stated, length, size - length) == length else { return 0 }
    // A byte of deflate makes 1,032 bytes at the most (zlib's technical details).
    return min(Int(UInt32(littleEndian: stated)), min(size, 1 << 40) * 1032)
  }

  /// The next bytes; none at the end of the file.
  func read() throws -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
    var taken = 0
    repeat {
      taken = chunk.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
    } while taken < 0 && errno == EINTR
    guard taken >= 0 else { throw DataError("cannot read \(path): \(String(cString: strerror(errno)))") }
    chunk.removeLast(chunk.count - taken)
    return chunk
  }
}
