import Foundation

/// `content` as a gzip member of one stored block, written out after RFC 1951 and 1952 without zlib.
func gzipped(_ content: [UInt8]) -> [UInt8] {
  precondition(content.count <= 65_535, "a stored block holds 65,535 bytes at most")
  func littleEndian(_ value: Int, bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(value >> (8 * $0) & 255) } }
  return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1]
    + littleEndian(content.count, bytes: 2) + littleEndian(~content.count & 0xffff, bytes: 2) + content
    + littleEndian(Int(crc32(content)), bytes: 4) + littleEndian(content.count, bytes: 4)
}

/// The CRC of RFC 1952, bit by bit.
func crc32(_ bytes: [UInt8]) -> UInt32 {
  var remainder = UInt32.max
  for byte in bytes {
    remainder ^= UInt32(byte)
    for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xedb8_8320 : remainder >> 1 }
  }
  return ~remainder
}

/// An IDX file of bytes, written out after its description.
func idx(_ dimensions: [Int], _ values: [UInt8]) -> [UInt8] {
  let sizes = dimensions.flatMap { dimension in (0..<4).reversed().map { UInt8(dimension >> (8 * $0) & 255) } }
  return [0, 0, 8, UInt8(dimensions.count)] + sizes + values
}

extension URL {
  /// Writes `bytes` as the whole content.
  func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: self) }
}
