/// What was changed or left out on reading.
extension TableRemarks {
  /// The most columns with marks between groups of digits that are named.
  private static let mostGroupedColumns = 5

  var marksBetweenDigits: [String] {
    let found = columns.filter { $0.values.grouped.count > 0 }
    let named = found.prefix(Self.mostGroupedColumns).map { name, values in
      let (count, line, text, value) = values.grouped
      let isOfAll = count == values.values.count
      let wayOut = "; if that is a decimal mark, " + (isOfAll ? "set data.decimal" : "write it as in the others")
      return
        "Column \(quoted(name)): \(count) of \(values.values.count) values \(count == 1 ? "has" : "have") marks between groups "
        + "of three digits, which are left out: \(quoted(text)) in line \(line) is "
        + "\(Int(exactly: value).map(String.init) ?? "\(value)")"
        + (text.contains { DecimalMark.allCases.map(\.rawValue).contains(String($0)) } ? wayOut : "")
    }
    let others = found.count - named.count
    return named + (others > 0 ? ["\(others) more \(others == 1 ? "column has" : "columns have") such marks"] : [])
  }

  var rowsLeftOut: String? {
    guard settings.parts == nil || suspects != nil else { return nil }
    let count =
      settings.missing == .drop
      ? rows.lines.indices.count { rows.hasGap[$0] || rows.labels.indices[$0] < 0 } : rows.unlabelled.count
    guard count > 0 else { return nil }
    let reason = settings.missing == .drop ? "a missing value" : table.quantity == nil ? "no class" : "no target"
    return "\(count) of \(rows.lines.count) rows are left out, as they have \(reason)"
  }

  var unknownTexts: String? {
    let found = zip(table.columns, table.unknown).filter { $1 > 0 }.map { "\(quoted($0.name)) in \($1)" }
    guard !found.isEmpty else { return nil }
    let alike = zip(table.columns, columns).compactMap { known, column in
      known.categories.flatMap {
        Self.alike($0 + column.values.unknown.union(column.values.categories(at: kept)).subtracting($0))
      }
    }
    let wayOut = alike.first.map {
      "; \($0.map(quoted).joined(separator: " and ")) differ only in case or in spaces: spell them alike"
    }
    return
      "Values of text that no sample to train on has, which are no feature: column \(listed(found)) of \(kept.count) samples"
      + (wayOut ?? "")
  }

  var replacedValues: String? {
    let found =
      settings.missing == .impute
      ? columns.map { column in (column.name, kept.count { column.values.values[$0].isNaN }) }.filter { $0.1 > 0 } : []
    guard !found.isEmpty else { return nil }
    let areMarked = table.columns.contains(where: \.hasIndicator)
    return
      "Missing values are replaced by the mean or the most frequent value of the training subset"
      + (areMarked ? ", with a feature that marks them where samples to train on lack some, too: " : ": ")
      + listed(found.map { "\(quoted($0.0)) \($0.1)" })
  }
}
