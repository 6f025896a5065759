import Foundation
import SeededRandom
import TestSupport
import Testing

/// What kills, Ctrl-C and a second runner do to a study.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct InterruptionTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    try StudyTexts.long.write(to: folder.file("long.yaml"), atomically: true, encoding: .utf8)
  }

  /// Starts the study and waits until it has stored something, or for `limit` seconds.
  private func start(into output: String, limit: Double = 20) throws -> Process {
    let process = try fathom.start(["run", "long.yaml", "-o", output, "--progress", "none"])
    let store = folder.file("\(output)/store.sqlite").path
    let deadline = Date().addingTimeInterval(limit)
    while !FileManager.default.fileExists(atPath: store) && process.isRunning && Date() < deadline { usleep(10_000) }
    return process
  }

  @Test(.timeLimit(.minutes(10)))
  func killedAtTenRandomMomentsTheTablesAreTheSame() throws {
    #expect(try fathom.run("run", "long.yaml", "-o", "whole").status == 0)
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for _ in 0..<10 {
      let process = try start(into: "killed")
      usleep(UInt32(generator.uniform(from: 0, to: 900_000)))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    #expect(try fathom.run("run", "long.yaml", "-o", "killed").status == 0, "seed \(seed)")
    #expect(
      try TimelessTable.all(in: folder.file("killed")) == TimelessTable.all(in: folder.file("whole")), "seed \(seed)")
  }

  @Test(.timeLimit(.minutes(5)), arguments: [SIGINT, SIGTERM])
  func aSignalStopsItAndSaysHowToGoOn(_ signal: Int32) throws {
    let process = try start(into: "out")
    usleep(300_000)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let stopped = fathom.outcome(of: process)
    #expect(stopped.status == 130)
    #expect(stopped.errors.contains("run the same command again to go on"))
    func report() throws -> PageOutline {
      try PageOutline(of: String(contentsOf: folder.file("out/report.html"), encoding: .utf8))
    }
    #expect(try report().texts.contains("Interrupted"))
    #expect(try fathom.run("run", "long.yaml", "-o", "out").status == 0)
    #expect(try !report().texts.contains("Interrupted"))
  }

  @Test(.timeLimit(.minutes(5)))
  func aSecondRunnerIsRefusedNamingTheFirst() throws {
    let first = try start(into: "out")
    defer { kill(first.processIdentifier, SIGKILL) }
    // Elsewhere, so that the two do not write their output to the same files.
    try FileManager.default.createDirectory(at: folder.file("other"), withIntermediateDirectories: true)
    let elsewhere = FathomProcess(in: folder.file("other"))
    let second = try elsewhere.run("run", "../long.yaml", "-o", "../out")
    #expect(second.status == 1)
    #expect(second.errors.contains("process \(first.processIdentifier)"))
    #expect(second.errors.split(separator: "\n").count == 1)
  }
}
