import Datasets

/// Which rows and columns of a table are wanted, and in which order.
///
/// Columns are named as in files; `-` and blanks stand for `_`.
public struct TableSelection: Sendable, Equatable {
  /// Nil for those that are usual.
  public var columns: [String]?
  /// Conditions that rows have to meet, all of them, such as `size>=100`.
  public var conditions: [String]
  public var sort: String?
  public var isAscending: Bool

  /// The word for all columns there are.
  public static let allColumns = "all"

  public init(columns: [String]? = nil, conditions: [String] = [], sort: String? = nil, isAscending: Bool = false) {
    self.columns = columns
    self.conditions = conditions
    self.sort = sort
    self.isAscending = isAscending
  }

  /// The rows that meet the conditions, sorted, with all columns.
  ///
  /// - Throws: ``TableSelectionError``.
  public func rows(of table: Table) throws -> Table {
    var table = table
    for text in conditions {
      let condition = try RowCondition(text, in: table)
      table.rows = table.rows.filter(condition.holds)
    }
    guard let sort else { return table }
    return table.sorted(by: try table.column(sort, option: "--sort"), ascending: isAscending)
  }

  /// The chosen columns of a table in the order in which they are named; nil if the usual ones are wanted.
  ///
  /// - Throws: ``TableSelectionError``.
  public func chosen(of table: Table) throws -> Table? {
    guard let columns else { return nil }
    if columns == [Self.allColumns] { return table }
    let indices = try columns.map { try table.column($0, option: "--columns") }
    return Table(columns: indices.map { table.columns[$0] }, rows: table.rows.map { row in indices.map { row[$0] } })
  }
}

/// A column, a row or a condition that there is not; the description is one line that names the option.
public struct TableSelectionError: Error, CustomStringConvertible, Equatable {
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
