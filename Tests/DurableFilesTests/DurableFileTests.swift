import DurableFiles
import Foundation
import TestSupport
import Testing

@Suite struct DurableFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.url.path(percentEncoded: false)).sorted() }
  }

  @Test(arguments: ["plain.txt", "with space", "100%25 done.tsv", "größe 数.tsv", "-f", "quote'\"$(x)"])
  func writesUnderAnyName(name: String) throws {
    try DurableFile.write("first\n", to: folder.file(name))
    #expect(try String(contentsOf: folder.file(name), encoding: .utf8) == "first\n")
    #expect(try names == [name])
  }

  /// Longer and shorter contents, none at all, and every byte value.
  @Test func replacesTheWholeFile() throws {
    let file = folder.file("data")
    let everyByte = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0) })
    for contents in [everyByte, Data("short".utf8), Data(), everyByte + everyByte] {
      try DurableFile.write(contents, to: file)
      #expect(try Data(contentsOf: file) == contents)
      #expect(try names == ["data"])
    }
  }

  @Test func aReaderSeesOldOrNewNeverAMixture() throws {
    let file = folder.file("data")
    let versions = [UInt8(ascii: "a"), UInt8(ascii: "b")].map { Data(repeating: $0, count: 50_000) }
    try DurableFile.write(versions[0], to: file)
    let writer = Thread {
      for round in 1...100 { try? DurableFile.write(versions[round % 2], to: file) }
      try? DurableFile.write("end", to: file)
    }
    writer.start()
    while true {
      let seen = try Data(contentsOf: file)
      if seen == Data("end".utf8) { break }
      guard versions.contains(seen) else {
        Issue.record("\(seen.count) bytes that nobody wrote")
        break
      }
    }
  }

  @Test func aFileAsFolderIsRefused() throws {
    try DurableFile.write("x", to: folder.file("file"))
    let target = folder.file("file").appending(path: "below")
    let path = target.path(percentEncoded: false)
    #expect(throws: FileError(path: path, action: "cannot write", reason: "Not a directory")) {
      try DurableFile.write("y", to: target)
    }
    #expect(try names == ["file"])
  }

  @Test func aMissingFolderIsRefused() throws {
    let target = folder.file("missing/file")
    let error = #expect(throws: FileError.self) { try DurableFile.write("y", to: target) }
    #expect(
      error?.description == "\(target.path(percentEncoded: false)): cannot write: No such file or directory")
    #expect(try names == [])
  }

  /// The folder of processes takes no files, not even from root.
  @Test func anUnwritableFolderIsRefused() {
    let error = #expect(throws: FileError.self) {
      try DurableFile.write("y", to: URL(filePath: "/proc/fathom-test"))
    }
    #expect(error?.path == "/proc/fathom-test")
    #expect(error?.action == "cannot write")
  }

  @Test func aFolderInTheWayStaysAndNothingElseDoes() throws {
    let target = folder.file("taken")
    try DurableFile.createFolder(target)
    try DurableFile.write("inside", to: target.appending(path: "inside"))
    let error = #expect(throws: FileError.self) { try DurableFile.write("y", to: target) }
    #expect(error?.action == "cannot put in place")
    #expect(try names == ["taken"])
    #expect(try String(contentsOf: target.appending(path: "inside"), encoding: .utf8) == "inside")
  }

  /// A full disk, played by the process's limit on file sizes: the write ends half-way.
  @Test func aWriteCutShortLeavesTheOldFile() throws {
    let file = folder.file("data")
    try DurableFile.write("old", to: file)
    let limit: rlim_t = 8 << 20
    var saved = rlimit()
    try #require(getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &saved) == 0)
    let handler = signal(SIGXFSZ, SIG_IGN)
    var lowered = rlimit(rlim_cur: limit, rlim_max: saved.rlim_max)
    try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &lowered) == 0)
    defer {
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &saved)
      signal(SIGXFSZ, handler)
    }
    let error = #expect(throws: FileError.self) {
      try DurableFile.write(Data(count: Int(limit) + 1), to: file)
    }
    #expect(error?.action == "cannot write")
    #expect(error?.reason == "File too large")
    #expect(try names == ["data"])
    #expect(try String(contentsOf: file, encoding: .utf8) == "old")
  }
}

@Suite struct CreateFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func isFolder(_ url: URL) -> Bool {
    var isFolder = ObjCBool(false)
    return FileManager.default.fileExists(atPath: url.path(percentEncoded: false), isDirectory: &isFolder)
      && isFolder.boolValue
  }

  @Test func createsWhatIsMissingAndKeepsWhatIsThere() throws {
    let deep = folder.file("a/b c/ü%20")
    try DurableFile.createFolder(deep)
    #expect(isFolder(deep))
    try DurableFile.write("kept", to: deep.appending(path: "file"))
    try DurableFile.createFolder(deep)
    #expect(try String(contentsOf: deep.appending(path: "file"), encoding: .utf8) == "kept")
  }

  @Test(arguments: ["file", "file/below", "file/below/further"])
  func aFileInTheWayIsNamed(name: String) throws {
    try DurableFile.write("x", to: folder.file("file"))
    let error = #expect(throws: FileError.self) { try DurableFile.createFolder(folder.file(name)) }
    #expect(
      error
        == FileError(
          path: folder.file("file").path(percentEncoded: false), action: "cannot create the folder",
          reason: "a file of that name is in the way"))
  }

  @Test func aLinkToNowhereIsRefused() throws {
    let link = folder.file("link")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: folder.file("nowhere"))
    let error = #expect(throws: FileError.self) { try DurableFile.createFolder(link) }
    #expect(error?.action == "cannot create the folder")
    #expect(error?.reason == "it is a link to a folder that is missing; remove it")
  }

  @Test func anUnwritablePlaceIsRefused() {
    let error = #expect(throws: FileError.self) {
      try DurableFile.createFolder(URL(filePath: "/proc/fathom-test/results"))
    }
    #expect(error?.path.hasPrefix("/proc/fathom-test") == true)
    #expect(error?.action == "cannot create the folder")
  }
}
