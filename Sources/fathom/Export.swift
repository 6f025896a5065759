import ArgumentParser
import NeuralNetwork
import Reporting
import Workflow

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print one of a study's tables in another format.",
    discussion: "The tables:\n"
      + ResultTable.allCases.map { "  \($0.rawValue): \($0.summary(.usual))" }.joined(separator: "\n"))

  @OptionGroup var folder: FolderArgument

  @Option(help: "\(ResultTable.allCases.map(\.rawValue).joined(separator: ", ")).")
  var table: ResultTable

  @OptionGroup var selection: SelectionOptions

  @Option(help: "table, tsv, csv or json.")
  var format = TableFormat.csv

  func run() throws {
    let output = try folder.output()
    let whole = output.table(table)
    try Terminal.print(selection.text(of: whole, format: format))
    try selection.tellOrigin(of: whole, in: output)
  }
}
