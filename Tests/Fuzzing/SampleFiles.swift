/// Small files written out by hand after the descriptions of their formats.
enum SampleFiles {
  /// An IDX array of bytes.
  static func idx(_ dimensions: [Int], _ values: [UInt8]) -> [UInt8] {
    [0, 0, 8, UInt8(dimensions.count)]
      + dimensions.flatMap { ByteMutator.bytes(UInt64($0), width: 4).reversed() } + values
  }

  /// A gzip member (RFC 1952) of stored blocks (RFC 1951), which hold 65,535 bytes at most each.
  static func gzipped(_ content: [UInt8]) -> [UInt8] {
    var member: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    var start = 0
    repeat {
      let block = content[start..<min(start + 65_535, content.count)]
      start = block.endIndex
      member.append(start == content.count ? 1 : 0)
      member += ByteMutator.bytes(UInt64(block.count), width: 2)
      member += ByteMutator.bytes(~UInt64(block.count), width: 2)
      member += block
    } while start < content.count
    return member + ByteMutator.bytes(UInt64(crc32(content)), width: 4)
      + ByteMutator.bytes(UInt64(content.count), width: 4)
  }

  /// A gzip member of `count` zeros, packed about 158 to 1: one literal, then copies of 258 bytes from one byte back, in
  /// the fixed code of RFC 1951. Checksum and stated size are those given.
  static func gzippedZeros(_ count: Int, checksum: UInt32 = 0, statedSize: UInt32 = 0) -> [UInt8] {
    var member: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    var (bits, width) = (UInt32(0), UInt32(0))
    func put(_ value: UInt32, _ count: UInt32) {
      bits |= value << width
      width += count
      while width >= 8 {
        member.append(UInt8(truncatingIfNeeded: bits))
        bits >>= 8
        width -= 8
      }
    }
    // Codes are stored from their first bit, so they stand here in reverse.
    let (literalZero, longestCopy, oneBack) = (UInt32(0b0000_1100), UInt32(0b1010_0011), UInt32(0))
    put(0b011, 3)
    put(literalZero, 8)
    for _ in 0..<max(count - 1, 0) / 258 {
      put(longestCopy, 8)
      put(oneBack, 5)
    }
    for _ in 0..<max(count - 1, 0) % 258 { put(literalZero, 8) }
    put(0, 7)
    if width > 0 { put(0, 8 - width) }
    return member + ByteMutator.bytes(UInt64(checksum), width: 4) + ByteMutator.bytes(UInt64(statedSize), width: 4)
  }

  private static let remainders: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { remainder, _ in remainder & 1 == 1 ? remainder >> 1 ^ 0xedb8_8320 : remainder >> 1 }
  }

  /// The checksum of RFC 1952.
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { remainders[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }

  /// An array of NumPy (version 1.0) with `header` as its text.
  static func npy(_ header: String, _ values: [UInt8]) -> [UInt8] {
    [0x93] + Array("NUMPY".utf8) + [1, 0] + ByteMutator.bytes(UInt64(header.utf8.count), width: 2) + Array(header.utf8)
      + values
  }

  /// A zip archive of stored files (APPNOTE 6.3): each with its header, then the central directory and its end.
  static func zipped(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
    func number(_ value: Int, _ width: Int) -> [UInt8] { ByteMutator.bytes(UInt64(value), width: width) }
    var (archive, directory) = ([UInt8](), [UInt8]())
    for (name, content) in files {
      let sizes =
        ByteMutator.bytes(UInt64(crc32(content)), width: 4) + number(content.count, 4) + number(content.count, 4)
      let names = number(name.utf8.count, 2) + number(0, 2)
      // Version 2.0, no flags, stored, no time.
      let common = [20, 0, 0, 0, 0, 0, 0, 0, 0, 0] + sizes + names
      directory +=
        Array("PK".utf8) + [1, 2, 20, 0] + common + number(0, 10) + number(archive.count, 4) + Array(name.utf8)
      archive += Array("PK".utf8) + [3, 4] + common + Array(name.utf8) + content
    }
    let counts = number(min(files.count, 65_535), 2)
    return archive + directory + Array("PK".utf8) + [5, 6, 0, 0, 0, 0] + counts + counts + number(directory.count, 4)
      + number(archive.count, 4) + [0, 0]
  }

  /// A safetensors file with `header` as its text.
  static func safetensors(_ header: [UInt8], _ values: [UInt8] = []) -> [UInt8] {
    ByteMutator.bytes(UInt64(header.count), width: 8) + header + values
  }
}
