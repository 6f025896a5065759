/// Runs as MLflow exports them: a row for each, with columns `metrics.…`, `params.…` and `tags.…`.
enum MLflowExport {
  private static let prefixes = ["metrics.", "params."]
  /// What MLflow notes of each run for itself.
  private static let own: Set = ["experiment_id", "artifact_uri", "start_time", "end_time", "status"]

  /// Whether some run did not get to its end.
  private static func hasFailures(_ table: ForeignTable, _ column: Int) -> Bool {
    (0..<table.rowCount).contains { ColumnName.unfinished.contains(table.string($0, column).lowercased()) }
  }

  /// A table without what is MLflow's own, its columns called as whoever logged them did; any other table as it is. Columns that
  /// the user names stay as they are.
  static func plain(_ table: ForeignTable, _ request: ImportRequest) throws -> ForeignTable {
    let isOfRuns = table.columns.contains("run_id") && table.columns.contains { $0.hasPrefix(prefixes[0]) }
    guard isOfRuns else { return table }
    let named = Set(request.columns.values).union(request.ignored)
    let kept = table.columns.indices.filter { index in
      let column = table.columns[index]
      return named.contains(column) || !own.contains(column) && !column.hasPrefix("tags.")
        || ColumnName(column).isOfStatus && hasFailures(table, index)
    }
    let short = kept.map { index in
      let column = table.columns[index]
      let prefix = named.contains(column) ? nil : prefixes.first { column.hasPrefix($0) && column.count > $0.count }
      return prefix.map { String(column.dropFirst($0.count)) } ?? column
    }
    let counts = Dictionary(grouping: short, by: \.self).mapValues(\.count)
    let names = zip(kept, short).map { counts[$1] == 1 ? $1 : table.columns[$0] }
    var plain = try table.selecting(kept, named: names)
    plain.program = "MLflow"
    return plain
  }
}
