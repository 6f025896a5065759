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
      try PreparedStudy(path: study), file: study, folder: ResultsFolder(folder.file("out `id` 50")), shards: 3,
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
    #expect(words.contains("/out `id` 50 --jobs 2 --progress plain --shard 2/3"))
    #expect(words.hasSuffix("--scratch /scratch/job 7/`id`//scratch/job 7$(id)\n"))
    #expect(try run(scripts.merge).hasSuffix("/out `id` 50\n"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("canary").path))
  }

  @Test func optionsAreThoseOfSbatch() throws {
    let scripts = try job(arguments: ["--account=physics", "--mail-user=a b"]).write()
    let lines = try String(contentsOf: scripts.array, encoding: .utf8).split(separator: "\n").map(String.init)
    let options = lines.filter { $0.hasPrefix("#SBATCH \"") && $0.hasSuffix("\"") }.map {
      String($0.dropFirst(9).dropLast())
    }
    #expect(lines.first == "#!/bin/bash" && Array(lines[1...options.count]) == options.map { "#SBATCH \"\($0)\"" })
    for option in [
      "--array=1-3", "--cpus-per-task=2", "--requeue", "--signal=B:TERM@120", "--partition=main", "--time=01:00:00",
      "--account=physics", "--mail-user=a b", "--output=shard-%a.log",
    ] {
      #expect(options.contains(option), "\(option)")
    }
    // The names of logs hold no path.
    #expect(options.contains { $0.hasPrefix("--chdir=") && $0.hasSuffix("/out `id` 50/slurm") })
    let merge = try String(contentsOf: scripts.merge, encoding: .utf8)
    #expect(!merge.contains("--array") && merge.contains("#SBATCH \"--partition=main\""))
  }

  @Test func whatNoScriptMayHoldIsRefusedBeforeAnythingIsWritten() throws {
    let changes: [(String, (inout SlurmJob, String) -> Void)] = [
      ("the results folder", { $0.folder = ResultsFolder(self.folder.file("out\($1)")) }),
      ("the study file", { $0.studyFile = "a\($1).yaml" }), ("--scratch", { $0.scratch = "/tmp/\($1)" }),
      ("--partition", { $0.partition = $1 }), ("--time", { $0.time = "1\($1)" }),
      ("--sbatch-arg", { $0.arguments = ["--account=a\($1)"] }), ("the program", { $0.program = "/bin/\($1)" }),
    ]
    for (what, change) in changes {
      for text in ["\n", "\r\n", "\n\u{301}id", "\u{1B}[2J", "\u{7F}", "\u{85}", "\u{2028}", "\u{1}"] {
        var job = try job()
        change(&job, text)
        let error = #expect(throws: WorkflowError.self) { _ = try job.write() }
        #expect(error?.description.hasPrefix("\(what): ") == true, "\(error?.description ?? "")")
        #expect(error?.description.contains(where: \.isNewline) == false)
      }
    }
    for argument in ["account", ""] {
      #expect(throws: WorkflowError.self) { _ = try job(arguments: [argument]).write() }
    }
    // Slurm reads the path of a log as a pattern.
    for name in ["a\\b", "50%", "%j"] {
      var job = try job()
      job.folder = ResultsFolder(folder.file(name))
      let error = #expect(throws: WorkflowError.self) { _ = try job.write() }
      #expect(error?.description.contains("use another folder") == true, "\(error?.description ?? "")")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path(percentEncoded: false))
    #expect(files.count == 1, "the study file alone")
  }

  /// An sbatch that says more than a pipe holds, gives the array a number and refuses what waits for another job.
  @Test(.timeLimit(.minutes(1))) func aMergeThatIsNotSubmittedIsToldWithTheArray() throws {
    let sbatch = folder.file("sbatch")
    try """
    #!/bin/sh
    head -c 300000 /dev/zero | tr '\\0' ' ' >&2
    case "$*" in *--dependency*) echo 'sbatch: error: Job dependency problem' >&2; exit 1;; esac
    echo '4711;cluster'

    """.write(to: sbatch, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: sbatch.path)
    let scripts = try job().write()
    let error = #expect(throws: WorkflowError.self) {
      try SlurmSubmission.submit(scripts, environment: ["PATH": "\(folder.url.path):/usr/bin:/bin"])
    }
    let text = error?.description ?? ""
    #expect(text.contains("job 4711") && text.contains("sbatch --dependency=afterany:4711 '/"), "\(text)")
    #expect(text.hasSuffix("/out `id` 50/slurm/merge.sh'"), "\(text)")
    let missing = #expect(throws: WorkflowError.self) {
      try SlurmSubmission.submit(scripts, environment: ["PATH": "/"])
    }
    #expect(missing?.description.contains("not installed") == true)
  }
}
