import Datasets

/// Tables in which the names of runs stand in a column, and are made as a pattern says.
enum NamedRows {
  /// The tables that a table stands for: one for each run that a column names; nil if no column does.
  ///
  /// - Throws: if some names in the column are made so and others are not.
  static func divided(
    _ table: ForeignTable, _ pattern: NamePattern, _ notes: inout [String]
  ) throws -> [ForeignTable]? {
    let fields = { (column: Int) in
      (0..<table.rowCount).first { !table[$0, column].isEmpty }.flatMap {
        pattern.fields(in: table.string($0, column))
      }
    }
    // A column of names of runs before any other.
    let likely = table.columns.indices.filter { ColumnName(table.columns[$0]).field?.field == .run }
    guard let column = (likely + table.columns.indices).first(where: { fields($0) != nil }) else { return nil }
    var order: [String] = []
    var rows: [String: [Int]] = [:]
    for row in 0..<table.rowCount {
      let name = table.string(row, column)
      if rows[name] == nil { order.append(name) }
      rows[name, default: []].append(row)
    }
    guard order.count <= ImportLimits.files else {
      throw failure(
        "\(table.file): column \(inQuotes(table.columns[column])) names \(order.count) runs, more than the "
          + "\(ImportLimits.files) that are told apart by a pattern; give model, size and replicate columns of their own"
      )
    }
    notes.append("Column \(inQuotes(table.columns[column])) names the runs, as the pattern says.")
    let others = table.columns.indices.filter { $0 != column }
    return try order.map { name in
      let own = rows[name] ?? []
      guard let fields = pattern.fields(in: name) else {
        throw failure(
          "\(table.place(own[0])): column \(inQuotes(table.columns[column])) has \(inQuotes(name)), which does not match the "
            + "pattern \(inQuotes(pattern.text)), as \(inQuotes(order[0])) does")
      }
      var divided = try table.selecting(others, rows: own)
      divided.named = fields
      return divided
    }
  }
}
