import Datasets

/// The rows and columns to show of a table, and the order of the rows.
///
/// Columns are named as in files; `-` and spaces may be used for `_`, and case does not matter.
public struct TableSelection: Sendable, Equatable {
  /// Names of the columns to show, in this order; nil for the usual ones.
  public var columns: [String]?
  /// Conditions such as `size>=100`; rows must meet all of them.
  public var conditions: [String]
  /// Name of the column to sort by; nil keeps the order of the table.
  public var sort: String?
  /// Whether rows are sorted in ascending order; otherwise they are in descending order.
  public var isAscending: Bool

  /// The word that stands for all columns.
  public static let allColumns = "all"

  /// Creates a selection; by default it has the usual columns and all rows in their order.
  public init(columns: [String]? = nil, conditions: [String] = [], sort: String? = nil, isAscending: Bool = false) {
    self.columns = columns
    self.conditions = conditions
    self.sort = sort
    self.isAscending = isAscending
  }

  /// Returns the rows that meet the conditions, sorted, with all columns.
  ///
  /// - Throws: ``TableSelectionError`` if a column does not exist or a condition is wrong.
  public func rows(of table: Table) throws -> Table {
    var table = table
    for text in conditions {
      let condition = try RowCondition(text, in: table)
      table.rows = table.rows.filter(condition.holds)
    }
    guard let sort else { return table }
    if sort.hasPrefix("-"), let column = try? table.column(String(sort.dropFirst()), option: "--sort") {
      throw TableSelectionError(
        description:
          "--sort: \(sort) has a sign; write \(table.columns[column].name), which sorts in descending order, "
          + "or in ascending order with --ascending")
    }
    return table.sorted(by: try table.column(sort, option: "--sort"), ascending: isAscending)
  }

  /// Returns the table with the chosen columns, in the order in which they were named; nil if the usual ones are
  /// wanted.
  ///
  /// - Throws: ``TableSelectionError`` if a column does not exist, or none is named.
  public func chosen(of table: Table) throws -> Table? {
    guard let columns else { return nil }
    if columns == [Self.allColumns] { return table }
    guard !columns.isEmpty else {
      let names = table.columns.map(\.name).joined(separator: ", ")
      throw TableSelectionError(
        description: "--columns: names no column; write some of \(names), or \(Self.allColumns) for all of them")
    }
    let indices = try columns.map { try table.column($0, option: "--columns") }
    return Table(columns: indices.map { table.columns[$0] }, rows: table.rows.map { row in indices.map { row[$0] } })
  }
}

/// A column that does not exist, or a condition that is wrong or that no row meets. The description is one line that
/// names the option.
public struct TableSelectionError: Error, CustomStringConvertible, Equatable {
  /// One line with the option, the problem, and the names or values to choose from.
  public var description: String
}

extension Table {
  /// The index of the column that an option names.
  func column(_ name: String, option: String) throws -> Int {
    let wanted = name.replacing("-", with: "_").replacing(" ", with: "_").lowercased()
    if let index = columns.firstIndex(where: { $0.name.lowercased() == wanted }) { return index }
    let known = columns.map(\.name)
    let meant = Suggestion.nearest(to: wanted, among: known).map { "; did you mean \($0)? The" } ?? "; the"
    throw TableSelectionError(
      description: "\(option): there is no column \(name)\(meant) columns are \(known.joined(separator: ", "))")
  }
}
