import ArgumentParser
import Workflow

struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Show the data sets: what there is, where it is found, its shape and classes.",
    subcommands: [List.self, Info.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List every source with where it was found.")

    func run() throws {
      try Terminal.print(DataReport.list())
    }
  }

  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the shape, class counts and digest of a source.")

    @Argument(help: "A source, such as mnist, or a study file for the data that it names.")
    var source: String

    func run() throws {
      try Terminal.print(DataReport.info(source))
    }
  }
}
