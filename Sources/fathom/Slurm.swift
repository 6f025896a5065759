import ArgumentParser
import DurableFiles
import Foundation
import Study
import TrialStorage
import Workflow

struct Slurm: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a Slurm job array that trains a study and a job that merges it; --submit submits them.",
    discussion: """
      The study is split into shards of about equal time, one task each. A task that is cancelled, requeued or out of \
      time keeps its results so far; submit again to resume. Scripts and logs are in DIR/slurm.
      """)

  @Argument(help: "A study file.", completion: .studyFile)
  var study: String

  @Option(help: "Number of tasks in the array, at most \(SlurmJob.maximumShards).")
  var shards: Int

  @Flag(help: "Submit the array, and the merge job that runs after it.")
  var submit = false

  @Option(
    name: [.customShort("o"), .long], help: "Results folder, on a disk that all nodes share; by default results/NAME."
  )
  var output: String?

  @Option(name: [.short, .long], help: "Cores for each task; each core trains one trajectory at a time.")
  var jobs = 1

  @Option(help: "A folder on the node's own disk to work in; it may contain variables of the node, such as '$TMPDIR'.")
  var scratch: String?

  @Option(help: "The partition to run in.")
  var partition: String?

  @Option(help: "The time limit of a task in sbatch's format, such as 04:00:00.")
  var time: String?

  @Option(
    name: .customLong("sbatch-arg"), parsing: .unconditionalSingleValue,
    help: "Another option for sbatch, such as --account=physics; can be repeated.")
  var sbatchArguments: [String] = []

  func validate() throws {
    guard 1...SlurmJob.maximumShards ~= shards else {
      throw ValidationError(
        "--shards: \(shards) is out of range; use 1 to \(SlurmJob.maximumShards), a shard trains many runs")
    }
    guard 1...1024 ~= jobs else { throw ValidationError("--jobs: \(jobs) is not in 1…1024") }
  }

  func run() throws {
    let prepared = try PreparedStudy(path: study)
    let folder = ResultsFolder(
      URL(pathAsGiven: output ?? "results/\(prepared.description.name)", directoryHint: .isDirectory))
    let scripts = try SlurmJob(
      prepared, file: study, folder: folder, shards: min(shards, max(prepared.plan.trajectories.count, 1)), jobs: jobs,
      scratch: scratch, partition: partition, time: time, arguments: sbatchArguments,
      program: Bundle.main.executablePath ?? CommandLine.arguments[0]
    ).write()
    guard submit else {
      try Terminal.print(
        """
        Scripts  \(scripts.array.relativePath)
                 \(scripts.merge.relativePath)
        Submit   fathom slurm … --submit, or sbatch the first script, then the second with --dependency=afterany:NUMBER

        """)
      return
    }
    let jobs = try SlurmSubmission.submit(scripts)
    try Terminal.print(
      """
      Submitted  array \(jobs.array), and merge \(jobs.merge) to follow it
      Look       squeue -j \(jobs.array),\(jobs.merge); the logs are in \(folder.path)/slurm
      Stop       scancel \(jobs.array); submit again to resume

      """)
  }
}
