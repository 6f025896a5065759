import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct PublishedFileTests {
  private static let sources = DatasetCatalogue.sources.filter { !$0.publishedFiles.isEmpty }

  @Test func whatCanBeFetchedIsPinned() {
    #expect(Self.sources.map(\.name) == ["mnist", "fashion-mnist", "cifar-10"])
    for file in Self.sources.flatMap(\.publishedFiles) {
      #expect(!file.addresses.isEmpty)
      for address in file.addresses { #expect(address.hasPrefix("https://") && address.hasSuffix("/" + file.name)) }
      for digest in [file.sha256] + file.contents.map(\.sha256) {
        #expect(digest.wholeMatch(of: /[0-9a-f]{64}/) != nil, "\(file.name)")
      }
    }
    // As the pages of the data sets have them, in bytes.
    #expect(
      Self.sources.map { $0.publishedFiles.map(\.size) } == [
        [9_912_422, 28_881, 1_648_877, 4542], [26_421_880, 29_515, 4_422_102, 5148], [170_052_171],
      ])
  }

  /// Readers look for the same files.
  @Test func whatIsFetchedIsWhatIsRead() throws {
    #expect(Self.sources[0].publishedFiles.flatMap { $0.contents.map(\.name) } == IDXImages.fileNames)
    #expect(Self.sources[1].publishedFiles.flatMap { $0.contents.map(\.name) } == IDXImages.fileNames)
    let folder = try TemporaryFolder()
    let names = Self.sources[2].publishedFiles.flatMap { $0.contents.map(\.name) }
    // Until the last file is in place there is nothing to read.
    for name in names.dropLast() { try folder.file(name).write([1]) }
    #expect(CIFARImages(in: folder.url.path) == nil)
    for name in names.suffix(1) { try folder.file(name).write([1]) }
    #expect(CIFARImages(in: folder.url.path)?.files.count == names.count)
  }

  private static let content = [UInt8]("some text".utf8)
  /// By sha256sum of coreutils.
  private static let file = PublishedFile(
    name: "text.gz", addresses: [], size: 0, sha256: "", form: .gzip,
    contents: [
      .init(name: "text", size: 9, sha256: "b94f6f125c79e3a5ffaa826f584c10d52ada669e6762051b826b55776d05aed2")
    ])

  @Test func packedAndPlainCopiesCountAlike() throws {
    let folder = try TemporaryFolder()
    #expect(try !Self.file.isPresent(in: folder.url.path))
    #expect(try !Self.file.isPresent(in: "/nowhere"))
    try folder.file("text.gz").write(gzipped(Self.content))
    #expect(try Self.file.isPresent(in: folder.url.path))
    try folder.file("text").write(Self.content)
    #expect(try Self.file.isPresent(in: folder.url.path))
  }

  @Test(arguments: ["some other text", "some teXt", ""]) func othersAreNamed(text: String) throws {
    let folder = try TemporaryFolder()
    try folder.file("text").write([UInt8](text.utf8))
    let error = #expect(throws: DataError.self) { try Self.file.isPresent(in: folder.url.path) }
    #expect(error?.message.hasPrefix(folder.file("text").path + ": ") == true)
  }

  /// The real files, where they are, are the published ones: MNIST's as packed by anyone, Fashion-MNIST's as packed by
  /// Debian.
  @Test(arguments: sources.prefix(2).map(\.name)) func theFilesOnThisMachineAreThePublishedOnes(name: String) throws {
    let source = try DatasetCatalogue.source(named: name)
    guard case .folder(let folder) = source.place() else {
      print("\(name) is not on this machine; not checked")
      return
    }
    for file in source.publishedFiles { #expect(try file.isPresent(in: folder), "\(file.name)") }
  }
}
