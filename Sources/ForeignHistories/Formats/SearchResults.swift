import Datasets

/// What scikit-learn's searches have in `cv_results_`: a row for each combination of settings (`param_…`), with the scores of
/// each fold (`split0_test_score`, …) and what sums these up (`mean_…`, `std_…`, `rank_…`).
enum SearchResults {
  private static let program = "scikit-learn"
  private static let settings = "param_"
  /// The combination of settings in one text.
  private static let combination = "params"

  /// The table without what says a thing again, its columns `param_…` being settings; any other table as it is. Columns that the
  /// user names stay as they are.
  ///
  /// Where only means over folds are left, these are the scores.
  static func plain(
    _ table: ForeignTable, _ request: ImportRequest, _ notes: inout [String], _ remarks: inout Remarks
  ) throws -> ForeignTable {
    let hasSettings = table.columns.contains { $0.hasPrefix(settings) }
    let hasFolds = table.columns.contains(where: isOfFold)
    // Numbers of parameters may be called params, too.
    guard hasSettings || Set(table.columns).isSuperset(of: [combination, "mean_fit_time"]),
      hasFolds || table.columns.contains(where: { score(ofMean: $0) != nil })
    else { return table }
    let named = Set(request.columns.values).union(request.ignored)
    var kept: [(index: Int, name: String)] = []
    var (summaries, means) = ([] as [String], [] as [String])
    var ofSettings: [String: String] = [:]
    for (index, column) in table.columns.enumerated() {
      var name = column
      if named.contains(column) {
        // Who names it knows what it is.
      } else if column == combination, hasSettings {
        notes.append("Column \(inQuotes(column)) is left out: \(settings)… say the same.")
        continue
      } else if let score = score(ofMean: column), !hasFolds, !table.columns.contains(score) {
        means.append(inQuotes(column))
        name = score
      } else if column.wholeMatch(of: /(mean|std|rank)_(fit_time|score_time|(test|train)_.+)/) != nil {
        summaries.append(inQuotes(column))
        continue
      } else if column.hasPrefix(settings), column.count > settings.count {
        let key = String(column.dropFirst(settings.count))
        // Networks are models of their own.
        if ColumnName(key).field?.field == .hidden, LayerText.areLayers(table, index) {
          name = key
        } else {
          ofSettings[column] = key
        }
      }
      kept.append((index, name))
    }
    if !summaries.isEmpty {
      notes.append("Left out, as they sum up folds: \(listed(summaries)).")
    }
    if !means.isEmpty {
      remarks.add(
        "means",
        "\(table.file): \(listed(means)) \(means.count == 1 ? "is a mean" : "are means") over folds that the table does not have "
          + "one by one, so that each model has one value and there are no verdicts; keep the columns split0_test_score, … "
          + "of cv_results_")
    }
    var plain = try table.selecting(kept.map(\.index), named: kept.map(\.name))
    plain.settings = ofSettings
    plain.program = program
    return plain
  }

  /// The tables of each fold that a table of ``plain(_:_:_:_:)`` stands for; nil if it has no folds.
  static func folds(
    _ tables: [ForeignTable], _ request: ImportRequest, _ notes: inout [String]
  ) throws -> [ForeignTable]? {
    guard let table = tables.first, tables.count == 1, table.program == program,
      table.columns.contains(where: isOfFold)
    else { return nil }
    return try ColumnsOfReplicates.divided(table, NamePattern("split{replicate}_{quantity}"), request, &notes)
  }

  private static func isOfFold(_ column: String) -> Bool {
    column.wholeMatch(of: /split[0-9]+_(test|train)_.+/) != nil
  }

  /// What a column of means over folds has the mean of, such as `test_score`; nil for other columns.
  private static func score(ofMean column: String) -> String? {
    column.wholeMatch(of: /mean_((test|train)_.+)/).map { String($0.1) }
  }
}
