import DurableFiles
import Foundation
import TestSupport
import Testing

@Suite struct AppendedFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func text() throws -> String { try String(contentsOf: folder.file("log"), encoding: .utf8) }

  @Test func linesAreAddedToWhatIsThere() throws {
    try AppendedFile(folder.file("log")).append("one")
    let file = try AppendedFile(folder.file("log"))
    try file.append("two")
    try file.append("drei £")
    #expect(try text() == "one\ntwo\ndrei £\n")
  }

  @Test func anUnfinishedLineIsEnded() throws {
    try Data("one\nhal".utf8).write(to: folder.file("log"))
    try AppendedFile(folder.file("log")).append("two")
    #expect(try text() == "one\nhal\ntwo\n")
  }

  @Test func severalThreadsWriteWholeLines() throws {
    let file = try AppendedFile(folder.file("log"))
    DispatchQueue.concurrentPerform(iterations: 4) { thread in
      for line in 0..<100 { try? file.append("\(thread) \(line)") }
    }
    let lines = try text().split(separator: "\n").map(String.init)
    #expect(lines.sorted() == (0..<4).flatMap { thread in (0..<100).map { "\(thread) \($0)" } }.sorted())
  }

  @Test func aFolderInTheWayIsNamed() throws {
    try FileManager.default.createDirectory(at: folder.file("log"), withIntermediateDirectories: false)
    let error = #expect(throws: FileError.self) { _ = try AppendedFile(folder.file("log")) }
    #expect(error?.path.hasSuffix("log") == true && error?.action == "cannot write")
  }
}
