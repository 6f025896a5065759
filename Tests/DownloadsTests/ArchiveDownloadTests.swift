import Datasets
import Downloads
import Foundation
import SeededRandom
import TestSupport
import Testing

/// Data sets that come as an archive, made by Python's `tarfile`.
@Suite struct ArchiveDownloadTests {
  let served: TemporaryFolder
  let target: TemporaryFolder
  let server: FileServer

  init() throws {
    served = try TemporaryFolder()
    target = try TemporaryFolder()
    server = try FileServer(served.url)
  }

  /// Images of CIFAR-10's layout, all of one class, by the names of its files.
  private static let contents: [(name: String, bytes: [UInt8])] =
    (1...5).map { ("data_batch_\($0).bin", record(UInt8($0))) } + [("test_batch.bin", record(9) + record(8))]

  private static func record(_ label: UInt8) -> [UInt8] { [label] + [UInt8](repeating: label * 20, count: 3072) }

  /// Writes `archive.tar.gz` with what `script` adds to it: Python that calls `add(name, bytes)` or uses `tar`; `c` has
  /// the contents by name.
  private func publish(_ script: String) throws -> PublishedFile {
    for (name, bytes) in Self.contents { try Data(bytes).write(to: served.file(name)) }
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.currentDirectoryURL = served.url
    python.arguments = [
      "python3", "-c",
      """
      import glob, io, tarfile
      c = {name: open(name, "rb").read() for name in sorted(glob.glob("*.bin"))}
      tar = tarfile.open("archive.tar.gz", "w:gz")
      def add(name, content):
          entry = tarfile.TarInfo(name)
          entry.size = len(content)
          tar.addfile(entry, io.BytesIO(content))
      def link(name, to):
          entry = tarfile.TarInfo(name)
          entry.type = tarfile.SYMTYPE
          entry.linkname = to
          tar.addfile(entry)
      \(script)
      tar.close()
      """,
    ]
    try python.run()
    python.waitUntilExit()
    try #require(python.terminationStatus == 0)
    let archive = try [UInt8](Data(contentsOf: served.file("archive.tar.gz")))
    return PublishedFile(
      name: "archive.tar.gz", addresses: ["\(server.address)/ok/archive.tar.gz"], size: archive.count,
      sha256: sha256Hex(archive), form: .tar(folder: "batches"),
      contents: Self.contents.map { .init(name: $0.name, size: $0.bytes.count, sha256: sha256Hex($0.bytes)) })
  }

  private func fetch(_ file: PublishedFile, shouldStop: () -> Bool = { false }) throws -> Bool {
    try DatasetDownload([file], folder: target.url, rules: ServedFile.rules).run(
      shouldStop: shouldStop, observe: { _ in })
  }

  private var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: target.url.path)) ?? []).filter { $0 != ".lock" }.sorted()
  }

  private func failure(_ file: PublishedFile) -> String {
    let error = #expect(throws: DataError.self) { try fetch(file) }
    return error?.message ?? ""
  }

  private static let everything = "[add('batches/' + name, content) for name, content in c.items()]"

  @Test func theReaderFindsWhatWasUnpacked() throws {
    #expect(try fetch(publish(Self.everything)))
    #expect(files == Self.contents.map(\.name))
    let data = try DataLoader.load(DataSource(name: "cifar-10", path: target.url.path), seed: StudySeed(1))
    #expect(data.pool.labels == [1, 2, 3, 4, 5])
    #expect(data.canonicalTest?.labels == [9, 8])
    #expect(data.provenance.hasPrefix(target.url.path))
    // And again: nothing is missing.
    #expect(try fetch(publish(Self.everything)))
    #expect(server.requests.count == 1)
  }

  /// Members that are not expected are passed over, wherever they would go.
  @Test func onlyTheExpectedMembersAreUnpackedAndOnlyIntoTheFolder() throws {
    let file = try publish(
      """
      add("../escaped", b"evil"); add("/tmp/fathom-escaped", b"evil"); add("batches/../../escaped", b"evil")
      add("batches/readme.html", b"text"); add("data_batch_1.bin", b"elsewhere"); link("batches", "/tmp")
      link("batches/notes", "/etc/passwd")
      \(Self.everything)
      """)
    #expect(try fetch(file))
    #expect(files == Self.contents.map(\.name))
    let outside = target.url.deletingLastPathComponent()
    #expect(!FileManager.default.fileExists(atPath: outside.appending(path: "escaped").path))
    #expect(!FileManager.default.fileExists(atPath: "/tmp/fathom-escaped"))
  }

  @Test(arguments: [
    ("c.pop('data_batch_3.bin')", "data_batch_3.bin is not in it"),
    ("c['data_batch_2.bin'] += b'x'", "data_batch_2.bin in it is not the published one"),
    ("c['data_batch_2.bin'] = c['data_batch_2.bin'][:-1]", "data_batch_2.bin in it is not the published one"),
    ("c['test_batch.bin'] = c['data_batch_1.bin'] * 2", "test_batch.bin in it is not the published one"),
    ("add('batches/data_batch_1.bin', c['data_batch_1.bin'])", "data_batch_1.bin is there twice, or is no file"),
    ("link('batches/data_batch_1.bin', '/etc/passwd')", "data_batch_1.bin is there twice, or is no file"),
  ])
  func anArchiveThatIsOtherThanExpectedLeavesNoFile(change: String, reason: String) throws {
    let message = try failure(publish(change + "\n" + Self.everything))
    #expect(message == "\(target.file("archive.tar.gz").path): \(reason)")
    #expect(files == ["archive.tar.gz"])
  }

  @Test func aDamagedArchiveIsNamed() throws {
    var file = try publish(Self.everything)
    let archive = try Data(contentsOf: served.file("archive.tar.gz"))
    let cut = archive.prefix(archive.count / 2)
    try cut.write(to: served.file("archive.tar.gz"))
    file.size = cut.count
    file.sha256 = sha256Hex([UInt8](cut))
    #expect(failure(file).hasPrefix("\(target.file("archive.tar.gz").path): damaged archive ("))
    #expect(files == ["archive.tar.gz"])
  }

  @Test func anArchiveThatIsThereIsUnpackedWithoutADownload() throws {
    let file = try publish(Self.everything)
    try FileManager.default.copyItem(at: served.file("archive.tar.gz"), to: target.file("archive.tar.gz"))
    #expect(try fetch(file))
    #expect(files == Self.contents.map(\.name))
    #expect(server.requests.isEmpty)
  }

  @Test func anArchiveThatIsAnotherIsNamedAndKept() throws {
    let file = try publish(Self.everything)
    try Data("mine".utf8).write(to: target.file("archive.tar.gz"))
    #expect(failure(file).hasPrefix("\(target.file("archive.tar.gz").path): it is not the published file; it is left"))
    #expect(files == ["archive.tar.gz"])
  }

  @Test func aMissingMemberIsUnpackedAgainBesideTheOthers() throws {
    let file = try publish(Self.everything)
    #expect(try fetch(file))
    try FileManager.default.removeItem(at: target.file("data_batch_4.bin"))
    #expect(try fetch(file))
    #expect(files == Self.contents.map(\.name))
    try Data("mine".utf8).write(to: target.file("data_batch_4.bin"))
    #expect(failure(file).contains("data_batch_4.bin: its content is not the published one; it is left as it is"))
  }

  @Test func stoppedWhileUnpackingItLeavesTheArchive() throws {
    let file = try publish(Self.everything)
    try FileManager.default.copyItem(at: served.file("archive.tar.gz"), to: target.file("archive.tar.gz"))
    var questions = 0
    let isFinished = try fetch(file) {
      questions += 1
      return questions > 5
    }
    #expect(!isFinished)
    #expect(files == ["archive.tar.gz"])
    #expect(try fetch(file))
    #expect(files == Self.contents.map(\.name))
  }
}
