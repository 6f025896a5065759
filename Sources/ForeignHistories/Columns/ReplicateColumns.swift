/// Which columns of one table are the replicate together, of those whose names say that they may be.
struct ReplicateColumns {
  /// The columns, the likeliest name first.
  private(set) var taken: [Int]
  /// Columns that go with the others, and would only make labels longer or, where models have values of their own, tell apart
  /// what belongs together.
  private(set) var following: [Int] = []
  /// Columns of which a table of one run does not say what they are.
  private(set) var unknown: [Int] = []

  /// - Parameter known: the columns that say which model and size a row is of.
  init(_ columns: [Int], known: [Int], _ table: ForeignTable) {
    let isLikely = { (column: Int) in ColumnName(table.columns[column]).isLikelyReplicate }
    taken = columns.filter { !isLikely($0) }
    let likely = columns.filter(isLikely)
    guard !taken.isEmpty else {
      let varied = likely.filter { Self.groups([$0], table).count > 1 }
      taken = varied.isEmpty ? likely : varied
      unknown = likely.filter { !taken.contains($0) }
      return
    }
    for column in likely {
      let groups = Self.groups(known + taken, table)
      if groups.count < 2 {
        unknown.append(column)
      } else if groups.values.allSatisfy({ rows in rows.allSatisfy { table[$0, column] == table[rows[0], column] } }) {
        following.append(column)
      } else {
        taken.append(column)
      }
    }
  }

  /// The rows that have the same in `columns`.
  private static func groups(_ columns: [Int], _ table: ForeignTable) -> [[ArraySlice<UInt8>]: [Int]] {
    Dictionary(grouping: 0..<table.rowCount) { row in columns.map { table[row, $0] } }
  }
}
