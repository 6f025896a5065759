import ArgumentParser
import DurableFiles
import Foundation
import Study
import TrialStorage
import Workflow

struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what a study would run and about how long it would take, without training.",
    discussion: """
      If the study asks for a precision and the results folder has replicates of it, the plan says how many the \
      precision is expected to take.
      """)

  @Argument(help: "A study file.", completion: .studyFile)
  var study: String

  @Option(
    name: [.customShort("o"), .long], help: "Results folder to look at; by default results/NAME.",
    completion: .directory)
  var output: String?

  @OptionGroup var jobs: JobsOption

  func run() throws {
    let prepared = try PreparedStudy(path: study)
    let folder = ResultsFolder(
      URL(pathAsGiven: output ?? ResultsFolder.usual(prepared.description.name), directoryHint: .isDirectory))
    try Terminal.print(PlanSummary(prepared, jobs: jobs.count, folder: folder).description + "\n")
  }
}
