import ArgumentParser
import Workflow

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show the progress of a study, and what failed.")

  @OptionGroup var folder: FolderArgument

  func run() throws {
    try Terminal.print(StudyStatus(folder.results).description + "\n")
  }
}
