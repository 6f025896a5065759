import ArgumentParser
import Workflow

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Write a commented starter study, NAME.yaml.")

  @Argument(help: "Name of the study: letters, digits, - and _.")
  var name: String

  func run() throws {
    let path = try StarterStudy.write(name: name)
    try Terminal.print(line: "\(path) is ready: fathom run \(path)")
  }
}
