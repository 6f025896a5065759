/// What may surprise in a table: each property is one remark, nil if it does not apply.
struct TableRemarks {
  /// The fewest samples about which a column can say something by chance no more.
  static let fewestSamples = 20

  let table: EncodedTable
  let rows: TableRows
  /// The rows that are samples of the table.
  let kept: [Int]
  let layout: TableLayout
  let roles: ColumnRoles
  let settings: TableSettings
  /// How the file is written.
  let dialect: TableDialect
  /// The columns that are features.
  let columns: [(name: String, values: ColumnValues)]
  /// What the whole numbers of each column seem to be.
  let unmeasuredNumbers: [(name: String, kind: UnmeasuredNumbers?)]
  /// The columns that may say which samples belong together; nil if what the columns are like was said of another table.
  let suspects: GroupSuspects?

  /// Remarks on the samples at `kept`. If they are read like those of another table (`isLikeOther`), what the columns are like
  /// was said of that.
  init(
    _ table: EncodedTable, _ rows: TableRows, _ kept: [Int], _ layout: TableLayout, _ roles: ColumnRoles,
    _ settings: TableSettings, _ dialect: TableDialect, isLikeOther: Bool
  ) {
    (self.table, self.rows, self.kept, self.layout, self.roles, self.settings, self.dialect) =
      (table, rows, kept, layout, roles, settings, dialect)
    columns = zip(roles.features, rows.columns).map { (layout.names[$0], $1) }
    unmeasuredNumbers = isLikeOther ? [] : columns.map { ($0.name, UnmeasuredNumbers($0.values, named: $0.name)) }
    suspects = isLikeOther ? nil : GroupSuspects(table, rows, kept, layout, roles)
  }

  /// The remarks, one line each.
  var lines: [String] {
    (form + (suspects.map(contents) ?? []) + reading).compactMap(\.self)
  }

  /// How the file is written.
  private var form: [String?] { [delimitersAtTheEnd, rowNames] }

  /// What is in the columns.
  private func contents(_ suspects: GroupSuspects) -> [String?] {
    [empty, constants, lostNumbers, counters, sampleNumbers, ordered, dates, looksLikeNumbers, padded, missingTexts]
      + splits
      + [
        sampleNames(suspects), suspects.remark, targetTwins, gapsThatTell, manyClasses, counts, nearlyEqualTexts,
        sentinels,
      ]
      + [missingClasses, equalLabels, equalGroups, nearlyEqualGroups, parts]
  }

  /// What was changed or left out on reading.
  private var reading: [String?] { marksBetweenDigits + [targetDigits, rowsLeftOut, unknownTexts, replacedValues] }

  /// The names of the columns that are meant.
  func columnNames(where isMeant: (ColumnValues) -> Bool) -> [String] {
    columns.filter { isMeant($0.values) }.map { quoted($0.name) }
  }

  /// "Column a `one`" or "Columns a and b `many`"; nil without names.
  func remark(on names: [String], _ one: String, _ many: String) -> String? {
    names.isEmpty
      ? nil
      : "\(names.count == 1 ? "Column" : "Columns") \(listed(names)) \(names.count == 1 ? one : many)"
  }
}

/// How the file is written.
extension TableRemarks {
  private var delimitersAtTheEnd: String? {
    guard layout.endsWithDelimiter || rows.endingWithDelimiter > 0 else { return nil }
    let which =
      rows.endingWithDelimiter == rows.lines.count
      ? "Lines end"
      : layout.endsWithDelimiter
        ? "The first line ends"
        : "\(rows.endingWithDelimiter) of \(rows.lines.count) rows end"
    return "\(which) with delimiters, after which there is nothing; they are no columns"
  }

  private var rowNames: String? {
    guard layout.hasRowNames else { return nil }
    let use = roles.ignored.contains(0) ? "as row names, which are left out" : "as row names"
    return
      "The first line has one name fewer than the others have fields, so that the first field of each is read \(use) "
      + "(\(TableLayout.rowNames))"
  }
}
