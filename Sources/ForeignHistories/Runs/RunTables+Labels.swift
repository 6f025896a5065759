extension RunTables {
  /// Says that two rows have labels of replicates, or of runs, that are spelt differently and taken for one, such as `2` and
  /// `02`; nil if they have none.
  func oneLabel(_ first: RowReference, _ second: RowReference) -> String? {
    for (one, other) in zip(labels(first), labels(second))
    where one != other && RunKeys.label([one]) == RunKeys.label([other]) {
      return "\(inQuotes(one)) and \(inQuotes(other)) are taken for one replicate"
    }
    return nil
  }

  /// The labels of a row as the files spell them.
  private func labels(_ reference: RowReference) -> [String] {
    let roles = roles[reference.table]
    return constants[reference.table][.replicate].map { $0.split(separator: "/").map(String.init) }
      ?? (roles.replicates + roles.runs).map { tables[reference.table].string(reference.row, $0) }
  }

  /// What rows are called in place of a replicate that sum others up, such as those that pandas appends of a mean.
  private static let summaries: Set = [
    "mean", "avg", "average", "median", "std", "sd", "stdev", "std dev", "sem", "se", "stderr", "var", "variance",
    "min",
    "max", "sum", "count", "total", "overall", "all", "25%", "50%", "75%",
  ]

  /// Refuses a column of replicates in which rows sum up others, which are no runs.
  func refuseSummaries(in index: Int) throws {
    let table = tables[index]
    for column in roles[index].replicates {
      func isSummary(_ row: Int) -> Bool { Self.summaries.contains(table.string(row, column).lowercased()) }
      guard let row = (0..<table.rowCount).first(where: isSummary),
        (0..<table.rowCount).contains(where: { !isSummary($0) })
      else { continue }
      throw failure(
        "\(table.place(row)): \(inQuotes(table.columns[column])) is \(inQuotes(table.string(row, column))), as in a row that sums "
          + "up others; take out such rows, or give the replicate another name")
    }
  }
}
