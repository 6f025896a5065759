import ArgumentParser
import Foundation
import Reporting
import Study
import Workflow

/// Which rows and columns of a table are shown, and in which order.
struct SelectionOptions: ParsableArguments {
  @Option(help: "The columns to show, comma-separated, such as model,size,gap; all shows every column.")
  var columns: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Show only rows that match, such as size=1000 or 'threshold<=0.01': =, !=, <, <=, > or >=; can be repeated.",
      valueName: "condition"))
  var conditions: [String] = []

  @Option(help: "The column to sort by, in descending order.")
  var sort: String?

  @Flag(help: "Sort in ascending order.")
  var ascending = false

  var selection: TableSelection {
    TableSelection(columns: columns?.listed, conditions: conditions, sort: sort, isAscending: ascending)
  }

  /// Whether no selection is given.
  var isUsual: Bool { selection == TableSelection() }

  /// The selected rows and columns of a table, for output in full.
  func whole(_ table: Table) throws -> Table {
    try asUsage {
      let rows = try selection.rows(of: table)
      return try selection.chosen(of: rows) ?? rows
    }
  }

  /// Prints a table in `format`, and says what has to be known of it if its runs were trained elsewhere.
  func print(_ name: ResultTable, of output: StudyOutput, format: TableFormat) throws {
    try Terminal.print(text(name, in: output, format: format))
    try tellOrigin(of: output.table(name), in: output)
  }

  /// Says what has to be known of the selected columns of a table if its runs were trained elsewhere.
  func tellOrigin(of table: Table, in output: StudyOutput) throws {
    for line in output.results.originNotes(on: try whole(table)) { Terminal.tell(line) }
  }

  /// The text of a table in `format`. On screen it is as wide as the terminal and has its usual columns, unless
  /// others are selected.
  func text(_ name: ResultTable, in output: StudyOutput, format: TableFormat) throws -> String {
    let table = output.table(name)
    guard format == .table, columns == nil else { return try text(of: table, format: format) }
    return ScreenTable.text(
      try whole(table), name, metrics: output.results.study.metrics, width: Terminal.width)
  }

  func text(of table: Table, format: TableFormat) throws -> String {
    format.write(try whole(table), width: Terminal.width)
  }

  /// Reports a selection that is not possible as wrong usage of the command.
  private func asUsage<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let error as TableSelectionError {
      throw ValidationError(error.description)
    }
  }
}

/// Options that select, sort and format a table.
struct TableOptions: ParsableArguments {
  @OptionGroup var selection: SelectionOptions

  @Option(help: "table, tsv, csv or json.")
  var format = TableFormat.table

  func print(_ name: ResultTable, of output: StudyOutput) throws {
    try selection.print(name, of: output, format: format)
  }

  /// Prints a table that is no file of the results.
  func print(_ table: Table, of output: StudyOutput) throws {
    try Terminal.print(selection.text(of: table, format: format))
    try selection.tellOrigin(of: table, in: output)
  }
}

extension String {
  /// The parts of a list that is written with commas, without blanks around them. What has commas itself stands in double quotes.
  var listed: [String] {
    var (parts, isQuoted) = ([""], false)
    for character in self {
      if character == "\"", isQuoted || parts[parts.count - 1].allSatisfy(\.isWhitespace) {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
