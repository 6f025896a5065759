import ArgumentParser
import Workflow

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show the progress of a study, and what failed.")

  @OptionGroup var folder: FolderArgument
  @OptionGroup var answer: AnswerOption

  func run() throws {
    try answer.print(StudyStatus(folder.results))
  }
}
