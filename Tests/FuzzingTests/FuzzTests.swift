import Foundation
import TestSupport
import Testing

/// A small share of what `Scripts/fuzz` does: prefixes of good files and flipped bits of their headers (each eleventh; all in
/// Scripts/test-all), then two hundred random cases for each reader (ten thousand there), in processes of their own, so that
/// a trap is told with its case.
@Suite struct FuzzTests {
  @Test(arguments: [
    "study", "idx", "gzip", "csv", "npz", "libsvm", "cifar", "safetensors", "histories", "store", "checkpoint",
  ])
  func everyFileIsReadOrRefusedWithOneLine(reader: String) throws {
    try run(reader, cases: runsLongTests ? 10000 : 200, step: runsLongTests ? 1 : 11)
  }

  /// Each is run, read back and drawn: a small share of the thousands of `Scripts/fuzz studies --cases 2000`.
  @Test func randomStudiesReadBack() throws { try run("studies", cases: runsLongTests ? 60 : 4) }

  private func run(_ reader: String, cases: Int, step: Int = 1) throws {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
      path: "fuzz-readers")
    process.arguments = [reader, "--cases", "\(cases)", "--seed", "2026", "--step", "\(step)", "--jobs", "1"]
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let report = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    print(report, terminator: "")
    #expect(process.terminationStatus == 0, "\(report)")
    #expect(report.contains(" 0 failed"), "\(report)")
  }
}
