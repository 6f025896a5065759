import Foundation
import TestSupport
import Testing
import TrialStorage

@testable import Workflow

/// The scripts are run by bash, with a program that says how it was called.
@Suite struct SlurmJobTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try "name: nightly\ndata: {source: digits}\nsizes: [50]\nmodels: {a: {hidden: [4]}}\n".write(
      to: folder.file("it's $(touch canary).yaml"), atomically: true, encoding: .utf8)
  }

  private func job(scratch: String? = nil, arguments: [String] = []) throws -> SlurmJob {
    let study = folder.file("it's $(touch canary).yaml").path
    return SlurmJob(
      try PreparedStudy(path: study), file: study, folder: ResultsFolder(folder.file("out `id` 50%")), shards: 3,
      jobs: 2,
      scratch: scratch, partition: "main", time: "01:00:00", arguments: arguments, program: "/bin/echo")
  }

  private func run(_ script: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [script.path]
    process.environment = ["SLURM_ARRAY_TASK_ID": "2", "TMPDIR": "/scratch/job 7", "PATH": "/usr/bin:/bin"]
    process.currentDirectoryURL = folder.url
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return text
  }

  @Test func tasksRunTheirShards() throws {
    let scripts = try job(scratch: "$TMPDIR/`id`/${TMPDIR}$(id)").write()
    let words = try run(scripts.array)
    #expect(words.hasPrefix("run "))
    #expect(words.contains("it's $(touch canary).yaml -o "))
    #expect(words.contains("/out `id` 50% --jobs 2 --progress plain --shard 2/3"))
    #expect(words.hasSuffix("--scratch /scratch/job 7/`id`//scratch/job 7$(id)\n"))
    #expect(try run(scripts.merge).hasSuffix("/out `id` 50%\n"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("canary").path))
  }

  @Test func optionsAreThoseOfSbatch() throws {
    let scripts = try job(arguments: ["--account=physics", "--mail-user=a b"]).write()
    let lines = try String(contentsOf: scripts.array, encoding: .utf8).split(separator: "\n").map(String.init)
    let options = lines.filter { $0.hasPrefix("#SBATCH ") }.map { String($0.dropFirst(8)) }
    #expect(lines.first == "#!/bin/bash" && Array(lines[1...options.count]) == options.map { "#SBATCH \($0)" })
    for option in [
      "--array=1-3", "--cpus-per-task=2", "--requeue", "--signal=B:TERM@120", "--partition=main", "--time=01:00:00",
      "--account=physics", "'--mail-user=a b'",
    ] {
      #expect(options.contains(option), "\(option)")
    }
    // % begins a pattern in names of files; %a is the task.
    #expect(options.contains { $0.hasPrefix("'--output=") && $0.hasSuffix("/out `id` 50%%/slurm/shard-%a.log'") })
    let merge = try String(contentsOf: scripts.merge, encoding: .utf8)
    #expect(!merge.contains("--array") && merge.contains("#SBATCH --partition=main"))
  }
}
