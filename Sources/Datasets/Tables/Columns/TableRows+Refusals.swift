extension TableRows {
  /// Refuses columns that are neither of numbers nor of few texts, and missing values if they are not allowed: all that is wrong
  /// in one line, and what to write.
  func refuse(_ names: [String], target: String, _ settings: TableSettings, _ decimal: DecimalMark, path: String) throws
  {
    let refusesGaps = settings.missing == .refuse
    let isEmpty = columns.map { refusesGaps && $0.isEmpty && $0.missing > 0 }
    let lookalikes = columns.map(\.missingLookalikes)
    var problems: [String] = []
    for (index, column) in columns.enumerated() {
      let lookalikes = lookalikes[index]
      var parts: [String] = []
      if isEmpty[index] {
        parts = ["no value in any row"]
      } else if refusesGaps && column.missing > 0 || !lookalikes.isEmpty {
        let spellings = (refusesGaps ? column.missingSpellings : [:]).merging(
          lookalikes.mapValues(\.count), uniquingKeysWith: +)
        let first =
          (lookalikes.values.compactMap(\.first) + (refusesGaps ? [firstGap(in: column)].compactMap(\.self) : [])).min()
        parts = [missingWords(spellings, first: first)]
      }
      if let mistake = column.mistake { parts.append(mistake) }
      if !parts.isEmpty { problems.append("column \(quoted(names[index])): \(parts.joined(separator: ", "))") }
    }
    let ofTarget = settings.predictsQuantity && settings.labels == .needed ? labels.missingLookalikes(decimal) : [:]
    if !ofTarget.isEmpty {
      let words = missingWords(ofTarget.mapValues(\.count), first: ofTarget.values.compactMap(\.first).min())
      problems.append("column \(quoted(target)): \(words)")
    }
    if refusesGaps, unlabelled.count > 0 {
      problems.append("column \(quoted(target)): \(unlabelled.count) missing (first in line \(unlabelled.line))")
    }
    guard !problems.isEmpty else { return }
    let isOfTargetAlone =
      columns.allSatisfy { $0.mistake == nil && (!refusesGaps || $0.missing == 0) } && lookalikes.allSatisfy(\.isEmpty)
    let hasGaps = refusesGaps && (unlabelled.count > 0 || zip(columns, isEmpty).contains { $0.missing > 0 && !$1 })
    // What a model was trained with it needs, and no row has values of an empty column.
    let lacksColumns = settings.columns != nil && isEmpty.contains(true)
    let ways =
      lacksColumns
      ? ["the model needs values of all of its columns; fill them in, or train one without"]
      : [
        isEmpty.contains(true) ? leavingOut(names, isEmpty, settings) : nil,
        hasGaps || (lookalikes + [ofTarget]).contains { !$0.isEmpty }
          ? declaringMissing(lookalikes + [ofTarget], isEmpty, ofTargetAlone: isOfTargetAlone, settings) : nil,
        columns.contains { $0.mistake != nil && $0.isMixed }
          ? "correct what is no number, or list it under data.missing-values" : nil,
        columns.contains(where: \.mayBeOfNames) ? declaringNames(names, settings) : nil,
        settings.canImpute && settings.groups == nil ? declaringGroups(names) : nil,
      ].compactMap(\.self)
    // A model needs all of its columns, and everything needs the target.
    let leaving =
      settings.canImpute && !isOfTargetAlone && !lacksColumns
      ? (ways.isEmpty ? "" : "or ") + "leave columns out with data.ignore" : nil
    let parts = [listed(problems, separator: "; ")] + ways + [leaving].compactMap(\.self)
    throw DataError("\(path): \(parts.joined(separator: "; "))")
  }

  /// How many values are missing, by spelling.
  private func missingWords(_ spellings: [String: Int], first: Int?) -> String {
    let count = spellings.values.reduce(0, +)
    let each = spellings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key.isEmpty ? "empty" : quoted($0.key)) \($0.value)" }
    let place = first.map { "; first in line \(lines[$0])" } ?? ""
    return "\(count) missing (\(listed(each))\(place))"
  }

  private func firstGap(in column: ColumnValues) -> Int? {
    column.missing == 0 ? nil : lines.indices.first { column.values[$0].isNaN }
  }

  /// The lines that declare missing values, whole, so that they can be copied; and how many rows would be left.
  private func declaringMissing(
    _ lookalikes: [[String: [Int]]], _ isEmpty: [Bool], ofTargetAlone: Bool, _ settings: TableSettings
  ) -> String {
    let known = Set(settings.missingSpellings.map { $0.lowercased() })
    let new = Set(lookalikes.flatMap(\.keys)).sorted().reduce(into: [String]()) { new, text in
      if !new.contains(where: { $0.lowercased() == text.lowercased() }) { new.append(text) }
    }
    let all = settings.missingSpellings + new.filter { !known.contains($0.lowercased()) }
    // A list of the user's own holds for the target, too.
    let lowercased = Set(all.map { $0.lowercased() })
    let isUnlabelled = labels.texts.map { !new.isEmpty && lowercased.contains($0.lowercased()) }
    var isLeft = lines.indices.map { row in
      labels.indices[row] >= 0 && !isUnlabelled[labels.indices[row]]
        && zip(columns, isEmpty).allSatisfy { $1 || !$0.values[row].isNaN }
    }
    for row in lookalikes.flatMap({ $0.values.flatMap(\.self) }) { isLeft[row] = false }
    let left = isLeft.count { $0 }
    // Nothing takes the place of a target.
    let isLeftOut = settings.missing == .drop || settings.missing == .refuse && (!settings.canImpute || ofTargetAlone)
    let way = isLeftOut ? MissingValues.drop : .impute
    let list =
      new.isEmpty
      ? ""
      : " and `missing-values: [\(all.map(\.debugDescription).joined(separator: ", "))]`, which replaces the usual list"
    let drop =
      settings.missing == .drop || left == 0
      ? ""
      : way == .drop
        ? " (\(left) of \(lines.count) rows are left)" : " (`missing: drop` leaves \(left) of \(lines.count) rows)"
    return "if they are missing values, write `missing: \(way.rawValue)`\(list)\(drop) under data"
  }

  /// The line that says which columns are of names, which may be numbers.
  private func declaringNames(_ names: [String], _ settings: TableSettings) -> String {
    let mixed = zip(names, columns).filter(\.1.mayBeOfNames).map(\.0)
    return "write `categorical: \(list(settings.categorical.sorted() + mixed))` under data if all values are names"
  }

  /// The line that says which samples belong together, where a column of too many texts repeats them.
  private func declaringGroups(_ names: [String]) -> String? {
    let found = zip(names, columns).compactMap { name, column in
      column.repeatedNames.flatMap { $0.areMany ? (line: "`groups: \(name.inYAML)`", words: $0.words) : nil }
    }
    guard !found.isEmpty else { return nil }
    let lines = found.map { "\($0.line) (\($0.words))" }.joined(separator: " or ")
    return
      "write \(lines) under data if rows of one value belong together, such as those of one patient, so that they never stand "
      + "on both sides, in training and in test data"
  }

  private func list(_ names: [String]) -> String { "[\(names.map(\.debugDescription).joined(separator: ", "))]" }

  /// The line that leaves out empty columns.
  private func leavingOut(_ names: [String], _ isEmpty: [Bool], _ settings: TableSettings) -> String {
    let empty = zip(names, isEmpty).filter(\.1).map(\.0)
    if let features = settings.features {
      return "write `features: \(list(features.filter { !empty.contains($0) }))` under data, without the empty ones"
    }
    return "write `ignore: \(list(settings.ignored.sorted() + empty))` under data to leave out what is empty"
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
