import ArgumentParser
import StudyFile
import Workflow

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of study files, which editors use to complete and check them.")

  func run() throws {
    try Terminal.print(StudyFile.schema() + "\n")
  }
}
