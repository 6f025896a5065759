/// What tells the replicates of a table apart: the names of columns, or of words in a pattern.
struct ReplicateNames {
  private let table: ForeignTable
  /// The names; empty if nothing tells replicates apart.
  private let names: [String]

  init(_ all: RunTables, _ index: Int, areRunsApart: Bool) {
    let roles = all.roles[index]
    table = all.tables[index]
    names =
      all.constants[index][.replicate] == nil
      ? (roles.replicates + (areRunsApart ? roles.runs : [])).map { all.tables[index].columns[$0] }
      : table.named.keys.filter { Field(named: $0) == .replicate }.sorted()
  }

  /// The names in one word, such as `seed × fold`; nil without names.
  var words: String? { names.isEmpty ? nil : names.joined(separator: " × ") }

  /// Whether replicates are folds or samples of the same data. A column with one value tells none apart.
  var areOfSameData: Bool {
    names.contains { name in
      guard ColumnName(name).isOfPartsOfData else { return false }
      guard let column = table.columns.firstIndex(of: name) else { return true }
      return (0..<table.rowCount).contains { table[$0, column] != table[0, column] }
    }
  }
}
