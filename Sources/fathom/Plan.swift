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
      If the results folder has some of it already, the plan says what is left. If the study asks for a precision and the \
      folder has replicates of it, the plan says how many the precision is expected to take.
      """)

  @Argument(help: "A study file.", completion: .studyFile)
  var study: String

  @Option(
    name: [.customShort("o"), .long], help: "Results folder to look at; by default results/NAME.",
    completion: .directory)
  var output: String?

  @OptionGroup var jobs: JobsOption
  @OptionGroup var answer: AnswerOption

  func run() throws {
    let prepared = try PreparedStudy(path: study)
    let folder = ResultsFolder(
      URL(pathAsGiven: output ?? ResultsFolder.usual(prepared.description.name), directoryHint: .isDirectory))
    // Measuring the time takes a folder, which is removed before a signal ends the command.
    let summary = try interruptible { _ in
      try PlanSummary(prepared, jobs: jobs.count, folder: folder, isFolderChosen: output != nil)
    }
    try answer.print(summary)
  }
}
