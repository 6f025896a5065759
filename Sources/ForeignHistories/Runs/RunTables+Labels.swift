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
}
