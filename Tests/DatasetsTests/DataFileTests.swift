import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct DataFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func readsPlainAndGzipAlike() throws {
    let content = [UInt8]("some text".utf8)
    try folder.file("plain").write(content)
    try folder.file("packed").write(gzipped(content))
    #expect(try DataFile.read(folder.file("plain").path, cap: 9) == content)
    #expect(try DataFile.read(folder.file("packed").path, cap: 9) == content)
  }

  @Test func readsFilesLongerThanOneChunk() throws {
    let content = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
    try folder.file("plain").write(content)
    try folder.file("packed").write(
      stride(from: 0, to: 700_000, by: 50_000).flatMap { gzipped(Array(content[$0..<$0 + 50_000])) })
    #expect(try DataFile.read(folder.file("plain").path, cap: 700_000) == content)
    #expect(try DataFile.read(folder.file("packed").path, cap: 700_000) == content)
  }

  @Test func refusesMoreThanTheCap() throws {
    try folder.file("plain").write([UInt8](repeating: 1, count: 1000))
    try folder.file("packed").write(gzipped([UInt8](repeating: 1, count: 1000)))
    for name in ["plain", "packed"] {
      #expect(try DataFile.read(folder.file(name).path, cap: 1000).count == 1000)
      let error = #expect(throws: DataError.self) { try DataFile.read(folder.file(name).path, cap: 999) }
      #expect(error?.message.contains("999 bytes") == true)
    }
  }

  /// The last four bytes of a gzip file state the size of its content; here 4 GB, or next to nothing.
  @Test(arguments: [[0xff, 0xff, 0xff, 0xff], [1, 0, 0, 0]] as [[UInt8]]) func trustsNoStatedSize(size: [UInt8]) throws
  {
    try folder.file("packed").write(gzipped([1, 2, 3]).dropLast(4) + size)
    #expect(throws: DataError.self) { try DataFile.read(folder.file("packed").path, cap: 1 << 28) }
  }

  @Test func theDigestIsOfTheBytesAsTheyLieThere() throws {
    try folder.file("packed").write(gzipped([1, 2, 3]))
    #expect(try DataFile.digest(folder.file("packed").path, cap: 100) == sha256Hex(gzipped([1, 2, 3])))
    #expect(throws: DataError.self) { try DataFile.digest(folder.file("packed").path, cap: 10) }
  }

  @Test func readsAnEmptyFileAsNothing() throws {
    try folder.file("empty").write([])
    #expect(try DataFile.read(folder.file("empty").path, cap: 10) == [])
  }

  @Test func namesWhatCannotBeRead() throws {
    let missing = folder.file("missing").path
    #expect(throws: DataError("cannot open \(missing): No such file or directory")) {
      try DataFile.read(missing, cap: 10)
    }
    let path = folder.url.path
    #expect(throws: DataError("cannot read \(path): it is not a regular file")) { try DataFile.read(path, cap: 10) }
  }

  @Test func messagesKeepToOneLine() {
    let error = #expect(throws: DataError.self) { try DataFile.read("/no\nsuch\u{1b}[2Jfile\r", cap: 10) }
    #expect(error?.message == "cannot open /no such [2Jfile : No such file or directory")
  }

  @Test func doesNotWaitForAPipe() throws {
    let pipe = folder.file("pipe").path
    try #require(mkfifo(pipe, 0o600) == 0)
    #expect(throws: DataError("cannot read \(pipe): it is not a regular file")) { try DataFile.read(pipe, cap: 10) }
  }
}
