import DurableFiles
import Foundation
import TestSupport
import Testing

@testable import Plotting

@Suite struct GnuplotFileTests {
  private let table = FigureTable([
    .init("size", [100, 1000, 10000]), .init("deep_test", [0.1, 1.0 / 3, nil]),
    .init("low", [-1e-300, .leastNonzeroMagnitude, .nan]),
  ])

  private func write(table: FigureTable, to url: URL) throws {
    try drafting(url) { try GnuplotFile.write(table: table, to: $0, drafts: $1) }
  }

  private func write(script: String, to url: URL) throws {
    try drafting(url) { try GnuplotFile.write(script: script, to: $0, drafts: $1) }
  }

  private func drafting(_ url: URL, _ body: (FolderItem, FolderItem) throws -> Void) throws {
    let folder = try TemporaryFolder()
    // On the file system of the target.
    let drafts = try DurableFile.createDraftFolder(in: FolderItem(folder.url))
    try body(FolderItem(url.deletingLastPathComponent()).appending(path: url.lastPathComponent), drafts)
    #expect(try drafts.list() == [])
  }

  @Test func aTableIsAlignedUnderItsNames() throws {
    let folder = try TemporaryPlots()
    try write(table: table, to: folder.url.appending(path: "t.dat"))
    #expect(
      try folder.text("t.dat") == """
         size          deep_test     low
          100                0.1 -1e-300
         1000 0.3333333333333333  5e-324
        10000                  ?       ?

        """)
    #expect(folder.names == ["t.dat"])
  }

  @Test func numbersReadBackBitForBit() throws {
    var random = SystemRandomNumberGenerator()
    let seed = random.next()
    print("seed \(seed)")
    var state = seed
    let values = (0..<500).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: state)
      return value.isFinite ? value : 0
    }
    let folder = try TemporaryPlots()
    try write(table: FigureTable([.init("x", values)]), to: folder.url.appending(path: "t.dat"))
    let lines = try folder.text("t.dat").split(separator: "\n").dropFirst()
    #expect(
      lines.compactMap { Double($0.trimmingCharacters(in: .whitespaces))?.bitPattern } == values.map(\.bitPattern))
  }

  @Test func aScriptIsWrittenByteForByte() throws {
    let folder = try TemporaryPlots()
    let text = "# Δ\n" + String(repeating: "plot 'x' with lines \\\n", count: 10_000)
    try write(script: text, to: folder.url.appending(path: "s.gp"))
    #expect(try folder.text("s.gp") == text)
    #expect(folder.names == ["s.gp"])
  }

  @Test func theFolderMayHaveAnyName() throws {
    let folder = try TemporaryPlots()
    let odd = folder.url.appending(path: "a 'b' \"c\" `touch canary` $(touch canary) | > é")
    try FileManager.default.createDirectory(at: odd, withIntermediateDirectories: true)
    try write(table: table, to: odd.appending(path: "t.dat"))
    try write(script: "x", to: odd.appending(path: "s.gp"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: odd.path(percentEncoded: false)).sorted() == [
        "s.gp", "t.dat",
      ])
    #expect(folder.names.count == 1)
  }

  /// Long and short: a text that fills buffers fails while it is written, a short one when it is closed.
  @Test(arguments: [1, 1_000_000]) func aFullDiskIsReported(length: Int) {
    #expect(GnuplotFile.fill("/dev/full", script: String(repeating: "x", count: length)) == ENOSPC)
    let rows = FigureTable([.init("x", Array(repeating: 1, count: max(length / 20, 1)))])
    #expect(GnuplotFile.fill("/dev/full", table: rows) == ENOSPC)
  }

  @Test func aFolderThatIsMissingIsReported() throws {
    let folder = try TemporaryPlots()
    let target = folder.url.appending(path: "missing").appending(path: "t.dat")
    let expected = PlottingError(path: target.path(percentEncoded: false), code: ENOENT)
    #expect(throws: expected) { try write(table: table, to: target) }
    #expect(throws: expected) { try write(script: "x", to: target) }
    #expect(expected.description == "cannot write \(target.path(percentEncoded: false)): No such file or directory")
  }

  @Test func whatWasThereStaysIfWritingFails() throws {
    let folder = try TemporaryPlots()
    // A folder cannot be replaced by a file.
    let target = folder.url.appending(path: "t.dat")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    #expect(throws: PlottingError.self) { try write(table: table, to: target) }
    #expect(folder.names == ["t.dat"])
  }
}
