import Datasets
import Foundation

/// The formats in which a table can be taken out.
public enum TableFormat: String, Sendable, CaseIterable {
  /// Aligned columns for reading, percentages and rounded numbers.
  case table
  /// Tab-separated with a header row; what `tables/` holds.
  case tsv
  /// Comma-separated after RFC 4180 with a header row.
  case csv
  /// An array of objects, one a row.
  case json

  /// Writes `table` out in this format, with a newline at the end.
  public func write(_ table: Table) -> String {
    switch self {
    case .table:
      Self.aligned(table)
    case .tsv:
      Self.separated(table, by: "\t") { $0.withoutControls() }
    case .csv:
      Self.separated(table, by: ",", escape: Self.quotedForCSV)
    case .json:
      Self.json(table)
    }
  }

  private static func separated(_ table: Table, by separator: String, escape: (String) -> String) -> String {
    let lines = [table.columns.map { escape($0.name) }] + table.rows.map { $0.map { escape(exact($0)) } }
    return lines.map { $0.joined(separator: separator) + "\n" }.joined()
  }

  /// Text with a separator, a quote or a line break, in quotes; seen as code points, as readers do: a comma with an
  /// accent on it is a comma.
  private static func quotedForCSV(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { [",", "\"", "\r", "\n"].contains($0) }) else { return text }
    let quotes = text.unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + quotes.map { String($0) }.joined(separator: "\"\"") + "\""
  }

  /// A cell as files hold it: numbers with all their digits.
  private static func exact(_ cell: Table.Cell) -> String {
    switch cell {
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value): value.description
    case .missing: ""
    }
  }

  private static func json(_ table: Table) -> String {
    let names = table.columns.map { quoted($0.name) }
    let rows = table.rows.map { row in
      let fields = zip(names, row).map { name, cell in "\(name): \(value(cell))" }
      return "  {\(fields.joined(separator: ", "))}"
    }
    return rows.isEmpty ? "[]\n" : "[\n\(rows.joined(separator: ",\n"))\n]\n"
  }

  private static func value(_ cell: Table.Cell) -> String {
    switch cell {
    case .text(let text): quoted(text)
    case .integer, .number: exact(cell)
    case .missing: "null"
    }
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }

  private static func aligned(_ table: Table) -> String {
    let shown = table.rows.map(table.shown)
    let names = table.columns.map(\.heading)
    let widths = names.indices.map { column in
      max(names[column].displayWidth, shown.map { $0[column].displayWidth }.max() ?? 0)
    }
    let isNumber = names.indices.map(table.isNumeric)
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - cells[column].displayWidth)
        return isNumber[column] ? padding + cells[column] : cells[column] + padding
      }
      return padded.joined(separator: "  ").trimmingSuffix(while: { $0 == " " }) + "\n"
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
    return line(names) + rule + shown.map(line).joined()
  }
}

extension String {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, predicate(last) { text.removeLast() }
    return text
  }
}
