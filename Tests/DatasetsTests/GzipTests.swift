import Testing

@testable import Datasets

@Suite struct GzipTests {
  /// What `gzip -n9` makes of `text`.
  private static let packed: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xcb, 0x49, 0x4d, 0x2c, 0xca, 0xcb, 0xcc, 0x4b, 0x57,
    0x48,
    0x2e, 0x2d, 0x2a, 0x4b, 0x55, 0xc8, 0xc1, 0xc7, 0xe5, 0x02, 0x00, 0xe0, 0x7e, 0xad, 0x75, 0x2d, 0x00, 0x00, 0x00,
  ]
  private static let text = [UInt8]("learning curve learning curve learning curve\n".utf8)

  /// Unpacks `bytes`, given in chunks of `chunk` bytes.
  private func unpack(_ bytes: [UInt8], chunk: Int = 1000, cap: Int = 1000) throws -> [UInt8] {
    var rest = bytes[...]
    return try Gzip.unpack(named: "file.gz", cap: cap) {
      defer { rest = rest.dropFirst(chunk) }
      return Array(rest.prefix(chunk))
    }
  }

  @Test(arguments: [1, 2, 7, 1000]) func unpacksWhateverTheChunks(chunk: Int) throws {
    #expect(try unpack(Self.packed, chunk: chunk) == Self.text)
    #expect(
      try unpack(Self.packed + Self.packed + gzipped([1, 2, 3]), chunk: chunk) == Self.text + Self.text + [1, 2, 3])
  }

  /// Content beyond any room that is made at first; the room expected may be right, wrong or absurd.
  @Test(arguments: [0, 1, 655_349, 655_350, 655_351, .max]) func unpacksWhateverIsExpected(size: Int) throws {
    let member = [UInt8](repeating: 7, count: 65_535)
    let packed = Array(repeatElement(gzipped(member), count: 10).joined())
    for cap in [655_350, 1 << 20] {
      var rest = [packed, []]
      let content = try Gzip.unpack(named: "file.gz", cap: cap, expected: size) { rest.removeFirst() }
      #expect(content == Array(repeatElement(member, count: 10).joined()))
    }
    #expect(throws: DataError("file.gz: more than 655349 bytes when unpacked, the most that is read")) {
      try Gzip.unpack(named: "file.gz", cap: 655_349, expected: size) { packed }
    }
  }

  @Test func unpacksAnEmptyMember() throws {
    #expect(try unpack(gzipped([])) == [])
  }

  @Test func stopsAtTheCap() {
    #expect(throws: DataError("file.gz: more than 44 bytes when unpacked, the most that is read")) {
      try unpack(Self.packed, cap: 44)
    }
  }

  /// The last four bytes of a member state its size; here 1 byte.
  @Test func refusesAFalseStatedSize() {
    #expect(throws: DataError("file.gz: damaged gzip data (incorrect length check)")) {
      try unpack(Self.packed.dropLast(4) + [1, 0, 0, 0])
    }
  }

  @Test(arguments: 0..<packed.count) func refusesEveryTruncation(length: Int) {
    #expect(throws: DataError.self) { try unpack(Array(Self.packed.prefix(length))) }
    #expect(throws: DataError.self) { try unpack(Self.packed + Self.packed.prefix(max(1, length))) }
  }

  @Test(arguments: [[0], [0x1f], Array("garbage".utf8)] as [[UInt8]]) func refusesAnythingAfterTheEnd(tail: [UInt8]) {
    #expect(throws: DataError.self) { try unpack(Self.packed + tail) }
  }

  /// The checksum catches what the format does not; flags and time stamps of the header may change without harm.
  @Test func neverGivesWrongContentForAFlippedBit() {
    for bit in 0..<8 * Self.packed.count {
      var damaged = Self.packed
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      if let content = try? unpack(damaged) { #expect(content == Self.text, "bit \(bit)") }
    }
  }
}
