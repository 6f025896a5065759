import ArgumentParser
import Workflow

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show how far a study has come, and what failed in it.")

  @OptionGroup var folder: FolderArgument

  func run() throws {
    try Terminal.print(StudyStatus(folder.results).description + "\n")
  }
}
