/// The numbers of a figure as in one data file: named columns of equal length.
public struct FigureTable: Sendable, Equatable {
  /// A named column of numbers.
  public struct Column: Sendable, Equatable {
    /// Heading of the column in the file, matching `[a-z0-9_-]+`.
    public var name: String
    /// One number for each row; nil where nothing was measured.
    public var values: [Double?]

    /// Creates a column; values that are not finite become nil.
    public init(_ name: String, _ values: [Double?]) {
      self.name = name
      self.values = values.map { value in value.flatMap { $0.isFinite ? $0 : nil } }
    }
  }

  /// The columns, all of the same length.
  public let columns: [Column]

  /// Creates a table; shorter columns are filled up with nil.
  public init(_ columns: [Column]) {
    let rows = columns.map(\.values.count).max() ?? 0
    self.columns = columns.map { column in
      Column(column.name, column.values + Array(repeating: nil, count: rows - column.values.count))
    }
  }

  /// Number of rows.
  public var rowCount: Int { columns.first?.values.count ?? 0 }

  /// The values of a column; empty if there is no column of this name.
  public subscript(name: String) -> [Double?] { columns.first { $0.name == name }?.values ?? [] }

  /// The rows in which every one of the named columns has a value.
  func completeRows(_ names: [String]) -> [[Double]] {
    (0..<rowCount).compactMap { row in
      let values = names.compactMap { name -> Double? in
        let column = self[name]
        return column.indices.contains(row) ? column[row] : nil
      }
      return values.count == names.count ? values : nil
    }
  }
}
