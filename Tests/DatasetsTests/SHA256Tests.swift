import Testing

@testable import Datasets

/// Examples of FIPS 180-2, appendix B, and the digest of nothing.
@Suite struct SHA256Tests {
  private static let examples: [(bytes: [UInt8], digest: String)] = [
    ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ([UInt8]("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      [UInt8]("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]

  @Test func givesThePublishedDigests() {
    for example in Self.examples { #expect(sha256Hex(example.bytes) == example.digest) }
  }

  @Test(arguments: [1, 7, 64, 1000]) func piecesGiveTheSame(length: Int) throws {
    for example in Self.examples {
      var digest = try SHA256Digest()
      for start in stride(from: 0, to: example.bytes.count, by: length) {
        digest.update(Array(example.bytes[start..<min(start + length, example.bytes.count)]))
      }
      #expect(digest.finish() == example.digest)
    }
  }
}
