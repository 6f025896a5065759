public import Foundation

/// Converts numbers to and from bytes: little-endian, one number after the other.
public enum NumberBytes {
  /// Returns 4 bytes for each value.
  public static func data(_ values: [Float]) -> Data {
    #if _endian(little)
      values.withUnsafeBytes { Data($0) }
    #else
      values.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
    #endif
  }

  /// Returns 8 bytes for each value.
  public static func data(_ values: [Double]) -> Data {
    #if _endian(little)
      values.withUnsafeBytes { Data($0) }
    #else
      values.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
    #endif
  }

  /// Returns 8 bytes for each value.
  public static func data(_ values: [UInt64]) -> Data {
    values.map(\.littleEndian).withUnsafeBytes { Data($0) }
  }

  /// Returns the 64-bit words in the bytes; nil if the length is not a multiple of 8.
  public static func words(_ data: Data) -> [UInt64]? {
    words(data, of: UInt64.self)?.map { UInt64(littleEndian: $0) }
  }

  /// Returns the single-precision numbers in the bytes; nil if the length is not a multiple of 4.
  public static func floats(_ data: Data) -> [Float]? {
    words(data, of: UInt32.self)?.map { Float(bitPattern: UInt32(littleEndian: $0)) }
  }

  /// Returns the double-precision numbers in the bytes; nil if the length is not a multiple of 8.
  public static func doubles(_ data: Data) -> [Double]? {
    words(data, of: UInt64.self)?.map { Double(bitPattern: UInt64(littleEndian: $0)) }
  }

  private static func words<Word: FixedWidthInteger & BitwiseCopyable>(_ data: Data, of type: Word.Type) -> [Word]? {
    let width = MemoryLayout<Word>.size
    guard data.count.isMultiple(of: width) else { return nil }
    return data.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: width).map { bytes.loadUnaligned(fromByteOffset: $0, as: type) }
    }
  }
}
