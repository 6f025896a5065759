import Datasets
import Foundation
import TextOutput

/// The formats in which a table can be written.
public enum TableFormat: String, Sendable, CaseIterable {
  /// Aligned columns for reading, with percentages and rounded numbers.
  case table
  /// Tab-separated values with a header row, as in `tables/`.
  case tsv
  /// Comma-separated values with a header row (RFC 4180).
  case csv
  /// An array with one object for each row.
  case json

  /// Returns the table in this format, with a newline at the end.
  ///
  /// `width` is for ``table`` the most columns of the terminal to use; values are then merged with their intervals. Nil
  /// for no limit.
  public func write(_ table: Table, width: Int? = nil) -> String {
    switch self {
    case .table:
      (width.map { ScreenLayout(table, width: $0, mergesIntervals: true) } ?? ScreenLayout(table)).text
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
  static func exact(_ cell: Table.Cell) -> String {
    switch cell {
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value): value.description
    case .missing: ""
    }
  }

  private static func json(_ table: Table) -> String {
    let rows = table.rows.map { row in
      "  \(JSONLine(zip(table.columns, row).map { ($0.name, value($1, $0.display)) }))"
    }
    return rows.isEmpty ? "[]\n" : "[\n\(rows.joined(separator: ",\n"))\n]\n"
  }

  private static func value(_ cell: Table.Cell, _ display: Table.Display) -> JSONLine.Value {
    switch cell {
    case .text(let text):
      if display == .setting, let value = Int(text) {
        .integer(value)
      } else if display == .setting, let value = Double(text), value.isFinite {
        .number(value)
      } else {
        .text(text)
      }
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .missing: .null
    }
  }
}
