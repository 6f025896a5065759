import ArgumentParser
import Foundation
import Study
import TrialStorage
import Workflow

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train what a study is missing, then write tables and figures.",
    discussion: "Running it again resumes: what is finished is never trained twice.")

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
    let prepared = try studies.map(PreparedStudy.init(path:))
    for study in prepared {
      let folder = ResultsFolder(
        URL(filePath: output ?? "results/\(study.description.name)", directoryHint: .isDirectory))
      let execution = StudyExecution(
        study, folder: folder, jobs: jobs.count, version: Fathom.version, command: CommandLine.arguments)
      guard try RunSession(execution, style: progress).run() else {
        throw ExitCode(Interruption.exitStatus)
      }
    }
  }
}
