import Foundation

/// Reads data files whole, plain or gzip, never more than a cap.
enum DataFile {
  /// The content of the file at `path`, unpacked if it begins as gzip does; an error if that is over `cap` bytes.
  static func read(_ path: String, cap: Int) throws -> [UInt8] {
    let file = try InputFile(path: path)
    var chunk = try file.read()
    if chunk.starts(with: Gzip.magic) {
      return try Gzip.unpack(named: path, cap: cap) {
        let current = chunk
        chunk = current.isEmpty ? [] : try file.read()
        return current
      }
    }
    var content: [UInt8] = []
    while !chunk.isEmpty {
      guard chunk.count <= cap - content.count else {
        throw DataError("\(path): more than \(cap) bytes, the most that is read")
      }
      content += chunk
      chunk = try file.read()
    }
    return content
  }
}

/// A regular file, open for reading until the value goes away.
private struct InputFile: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private static let chunkSize = 1 << 18

  init(path: String) throws {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw DataError("cannot open \(path): \(String(cString: strerror(errno)))") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw DataError("cannot read \(path): it is not a regular file")
    }
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

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
