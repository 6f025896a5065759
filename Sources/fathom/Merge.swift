import ArgumentParser
import DurableFiles
import Foundation
import TrialStorage
import Workflow

struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Combine the results of shards, then write tables, figures and the report.",
    discussion: """
      Merging again changes nothing, and the order of the folders does not matter. If results contradict each other, \
      they are refused and nothing is changed. The output lists what is still missing; fathom run STUDY trains it.
      """)

  @Argument(
    help: ArgumentHelp("The results folder of the whole study, such as results/shallow-vs-deep.", valueName: "dir"),
    completion: .directory)
  var folder: String

  @Argument(
    help: ArgumentHelp("Folders to merge; by default those in DIR/shards.", valueName: "from"), completion: .directory
  )
  var sources: [String] = []

  @OptionGroup var answer: AnswerOption

  func run() throws {
    func results(_ path: String) -> ResultsFolder { ResultsFolder(URL(pathAsGiven: path, directoryHint: .isDirectory)) }
    let whole = results(folder)
    var outcome = try StudyMerge(into: whole, from: sources.map(results)).run()
    if answer.format == .text { try answer.print(outcome) }
    let prepared = try PreparedStudy(path: whole.studyFile.path) { _ in whole }
    let execution = StudyExecution(
      prepared, folder: whole, jobs: 1, version: Fathom.version, command: CommandLine.arguments)
    try RunSession(execution, style: .none).write(isQuiet: answer.format != .text)
    guard answer.format != .text else { return }
    outcome.missing = try execution.unfinishedCount()
    try answer.print(outcome)
  }
}
