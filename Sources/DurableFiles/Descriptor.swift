import Foundation

/// Owns an open file descriptor.
///
/// Calls that a signal interrupts are repeated, and partial reads and writes are continued.
final class Descriptor: Sendable {
  let number: Int32

  /// Takes over `number`, the result of a call such as `open`; nil if that failed.
  init?(_ number: Int32) {
    guard number >= 0 else { return nil }
    self.number = number
  }

  deinit { close(number) }

  /// What `call` returns once no signal interrupts it.
  static func uninterrupted<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  func status() -> stat? {
    var status = stat()
    return fstat(number, &status) == 0 ? status : nil
  }

  /// Whether all of `bytes` could be written; if not, `errno` says why.
  func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let written = Self.uninterrupted {
        bytes.baseAddress.map { Foundation.write(number, $0 + offset, bytes.count - offset) } ?? 0
      }
      if written == 0 { errno = EIO }
      guard written > 0 else { return false }
      offset += written
    }
    return true
  }

  func write(_ contents: Data) -> Bool { contents.withUnsafeBytes(write) }

  /// The next bytes, at most `count`; none at the end, nil if they cannot be read.
  func read(upTo count: Int) -> Data? {
    var bytes = Data(count: count)
    let taken = bytes.withUnsafeMutableBytes { bytes in
      Self.uninterrupted { Foundation.read(number, bytes.baseAddress, bytes.count) }
    }
    return taken < 0 ? nil : bytes.prefix(taken)
  }
}
