extension TableRows {
  /// Refuses columns that are neither of numbers nor of few texts, and missing values if they are not allowed: all that is wrong
  /// in one line.
  func refuse(_ names: [String], target: String, _ settings: TableSettings, path: String) throws {
    let refusesGaps = settings.missing == .refuse
    var gaps = 0
    var problems = zip(names, columns).compactMap { name, column -> String? in
      let missing =
        refusesGaps && column.missing > 0 ? "\(column.missing) missing (first in line \(column.firstMissing))" : nil
      if missing != nil { gaps += 1 }
      let parts = [missing, column.mistake].compactMap(\.self)
      return parts.isEmpty ? nil : "column \(quoted(name)): \(parts.joined(separator: ", "))"
    }
    if refusesGaps, unlabelled.count > 0 {
      gaps += 1
      problems.append(
        "column \(quoted(target)): \(unlabelled.count) missing (first in line \(unlabelled.line))")
    }
    guard !problems.isEmpty else { return }
    let whole = labels.indices.indices.count { labels.indices[$0] >= 0 && !hasGap[$0] }
    let ways = [
      gaps > 0 ? "set data.missing: drop, which leaves \(whole) of \(lines.count) rows, or impute" : nil,
      columns.contains(where: \.isMixed)
        ? "correct values, list how missing ones are spelt under data.missing-values, or columns of names under data.categorical"
        : nil,
      "leave columns out with data.ignore",
    ].compactMap(\.self)
    throw DataError("\(path): \(listed(problems, separator: "; ")); \(ways.joined(separator: "; or "))")
  }

  /// The rows that are samples.
  func kept(_ settings: TableSettings, path: String) throws -> [Int] {
    let rows = lines.indices.filter { labels.indices[$0] >= 0 && (settings.missing != .drop || !hasGap[$0]) }
    guard rows.isEmpty else { return rows }
    throw DataError(
      "\(path): every row has a missing value or no target, so that none is left; use data.missing: impute, or leave columns out "
        + "(data.ignore)")
  }
}
