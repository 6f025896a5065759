import DurableFiles
import Foundation
import TestSupport
import Testing

@Suite struct AppendedFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func text() throws -> String { try String(contentsOf: folder.file("log"), encoding: .utf8) }

  @Test func linesAreAddedToWhatIsThere() throws {
    try AppendedFile(folder.item("log")).append("one")
    let file = try AppendedFile(folder.item("log"))
    try file.append("two")
    try file.append("drei £")
    #expect(try text() == "one\ntwo\ndrei £\n")
  }

  @Test func anUnfinishedLineIsEnded() throws {
    try Data("one\nhal".utf8).write(to: folder.file("log"))
    try AppendedFile(folder.item("log")).append("two")
    #expect(try text() == "one\nhal\ntwo\n")
  }

  @Test func severalThreadsWriteWholeLines() throws {
    let file = try AppendedFile(folder.item("log"))
    DispatchQueue.concurrentPerform(iterations: 4) { thread in
      for line in 0..<100 { try? file.append("\(thread) \(line)") }
    }
    let lines = try text().split(separator: "\n").map(String.init)
    #expect(lines.sorted() == (0..<4).flatMap { thread in (0..<100).map { "\(thread) \($0)" } }.sorted())
  }

  @Test func aFolderInTheWayIsNamed() throws {
    try FileManager.default.createDirectory(at: folder.file("log"), withIntermediateDirectories: false)
    let error = #expect(throws: FileError.self) { _ = try AppendedFile(folder.item("log")) }
    #expect(error?.path.hasSuffix("log") == true && error?.action == "cannot write")
  }
}

extension AppendedFileTests {
  /// A process's own limit makes the first part of a line fit and the rest not.
  @Test func aLineThatDoesNotFitSaysWhy() throws {
    let file = try AppendedFile(folder.item("log"))
    var saved = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    try #require(getrlimit(resource, &saved) == 0)
    let handler = signal(SIGXFSZ, SIG_IGN)
    let limit: rlim_t = 8 << 20
    var lowered = rlimit(rlim_cur: limit, rlim_max: saved.rlim_max)
    try #require(setrlimit(resource, &lowered) == 0)
    defer {
      setrlimit(resource, &saved)
      signal(SIGXFSZ, handler)
    }
    let error = #expect(throws: FileError.self) { try file.append(String(repeating: "x", count: Int(limit))) }
    #expect(error?.reason == "File too large")
  }

  @Test(arguments: ["link", "pipe", "second name"]) func otherThanAFileIsRefused(kind: String) throws {
    let (log, other) = (folder.file("log").path, folder.file("other"))
    try Data("precious".utf8).write(to: other)
    switch kind {
    case "link": try #require(symlink("other", log) == 0)
    case "pipe": try #require(mkfifo(log, 0o600) == 0)
    default: try #require(link(other.path, log) == 0)
    }
    let error = #expect(throws: FileError.self) { _ = try AppendedFile(folder.item("log")) }
    #expect(error?.path == log && error?.reason.hasPrefix("it is ") == true)
    #expect(try String(contentsOf: other, encoding: .utf8) == "precious")
  }
}
