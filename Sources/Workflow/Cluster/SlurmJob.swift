import Datasets
import DurableFiles
public import Foundation
import Study
public import TrialStorage

/// A Slurm job array that trains the shards of a study, and a job that merges them afterwards.
public struct SlurmJob: Sendable {
  /// The most shards of a job array. More tasks only burden the scheduler, since a task trains many trajectories.
  public static let maximumShards = 200

  /// The study to train.
  public var study: PreparedStudy
  /// Path of the study file as the user gave it.
  public var studyFile: String
  /// The results folder of the whole study; its shards and scripts are kept there.
  public var folder: ResultsFolder
  /// Number of shards, one task each.
  public var shards: Int
  /// Number of trajectories that a task trains at the same time, which is also its number of cores.
  public var jobs: Int
  /// Folder on the nodes where stores are kept during a run, possibly with variables such as `$TMPDIR`; nil for none.
  public var scratch: String?
  /// Value of sbatch's `--partition`; nil for the default of the cluster.
  public var partition: String?
  /// Value of sbatch's `--time`; nil for the default of the cluster.
  public var time: String?
  /// Further options of sbatch, each as on its command line.
  public var arguments: [String]
  /// Absolute path of the program that the jobs run.
  public var program: String

  /// Creates a job from its parts; nothing is checked or written before ``write()``.
  public init(
    _ study: PreparedStudy, file: String, folder: ResultsFolder, shards: Int, jobs: Int, scratch: String?,
    partition: String?, time: String?, arguments: [String], program: String
  ) {
    self.study = study
    studyFile = file
    self.folder = folder
    self.shards = shards
    self.jobs = jobs
    self.scratch = scratch
    self.partition = partition
    self.time = time
    self.arguments = arguments
    self.program = program
  }

  /// The two job scripts in the results folder.
  public struct Scripts: Sendable {
    /// Script of the job array that trains the shards.
    public var array: URL
    /// Script of the job that merges the shards.
    public var merge: URL
  }

  /// Refuses studies that cannot be trained in parts, and paths and options that cannot be used in a script, before anything is written.
  private func check() throws {
    try study.description.refusePrecision(for: "fathom slurm")
    if folder.hasStore {
      try SQLiteTrialStore(folder.store, readOnly: true).study()?.refuseForeignRuns(in: folder, to: "be gone on with")
    }
    var texts = [
      ("the study file", studyFile), ("the results folder", folder.path), ("--scratch", scratch ?? ""),
      ("--partition", partition ?? ""), ("--time", time ?? ""), ("the program", program),
      ("the current folder", currentFolder), ("FATHOM_DATA", dataFolder ?? ""),
    ]
    texts += arguments.map { ("--sbatch-arg", $0) }
    for (what, text) in texts where text.unicodeScalars.contains(where: { $0.isControl || $0 == "\u{FFFD}" }) {
      throw WorkflowError(
        "\(what): \"\(text.withoutControls())\" contains a line break or a character that a script cannot hold; "
          + "choose another")
    }
    if let argument = arguments.first(where: { !$0.hasPrefix("-") }) {
      throw WorkflowError(
        "--sbatch-arg: \(argument) is not an option of sbatch; options begin with -, such as --account=physics")
    }
    // Wherever they stand, sbatch takes these words for an option of its own, and blanks them out.
    let words = ["hetjob", "packjob"]
    if let text = options(array: true).first(where: { text in words.contains { text.lowercased().contains($0) } }) {
      throw WorkflowError("\(text): sbatch cannot read \(words.joined(separator: " or ")) there; use another name")
    }
    // Slurm puts the folder before the names of logs and reads both as a pattern.
    if let text = options(array: true).first(where: { $0.hasPrefix("--chdir=") && $0.contains(/[\\%]/) }) {
      throw WorkflowError("\(text): Slurm cannot write logs to a folder with \\ or % in its path; use another folder")
    }
    // sbatch reads a line into 8 kB.
    if let text = options(array: true).first(where: { ShellWord.quotedForSbatch($0).utf8.count > 8000 }) {
      throw WorkflowError("\(text.prefix(60))…: too long for a line that sbatch reads; use a shorter path or option")
    }
  }

  /// Writes the scripts, and creates the folder for their logs.
  ///
  /// - Throws: ``WorkflowError`` if the study, a path or an option cannot be used in a script, `FileError` if a file cannot be
  ///   written.
  public func write() throws -> Scripts {
    try check()
    let place = folder.slurm
    try DurableFile.createFolder(place)
    // Slurm itself writes the logs, and would follow links.
    for name in try place.list() { try place.appending(path: name).check(isWritten: true) }
    let (array, merge) = (place.appending(path: "array.sh"), place.appending(path: "merge.sh"))
    for script in [array, merge] where script.isThere {
      guard String(decoding: try script.contents(upTo: 1 << 20), as: UTF8.self).contains(Self.jobName) else {
        throw FileError(
          path: script.path, action: "is in the way",
          reason: "it is not a script of Fathom's; choose another folder with -o")
      }
    }
    try DurableFile.write(self.array, to: array)
    try DurableFile.write(self.merge, to: merge)
    return Scripts(array: array.url, merge: merge.url)
  }

  private static let jobName = "--job-name=fathom-"

  private var array: String {
    let run = [
      program, "run", absolute(studyFile), "-o", absolute(folder.path), "--jobs", "\(jobs)", "--progress", "plain",
    ]
    return script(
      options(array: true),
      """
      # A task that Slurm ends early keeps checkpoints of what it is training; the next one goes on from there.
      \(data)exec \(run.map(ShellWord.quoted).joined(separator: " ")) --shard "$SLURM_ARRAY_TASK_ID/\(shards)"\(scratchOption)
      """)
  }

  private var merge: String {
    script(
      options(array: false),
      "\(data)exec \(ShellWord.quoted(program)) merge \(ShellWord.quoted(absolute(folder.path)))")
  }

  /// The options of sbatch. Names of logs contain no path, because % and \ have special meanings in them; logs are in
  /// the folder in which the job starts.
  private func options(array: Bool) -> [String] {
    let own =
      array
      ? ["--array=1-\(shards)", "--cpus-per-task=\(jobs)", "--signal=B:TERM@120", "--output=shard-%a.log"]
      : ["--cpus-per-task=1", "--output=merge.log"]
    let site = (partition.map { ["--partition=\($0)"] } ?? []) + (time.map { ["--time=\($0)"] } ?? []) + arguments
    return [
      "\(Self.jobName)\(study.description.name)\(array ? "" : "-merge")", "--requeue", "--open-mode=append",
      "--chdir=\(absolute(folder.slurm.path))",
    ] + own + site
  }

  private func script(_ options: [String], _ body: String) -> String {
    "#!/bin/bash\n" + options.map { "#SBATCH \(ShellWord.quotedForSbatch($0))\n" }.joined() + "set -eu\n"
      + "cd \(ShellWord.quoted(currentFolder))\n" + body + "\n"
  }

  private var currentFolder: String { FileManager.default.currentDirectoryPath }

  /// The data folder, if the environment names one.
  private var dataFolder: String? { ProcessInfo.processInfo.environment["FATHOM_DATA"] }

  private var data: String {
    dataFolder.map { "export FATHOM_DATA=\(ShellWord.quoted(absolute($0)))\n" } ?? ""
  }

  /// A scratch folder may name variables that only the node knows, such as $TMPDIR.
  private var scratchOption: String { scratch.map { " --scratch \(ShellWord.withVariables($0))" } ?? "" }

  private func absolute(_ path: String) -> String {
    URL(pathAsGiven: path).standardizedFileURL.path(percentEncoded: false).trimmingSuffix("/")
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    count > suffix.count && hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
