import Foundation

/// A kind of output file. An output may replace a file of its own kind, but nothing else.
public struct OutputKind: Sendable {
  /// As messages name it, to go after "no".
  let name: String
  private let isKind: @Sendable ([UInt8]) -> Bool

  /// Creates a kind.
  ///
  /// - Parameters:
  ///   - name: The kind in messages, e.g. `HTML page`.
  ///   - isKind: Decides by the first ``headLength`` bytes of a file, or by all bytes of a shorter one.
  public init(_ name: String, isKind: @escaping @Sendable ([UInt8]) -> Bool) {
    self.name = name
    self.isKind = isKind
  }

  /// The number of leading bytes by which a kind is recognised.
  public static let headLength = 64

  /// Whether the file at `path` is of the kind, or empty.
  func includesFile(at path: String) throws(FileError) -> Bool {
    guard let file = Descriptor(Descriptor.uninterrupted { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }) else {
      throw FileError(path: path, action: "cannot read what would be replaced")
    }
    var head = [UInt8](repeating: 0, count: Self.headLength)
    let count = head.withUnsafeMutableBytes { bytes in
      Descriptor.uninterrupted { pread(file.number, bytes.baseAddress, bytes.count, 0) }
    }
    guard count >= 0 else { throw FileError(path: path, action: "cannot read what would be replaced") }
    return count == 0 || isKind(Array(head.prefix(count)))
  }
}
