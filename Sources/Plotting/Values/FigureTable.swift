/// The numbers behind a figure, as one data file holds them: named columns of equal length.
public struct FigureTable: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    /// Made by the tool of `[a-z0-9_-]`; heads the column in the file.
    public var name: String
    /// nil where nothing was measured; always finite.
    public var values: [Double?]

    public init(_ name: String, _ values: [Double?]) {
      self.name = name
      self.values = values.map { value in value.flatMap { $0.isFinite ? $0 : nil } }
    }
  }

  public let columns: [Column]

  /// Shorter columns are filled up with missing values.
  public init(_ columns: [Column]) {
    let rows = columns.map(\.values.count).max() ?? 0
    self.columns = columns.map { column in
      Column(column.name, column.values + Array(repeating: nil, count: rows - column.values.count))
    }
  }

  public var rowCount: Int { columns.first?.values.count ?? 0 }

  /// The values of a column; empty if there is none of that name.
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
