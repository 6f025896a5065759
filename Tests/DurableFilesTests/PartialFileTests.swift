import DurableFiles
import Foundation
import TestSupport
import Testing

@Suite struct PartialFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func append(_ text: String, to file: PartialFile) throws {
    try Array(text.utf8).withUnsafeBytes { try file.append($0) }
  }

  private func text(_ name: String) -> String? { try? String(contentsOf: folder.file(name), encoding: .utf8) }

  @Test func growsUnderAnotherNameAndGoesOnWhereItStopped() throws {
    let url = folder.file("data")
    #expect(PartialFile.size(of: url) == 0)
    try append("one ", to: PartialFile(url))
    #expect(text("data") == nil)
    #expect(text("data.part") == "one ")
    #expect(PartialFile.size(of: url) == 4)
    let file = try PartialFile(url)
    #expect(file.size == 4)
    try append("two", to: file)
    #expect(try file.read(at: 2, count: 4) == Array("e tw".utf8))
    #expect(try file.read(at: 7, count: 4) == [])
    try file.complete()
    #expect(text("data") == "one two")
    #expect(text("data.part") == nil)
  }

  @Test func beginsAnewAndGoesAway() throws {
    let file = try PartialFile(folder.file("data"))
    try append("something long", to: file)
    try file.empty()
    try append("short", to: file)
    #expect(text("data.part") == "short")
    file.remove()
    #expect(text("data.part") == nil)
  }

  @Test func whatCannotBeWrittenIsNamed() throws {
    for name in ["folder", "pipe", "link"] {
      let path = folder.file("\(name).part").path
      switch name {
      case "folder": try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      case "pipe": try #require(mkfifo(path, 0o600) == 0)
      default: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "elsewhere")
      }
      let error = #expect(throws: FileError.self) { _ = try PartialFile(folder.file(name)) }
      #expect(error?.path == path)
    }
    #expect(throws: FileError.self) { _ = try PartialFile(folder.file("missing/data")) }
  }
}
