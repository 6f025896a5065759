import ArgumentParser
import Foundation
import Fuzzing

/// Gives every reader of files from outside a million damaged files each, in processes that may take 512 MB and 2 s a file.
@main
struct FuzzReaders: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz-readers",
    abstract: "Give readers damaged files: each has to be read, or refused with one line, in 512 MB and 2 s.",
    discussion: "First come all prefixes and flipped header bits of good files, then random damage.")

  @Argument(
    help:
      "Readers: \(FuzzTargets.all.map { $0.name }.joined(separator: ", ")); all unless given. Or figures, or studies.")
  var readers: [String] = []

  @Option(help: "Random files for each reader.")
  var cases = 1_000_000

  @Option(help: "What the random files derive from.")
  var seed: UInt64 = 2026

  @Option(help: "Of all prefixes and flipped bits, take each N-th only.")
  var step = 1

  @Option(help: "Processes at a time.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "Where files that did harm are kept.")
  var output = ".build/fuzz"

  @Flag(help: "Do not limit memory and time, as under a sanitizer.")
  var unlimited = false

  @Option(help: "Run one case in this process and say what comes of it.")
  var only: Int?

  @Option(help: .private)
  var worker: [Int] = []

  func validate() throws {
    for reader in readers { _ = try FuzzTargets.named(reader) }
    guard cases >= 0, 1...256 ~= jobs, step > 0 else {
      throw ValidationError("--cases cannot be negative, and --jobs and --step are over 0")
    }
  }

  func run() throws {
    let targets = try readers.isEmpty ? FuzzTargets.all : readers.map(FuzzTargets.named)
    if worker.count == 2 {
      return try Worker.run(targets[0], seed: seed, step: step, worker[0]..<worker[1], unlimited: unlimited)
    }
    var failures = 0
    for target in targets {
      let run = try FuzzRun(
        target, cases: cases, seed: seed, step: step, jobs: jobs, unlimited: unlimited, output: URL(filePath: output))
      failures += try only.map { try run.show($0) } ?? run.run()
    }
    if failures > 0 { throw ExitCode.failure }
  }
}

enum FuzzTargets {
  /// Every reader; figures, each of which takes gnuplot a while, and whole studies only when asked for.
  static let all: [any FuzzTarget.Type] = [
    StudyFileTarget.self, IDXTarget.self, GzipTarget.self, CSVTarget.self, NPZTarget.self, SVMLightTarget.self,
    CIFARTarget.self, SafetensorsTarget.self, HistoriesTarget.self,
    StoreTarget.self, CheckpointTarget.self,
  ]

  static func named(_ name: String) throws -> any FuzzTarget.Type {
    guard let target = (all + [FigureTarget.self, StudyRunTarget.self]).first(where: { $0.name == name }) else {
      throw ValidationError("there is no reader \(name)")
    }
    return target
  }
}
