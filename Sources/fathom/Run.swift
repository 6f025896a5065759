import ArgumentParser
import DurableFiles
import Foundation
import Kernels
import Study
import TrialStorage
import Workflow

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train what is missing of a study, then write tables, figures and the report.",
    discussion: """
      Run it again to resume: only what is missing is trained. A tighter threshold trains runs again if they did not \
      reach it.

      If a figure or table cannot be written, everything else is still finished and the exit status is 0. The last \
      line names it and says how to make it again.

      With --until or --for, every configuration of all studies gets its first replicate before any gets its second. \
      Near the deadline, Fathom starts only runs it can finish or checkpoint. Tables and figures are written for \
      what is done; the exit status is 130 if work is left.
      """)

  @Argument(help: "Study files, run one after the other.", completion: .studyFile)
  var studies: [String]

  @Option(name: [.customShort("o"), .long], help: "Results folder; by default results/NAME.", completion: .directory)
  var output: String?

  @OptionGroup var jobs: JobsOption

  @Option(
    help: "Train one of N parts of the study, such as 3/8, in DIR/shards; fathom merge DIR combines them.",
    transform: Self.shard)
  var shard: Shard?

  @Option(
    help: "With --shard: a folder on a fast local disk to work in; results are moved to DIR/shards at the end.")
  var scratch: String?

  @Option(
    help: "Take over finished runs of this results folder that would come out the same; may be given several times.",
    completion: .directory)
  var reuse: [String] = []

  @Option(help: "Stop at this time of day, such as 07:00.", transform: Self.timeOfDay)
  var until: TimeLimit?

  @Option(name: .customLong("for"), help: "Stop after this time, such as 8h, 90m, 1h30m or 2d.", transform: Self.span)
  var span: TimeLimit?

  @Option(help: "Seconds between checkpoints of unfinished training runs: the most that a kill can cost.")
  var checkpointSeconds = 60.0

  @Option(help: "How progress is shown: \(ProgressStyle.allCases.map(\.rawValue).joined(separator: ", ")).")
  var progress = ProgressStyle.auto

  private static func timeOfDay(_ text: String) throws -> TimeLimit {
    guard let limit = TimeLimit(timeOfDay: text) else {
      throw ValidationError("\(text) is no time of day; write it like 07:00")
    }
    return limit
  }

  private static func span(_ text: String) throws -> TimeLimit {
    guard let limit = TimeLimit(span: text) else {
      throw ValidationError("\(text) is no span of time up to a year; write it with a unit, like 8h, 90m, 1h30m or 2d")
    }
    return limit
  }

  private static func shard(_ text: String) throws -> Shard {
    guard let shard = Shard(text) else {
      throw ValidationError(
        "\(text) is no part such as 3/8: write K/N with K from 1 to N, and N at most 1000")
    }
    return shard
  }

  func validate() throws {
    if shard != nil && studies.count > 1 {
      throw ValidationError("--shard is for one study, and there are \(studies.count); run them one by one")
    }
    if scratch != nil && shard == nil { throw ValidationError("--scratch is for shards; give --shard, too") }
    if until != nil && span != nil { throw ValidationError("--until and --for: give one of them") }
    guard checkpointSeconds >= 0.1, checkpointSeconds <= 86_400 else {
      throw ValidationError("--checkpoint-seconds: \(checkpointSeconds) is out of range; use 0.1 to 86400")
    }
    if output != nil && studies.count > 1 {
      throw ValidationError("--output names one folder, and there are \(studies.count) studies; leave it out")
    }
  }

  func run() throws {
    try KernelSet.check()
    if let shard {
      guard try run(shard) else { throw ExitCode(Interruption.exitStatus) }
      return
    }
    let executions = try studies.map { path in
      let prepared = try PreparedStudy(path: path, folder: folder(of:))
      return StudyExecution(
        prepared, folder: folder(of: prepared.description), jobs: jobs.count,
        checkpointInterval: checkpointSeconds, version: Fathom.version, command: CommandLine.arguments, reusing: reused)
    }
    guard try RunBatch(executions, style: progress, limit: until ?? span).run() else {
      throw ExitCode(Interruption.exitStatus)
    }
  }

  /// Whether the shard is finished.
  private func run(_ shard: Shard) throws -> Bool {
    let prepared = try PreparedStudy(path: studies[0])
    return try ShardRun(
      prepared, shard, of: folder(of: prepared.description),
      scratch: scratch.map { URL(pathAsGiven: $0, directoryHint: .isDirectory) }, style: progress, jobs: jobs.count,
      checkpointInterval: checkpointSeconds, version: Fathom.version, command: CommandLine.arguments, reusing: reused
    ).run(limit: until ?? span)
  }

  private var reused: [ResultsFolder] {
    reuse.map { ResultsFolder(URL(pathAsGiven: $0, directoryHint: .isDirectory)) }
  }

  private func folder(of study: StudyDescription) -> ResultsFolder {
    ResultsFolder(URL(pathAsGiven: output ?? "results/\(study.name)", directoryHint: .isDirectory))
  }
}
