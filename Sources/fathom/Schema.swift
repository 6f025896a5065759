import ArgumentParser
import StudyFile

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of study files, for editors that complete and check them.")

  func run() throws {
    print(StudyFile.schema())
  }
}
