import ArgumentParser
import ForeignHistories
import StudyFile
import Workflow

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of study files, which editors use to complete and check them.")

  @Flag(name: .customLong("import"), help: "Print that of the files that fathom import reads.")
  var ofImportFiles = false

  func run() throws {
    try Terminal.print(ofImportFiles ? ImportRequest.schema : StudyFile.schema() + "\n")
  }
}
