import CZlib
import Foundation

/// Packs bytes as zlib does (RFC 1950).
enum Deflate {
  /// Packed content cannot be longer than this many times its packed length.
  private static let greatestRatio = 1040

  /// The packed content; empty if zlib has no memory left.
  static func packed(_ content: Data) -> Data {
    var length = compressBound(UInt(content.count))
    var packed = Data(count: Int(length))
    let status = packed.withUnsafeMutableBytes { output in
      content.withUnsafeBytes { input in
        compress2(
          output.bindMemory(to: UInt8.self).baseAddress, &length, input.bindMemory(to: UInt8.self).baseAddress,
          UInt(content.count), Z_BEST_COMPRESSION)
      }
    }
    return status == Z_OK ? packed.prefix(Int(length)) : Data()
  }

  /// The content, which has `count` bytes; nil for anything that ``packed(_:)`` did not make of as many.
  static func unpacked(_ packed: Data, count: Int) -> Data? {
    guard 0...packed.count * greatestRatio ~= count else { return nil }
    var length = UInt(count)
    var content = Data(count: count)
    let status = content.withUnsafeMutableBytes { output in
      packed.withUnsafeBytes { input in
        uncompress(
          output.bindMemory(to: UInt8.self).baseAddress, &length, input.bindMemory(to: UInt8.self).baseAddress,
          UInt(packed.count))
      }
    }
    return status == Z_OK && length == UInt(count) ? content : nil
  }
}
