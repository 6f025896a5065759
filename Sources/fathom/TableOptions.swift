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
    let table = try sorted(output.table(name))
    return format.write(format == .table ? ScreenTable.cut(table, name) : table)
  }

  func text(_ table: Table) throws -> String { try format.write(sorted(table)) }

  private func sorted(_ table: Table) throws -> Table {
    guard let sort else { return table }
    let wanted = sort.replacing("-", with: "_")
    guard let column = table.index(of: wanted) else {
      let known = table.columns.map { $0.name }.joined(separator: ", ")
      throw ValidationError("--sort: there is no column \(sort); the columns are \(known)")
    }
    return table.sorted(by: column, ascending: ascending)
  }
}
