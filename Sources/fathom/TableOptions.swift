import ArgumentParser
import Reporting
import Workflow

/// How a table is sorted and written.
struct TableOptions: ParsableArguments {
  @Option(help: "The column to sort by, largest first; text A to Z.")
  var sort: String?

  @Flag(help: "Smallest first.")
  var ascending = false

  @Option(help: "table, tsv, csv or json.")
  var format = TableFormat.table

  func text(of name: ResultTable, in output: StudyOutput) throws -> String {
    var table = output.table(name)
    if let sort {
      let wanted = sort.replacing("-", with: "_")
      guard let column = table.index(of: wanted) else {
        let known = table.columns.map { $0.name }.joined(separator: ", ")
        throw ValidationError("--sort: there is no column \(sort); the columns are \(known)")
      }
      table = table.sorted(by: column, ascending: ascending)
    }
    if format == .table { table = ScreenTable.cut(table, name) }
    return format.write(table)
  }
}
