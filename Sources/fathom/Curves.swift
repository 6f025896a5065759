import ArgumentParser
import Reporting
import Workflow

struct Curves: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the learning curves as a table.",
    discussion: "Means over replicates with 95 % bootstrap intervals; all measures in tsv, csv and json.")

  @OptionGroup var folder: FolderArgument
  @OptionGroup var table: TableOptions

  func run() throws {
    try Terminal.print(table.text(of: .curves, in: folder.output()))
  }
}
