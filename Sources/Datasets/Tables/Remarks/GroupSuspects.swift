/// The columns of a table, features or not, that seem to say which samples belong together, where `data.groups` says nothing.
struct GroupSuspects {
  /// Each with how many values it has in how many rows.
  private var found: [(name: String, words: String)] = []
  /// The names of the columns.
  var names: Set<String> { Set(found.map(\.name)) }

  /// The most values of a table whose columns of numbers are looked at whatever their names: in large tables, such as those of
  /// pixels, that takes too long.
  private static let mostValues = 1 << 20
  /// The most columns that are left out and looked at whatever their names.
  static let mostIgnored = 50

  /// Looks at the samples at `kept`.
  init(_ table: EncodedTable, _ rows: TableRows, _ kept: [Int], _ layout: TableLayout, _ roles: ColumnRoles) {
    guard roles.groups == nil else { return }
    let measured = MeasuredRows(rows.columns, kept, table)
    let isSmall = rows.columns.count * kept.count <= Self.mostValues
    for (place, column) in rows.columns.enumerated() {
      let name = layout.names[roles.features[place]]
      guard column.isOfTexts || isSmall || RepeatedNames.areUsual(in: name) else { continue }
      look(at: name, kept.lazy.map { column.values[$0] }, isOrdered: !column.isOfTexts, measured, besides: place)
    }
    for (column, texts) in rows.ignored {
      look(at: layout.names[column], texts.values(kept), isOrdered: texts.areNumbers, measured, besides: nil)
    }
  }

  private mutating func look(
    at name: String, _ values: some Collection<Double>, isOrdered: Bool, _ measured: MeasuredRows, besides place: Int?
  ) {
    guard let groups = RowGroups(values, isOrdered: isOrdered),
      groups.areSuspected(named: name, measured, besides: place)
    else { return }
    found.append((name, groups.names.words))
  }

  /// One line on them; nil if there are none.
  var remark: String? {
    guard let first = found.first else { return nil }
    let columns = listed(found.map { "\(quoted($0.name)) (\($0.words))" })
    return
      "\(found.count == 1 ? "Column" : "Columns") \(columns) may say which samples belong together, so that rows of one value may "
      + "stand on both sides, in training and in test data; write `groups: \(first.name.inYAML)` "
      + "\(found.count == 1 ? "" : "or that of another ")under data if so, and they are never divided"
  }
}
