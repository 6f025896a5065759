import ArgumentParser
import Foundation
import Kernels
import Study
import TrialStorage
import Workflow

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train what a study is missing, then write tables and figures.",
    discussion: """
      Running it again resumes: only what is missing is trained. A threshold that the training runs so far do not reach \
      trains those again.
      """)

  @Argument(help: "Study files, run one after the other.")
  var studies: [String]

  @Option(name: [.customShort("o"), .long], help: "Results folder; results/NAME unless given.")
  var output: String?

  @OptionGroup var jobs: JobsOption

  @Option(help: "How progress is shown: \(ProgressStyle.allCases.map(\.rawValue).joined(separator: ", ")).")
  var progress = ProgressStyle.auto

  func validate() throws {
    if output != nil && studies.count > 1 {
      throw ValidationError("--output names one folder, and there are \(studies.count) studies; leave it out")
    }
  }

  func run() throws {
    try KernelSet.check()
    let executions = try studies.map { path in
      let prepared = try PreparedStudy(path: path, folder: folder(of:))
      return StudyExecution(
        prepared, folder: folder(of: prepared.description), jobs: jobs.count, version: Fathom.version,
        command: CommandLine.arguments)
    }
    guard try RunBatch(executions, style: progress).run() else { throw ExitCode(Interruption.exitStatus) }
  }

  private func folder(of study: StudyDescription) -> ResultsFolder {
    ResultsFolder(URL(filePath: output ?? "results/\(study.name)", directoryHint: .isDirectory))
  }
}
