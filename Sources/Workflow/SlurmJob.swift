import DurableFiles
public import Foundation
import Study
public import TrialStorage

/// A job array that trains the shards of a study under Slurm, and the job that merges them afterwards.
public struct SlurmJob: Sendable {
  /// More tasks than this burden a scheduler for nothing: a task trains many trajectories.
  public static let mostShards = 200

  public var study: PreparedStudy
  /// As the user gave it.
  public var studyFile: String
  public var folder: ResultsFolder
  public var shards: Int
  /// Workers of a task, and so its cores.
  public var jobs: Int
  public var scratch: String?
  public var partition: String?
  public var time: String?
  /// Further options of sbatch, each as it would be written on its command line.
  public var arguments: [String]
  /// The program to run, as an absolute path.
  public var program: String

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

  /// The scripts, in the results folder.
  public struct Scripts: Sendable {
    public var array: URL
    public var merge: URL
  }

  /// Writes the scripts and the folder that their logs go to.
  public func write() throws -> Scripts {
    let place = folder.slurm
    try DurableFile.createFolder(place)
    // Slurm itself writes the logs, and would follow links.
    for name in try place.list() { try place.appending(path: name).check(isWritten: true) }
    let (array, merge) = (place.appending(path: "array.sh"), place.appending(path: "merge.sh"))
    for script in [array, merge] where script.isThere {
      guard String(decoding: try script.contents(upTo: 1 << 20), as: UTF8.self).contains(Self.jobName) else {
        throw FileError(
          path: script.path, action: "is in the way",
          reason: "it is no script of Fathom's; choose another folder with -o")
      }
    }
    try DurableFile.write(self.array(logs: place.path), to: array)
    try DurableFile.write(self.merge(logs: place.path), to: merge)
    return Scripts(array: array.url, merge: merge.url)
  }

  private static let jobName = "--job-name=fathom-"

  private func array(logs: String) -> String {
    var run = [program, "run", absolute(studyFile), "-o", absolute(folder.path)]
    run += ["--jobs", "\(jobs)", "--progress", "plain"]
    var options = [
      "\(Self.jobName)\(study.description.name)", "--array=1-\(shards)", "--cpus-per-task=\(jobs)", "--requeue",
      "--open-mode=append", "--signal=B:TERM@120", "--output=\(Self.pattern(absolute(logs)))/shard-%a.log",
    ]
    options += site
    return script(
      options,
      """
      # A task that Slurm ends early keeps checkpoints of what it is training; the next one goes on from there.
      \(data)exec \(run.map(Self.quoted).joined(separator: " ")) --shard "$SLURM_ARRAY_TASK_ID/\(shards)"\(scratchOption)
      """)
  }

  private func merge(logs: String) -> String {
    var options = [
      "\(Self.jobName)\(study.description.name)-merge", "--cpus-per-task=1", "--requeue", "--open-mode=append",
      "--output=\(Self.pattern(absolute(logs)))/merge.log",
    ]
    options += site
    return script(
      options,
      "\(data)exec \(Self.quoted(program)) merge \(Self.quoted(absolute(folder.path)))")
  }

  /// Options of the site, for both jobs.
  private var site: [String] {
    (partition.map { ["--partition=\($0)"] } ?? []) + (time.map { ["--time=\($0)"] } ?? []) + arguments
  }

  private func script(_ options: [String], _ body: String) -> String {
    "#!/bin/bash\n" + options.map { "#SBATCH \(Self.quoted($0))\n" }.joined() + "set -eu\n"
      + "cd \(Self.quoted(FileManager.default.currentDirectoryPath))\n" + body + "\n"
  }

  /// Where the data are, if the environment says so.
  private var data: String {
    ProcessInfo.processInfo.environment["FATHOM_DATA"].map { "export FATHOM_DATA=\(Self.quoted(absolute($0)))\n" } ?? ""
  }

  /// A scratch folder may name variables that only the node knows, such as $TMPDIR.
  private var scratchOption: String { scratch.map { " --scratch \(Self.withVariables($0))" } ?? "" }

  private func absolute(_ path: String) -> String {
    URL(pathAsGiven: path).standardizedFileURL.path(percentEncoded: false).trimmingSuffix("/")
  }

  /// A path in which no % stands for anything, as sbatch reads names of files.
  private static func pattern(_ path: String) -> String { path.replacing("%", with: "%%") }

  /// `text` as one word of the shell that stands for itself.
  static func quoted(_ text: String) -> String {
    let plain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-=:@%+,".contains($0)) }
    return plain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// `text` as one word of the shell in which `$NAME` and `${NAME}` stand for variables, and everything else for itself.
  static func withVariables(_ text: String) -> String {
    var word = "\""
    var rest = Substring(text)
    while let character = rest.first {
      if let match = rest.prefixMatch(of: /\$(\{[A-Za-z_][A-Za-z0-9_]*\}|[A-Za-z_][A-Za-z0-9_]*)/) {
        word += match.output.0
        rest = rest[match.range.upperBound...]
        continue
      }
      word += "\\\"$`".contains(character) ? "\\\(character)" : "\(character)"
      rest = rest.dropFirst()
    }
    return word + "\""
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    count > suffix.count && hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
