import ArgumentParser
import StudyFile
import Workflow

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of study files, for editors that complete and check them.")

  func run() throws {
    try Terminal.print(StudyFile.schema() + "\n")
  }
}
