import DurableFiles
import Foundation
import TestSupport
import Testing

/// Files that the user names, which may be anything.
@Suite struct OutputFileTests {
  let folder: TemporaryFolder

  private let anything = OutputKind("file") { _ in true }

  init() throws { folder = try TemporaryFolder() }

  private func kind(_ name: String) -> mode_t {
    var status = stat()
    return lstat(folder.file(name).path, &status) == 0 ? status.st_mode & S_IFMT : 0
  }

  @Test func ofALinkTheFileBehindItIsReplaced() throws {
    try DurableFile.write("old", to: folder.file("target"))
    try #require(symlink("target", folder.file("link").path) == 0)
    try DurableFile.checkOutput(folder.file("link"), replacing: anything)
    try DurableFile.write("new", to: folder.file("link"))
    #expect(kind("link") == S_IFLNK)
    #expect(try String(contentsOf: folder.file("target"), encoding: .utf8) == "new")
  }

  @Test func aLinkToNothingIsRefused() throws {
    try #require(symlink("nothing", folder.file("link").path) == 0)
    for attempt in [{ try DurableFile.write("new", to: $0) }, { try DurableFile.checkOutput($0, replacing: anything) }]
      as [(URL) throws -> Void]
    {
      let error = #expect(throws: FileError.self) { try attempt(folder.file("link")) }
      #expect(error?.reason == "it is a link to a file that is missing")
    }
    #expect(kind("link") == S_IFLNK && kind("nothing") == 0)
  }

  @Test func aPipeIsWrittenTo() throws {
    let pipe = folder.file("pipe")
    try #require(mkfifo(pipe.path, 0o600) == 0)
    try DurableFile.checkOutput(pipe, replacing: anything)
    // Open for reading, so that neither end waits.
    let reader = open(pipe.path, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    try DurableFile.write("new", to: pipe)
    var bytes = [UInt8](repeating: 0, count: 10)
    #expect(read(reader, &bytes, 10) == 3)
    #expect(kind("pipe") == S_IFIFO)
  }

  @Test(.timeLimit(.minutes(1))) func aPipeThatNobodyReadsIsNotWaitedForForLong() throws {
    try #require(mkfifo(folder.file("pipe").path, 0o600) == 0)
    let error = #expect(throws: FileError.self) { try DurableFile.write("new", to: folder.file("pipe")) }
    #expect(error?.reason == "nobody reads from the other end of the pipe")
  }

  @Test func somethingElseOfTheUsersIsNotReplaced() throws {
    let kind = OutputKind("letter") { $0.starts(with: Array("Dear".utf8)) }
    let file = folder.file("file")
    for (old, isReplaced) in [("Dear all,\n", true), ("", true), ("x,y\n1,2\n", false), ("De", false)] {
      try Data(old.utf8).write(to: file)
      try? FileManager.default.removeItem(at: folder.file("link"))
      try #require(symlink("file", folder.file("link").path) == 0)
      for place in [file, folder.file("link")] {
        if isReplaced {
          try DurableFile.checkOutput(place, replacing: kind)
        } else {
          let error = #expect(throws: FileError.self) { try DurableFile.checkOutput(place, replacing: kind) }
          #expect(error?.reason.contains("is no letter") == true)
        }
      }
      #expect(try String(contentsOf: file, encoding: .utf8) == old)
    }
  }

  @Test func aDeviceStaysOne() throws {
    let null = URL(filePath: "/dev/null")
    try DurableFile.checkOutput(null, replacing: anything)
    try DurableFile.write("new", to: null)
    var status = stat()
    #expect(lstat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    #expect(throws: FileError.self) { try DurableFile.write("new", to: URL(filePath: "/dev/full")) }
  }

  /// As the shell does with `>> file`: what stands there stays.
  @Test func aFileBehindADescriptorIsGoneOnWith() throws {
    try DurableFile.write("old ", to: folder.file("log"))
    let descriptor = open(folder.file("log").path, O_WRONLY | O_APPEND)
    defer { close(descriptor) }
    for path in ["/dev/fd/\(descriptor)", "/proc/self/fd/\(descriptor)"] {
      try DurableFile.write("new ", to: URL(filePath: path))
    }
    #expect(try String(contentsOf: folder.file("log"), encoding: .utf8) == "old new new ")
  }

  @Test func aSocketIsRefused() throws {
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = folder.file("s").path
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let bound = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) }
    }
    try #require(bound == 0)
    #expect(throws: FileError.self) { try DurableFile.write("new", to: folder.file("s")) }
    #expect(kind("s") == S_IFSOCK)
  }

  @Test func aTildeIsAName() throws {
    let url = URL(pathAsGiven: "~/s.yaml")
    #expect(url.relativePath == "./~/s.yaml")
    #expect(URL(pathAsGiven: "~root").path(percentEncoded: false).hasSuffix("~root"))
    #expect(!URL(pathAsGiven: "~").path(percentEncoded: false).contains(NSHomeDirectory() + "/."))
  }
}

/// Folders where anybody may create files.
@Suite struct PrivateFolderTests {
  let place: TemporaryFolder

  init() throws { place = try TemporaryFolder() }

  @Test func onlyOnesOwnAreFoundAgain() throws {
    #expect(try PrivateFolder.existing(in: place.url, prefix: "fathom-a-") == [])
    let own = try PrivateFolder.create(in: place.url, prefix: "fathom-a-")
    _ = try PrivateFolder.create(in: place.url, prefix: "fathom-b-")
    let planted = "fathom-a-\(UUID().uuidString)"
    try FileManager.default.createDirectory(at: place.file(planted), withIntermediateDirectories: false)
    try #require(chmod(place.file(planted).path, 0o777) == 0)
    try #require(symlink(own.lastPathComponent, place.file("fathom-a-\(UUID().uuidString)").path) == 0)
    try DurableFile.write("x", to: place.item("fathom-a-\(UUID().uuidString)"))
    #expect(try PrivateFolder.existing(in: place.url, prefix: "fathom-a-") == [own])
    // Another user's: only root can make one.
    if geteuid() == 0 {
      try #require(chown(own.path, 65534, 65534) == 0)
      #expect(try PrivateFolder.existing(in: place.url, prefix: "fathom-a-") == [])
    }
  }
}
