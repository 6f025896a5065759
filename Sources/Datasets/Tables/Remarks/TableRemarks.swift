/// What may surprise in a table, one line each.
struct TableRemarks {
  /// The fewest samples about which a column can say something by chance no more.
  static let fewestSamples = 20

  private(set) var lines: [String] = []

  /// The most columns with marks between groups of digits that are named.
  private static let mostGroupedColumns = 5

  /// Remarks on the samples at `kept`. If they are read like those of another table (`isLikeOther`), what the columns are like
  /// was said of that.
  init(
    _ table: EncodedTable, _ rows: TableRows, _ kept: [Int], _ layout: TableLayout, _ roles: ColumnRoles,
    _ settings: TableSettings, isLikeOther: Bool
  ) {
    let columns = zip(roles.features, rows.columns).map { (name: layout.names[$0], values: $1) }
    func named(_ isMeant: ((name: String, values: ColumnValues)) -> Bool) -> [String] {
      columns.filter(isMeant).map { quoted($0.name) }
    }
    func add(_ names: [String], _ one: String, _ many: String) {
      if !names.isEmpty {
        lines.append("\(names.count == 1 ? "Column" : "Columns") \(listed(names)) \(names.count == 1 ? one : many)")
      }
    }
    if layout.endsWithDelimiter || rows.endingWithDelimiter > 0 {
      let which =
        rows.endingWithDelimiter == rows.lines.count
        ? "Lines end"
        : layout.endsWithDelimiter
          ? "The first line ends"
          : "\(rows.endingWithDelimiter) of \(rows.lines.count) rows end"
      lines.append("\(which) with delimiters, after which there is nothing; they are no columns")
    }
    if layout.hasRowNames {
      let use = roles.ignored.contains(0) ? "as row names, which are left out" : "as row names"
      lines.append(
        "The first line has one name fewer than the others have fields, so that the first field of each is read \(use) "
          + "(\(TableLayout.rowNames))")
    }
    if !isLikeOther {
      let suspects = GroupSuspects(table, rows, kept, layout, roles)
      add(
        named { $0.values.lostNumbers == nil && Self.isConstant($0.values, kept) },
        "has the same value in all rows, which says nothing",
        "have the same value in all rows, which says nothing")
      let lost = columns.compactMap { column in
        column.values.lostNumbers.map { "\(quoted(column.name)) (\($0.different) different numbers become \($0.left))" }
      }
      if !lost.isEmpty {
        lines.append(
          "Numbers of more digits than double precision holds become equal in column \(listed(lost)); subtract what they have in "
            + "common, list the column under data.categorical if they are names, or leave it out (data.ignore)")
      }
      let numbers = columns.map { (name: $0.name, kind: WholeNumbers($0.values, named: $0.name)) }
      add(
        numbers.filter { $0.kind == .counter }.map { quoted($0.name) },
        "counts up from row to row, like a row number; leave it out (data.ignore) unless it is measured",
        "count up from row to row, like a row number; leave them out (data.ignore) unless they are measured")
      add(
        numbers.filter { $0.kind == .names }.map { quoted($0.name) },
        "has another whole number in every row, like the name of a sample; leave it out (data.ignore) unless it is measured",
        "have another whole number in every row, like the name of a sample; leave them out (data.ignore) unless they are measured"
      )
      let dates =
        numbers.compactMap { column in column.kind?.date.map { "\(quoted(column.name)) (such as \($0))" } }
        + named { $0.values.looksLikeDates }
      add(
        dates, "seems to have dates; write numbers, such as days since the first, or leave it out (data.ignore)",
        "seem to have dates; write numbers, such as days since the first, or leave them out (data.ignore)")
      let looks = columns.compactMap { column in
        column.values.numberLook.map { "\(quoted(column.name)) (\($0))" }
      }
      if !looks.isEmpty {
        lines.append(
          "Texts that look like numbers, each of which is a feature: column \(listed(looks)); write them so in the file, or list the "
            + "column under data.categorical if they are names")
      }
      for (name, values) in columns where settings.parts == nil && values.isOfTexts {
        guard let split = SplitWords(values.categories(at: kept)) else { continue }
        lines.append(
          "Column \(quoted(name)) says which samples are for training and which are not, and is a feature; write "
            + "\(split.key(column: name)) under data to divide them so, or leave it out (data.ignore)")
      }
      add(
        named { $0.values.isOfTexts && Self.isOfNames($0.values) && !suspects.names.contains($0.name) },
        "has text with many different values, each of which is a feature; leave it out (data.ignore) if it names the samples",
        "have text with many different values, each of which is a feature; leave them out (data.ignore) if they name the samples"
      )
      if let remark = suspects.remark { lines.append(remark) }
      if columns.count > 1 {
        add(
          named { column in
            if let quantity = table.quantity { return Self.tells(quantity, column.values, kept) }
            return Self.tellsTheClass(column.values, kept, table.labels, classes: table.classNames.count)
          },
          "tells the target by itself; leave it out (data.ignore) if it would not be known beforehand",
          "tell the target, each by itself; leave them out (data.ignore) if they would not be known beforehand")
      }
      if table.quantity == nil, let target = roles.target, let words = rows.labels.idWords(layout.names[target]) {
        lines.append("The target, \(words): is it a column of classes?")
      }
      let alike = columns.compactMap { column in
        Self.alike(column.values.categories).map {
          "\(quoted(column.name)) (\($0.map(quoted).joined(separator: " and ")))"
        }
      }
      if !alike.isEmpty {
        lines.append(
          "Values of text that differ only in case or in spaces, each a feature of its own: column \(listed(alike))")
      }
      let suspect =
        columns.filter { !$0.values.isOfTexts }.map { column in
          (name: column.name, found: SentinelValues(kept.lazy.map { column.values.values[$0] }).found)
        }
        + [(name: table.quantity?.name ?? "", found: SentinelValues(table.quantity?.values ?? []).found)]
      let sentinels = suspect.flatMap { column in column.found.map { "\(quoted(column.name)) \($0.words)" } }
      if !sentinels.isEmpty {
        lines.append(
          "Numbers far from all others of their column, which may stand for missing values: \(listed(sentinels)); list them under "
            + "data.missing-values if so, with data.missing: impute or drop")
      }
      let unclear = table.classNames.filter {
        MissingText.usual.map { $0.lowercased() }.contains($0.lowercased())
      }
      if !unclear.isEmpty && !settings.hasOwnMissingTexts {
        lines.append(
          "\(unclear.count == 1 ? "The class" : "The classes") \(unclear.map(quoted).joined(separator: ", ")) may stand for a "
            + "missing value; list it under data.missing-values if so")
      }
      let equalLabels = table.quantity == nil ? rows.labels.texts.equalNumbers : nil
      for (what, equal) in [("Labels", equalLabels), ("Groups", rows.equalGroups)] {
        guard let equal else { continue }
        let one = what == "Labels" ? "class" : "group"
        lines.append(
          "\(what) that are the same number are one \(one), such as \(equal.map(quoted).joined(separator: " and "))")
      }
      if let parts = settings.parts {
        let counts = Dictionary(rows.parts.map { ($0, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
        lines.append(
          "Column \(quoted(parts.column)) has "
            + listed(counts.map { "\(quoted(String($0.key.prefix(40)))) \($0.value)" })
            + "; all but \(([parts.test] + (parts.validation.map { [$0] } ?? [])).map(quoted).joined(separator: " and ")) are for training"
        )
      }
    }
    let groupedColumns = columns.filter { $0.values.grouped.count > 0 }
    for (name, values) in groupedColumns.prefix(Self.mostGroupedColumns) {
      let (count, line, text, value) = values.grouped
      lines.append(
        "Column \(quoted(name)): \(count) of \(values.values.count) values \(count == 1 ? "has" : "have") marks between groups of "
          + "three digits, which are left out: \(quoted(text)) in line \(line) is "
          + "\(Int(exactly: value).map(String.init) ?? "\(value)"); if that is a decimal mark, write it as "
          + "in the others")
    }
    let others = groupedColumns.count - Self.mostGroupedColumns
    if others > 0 { lines.append("\(others) more \(others == 1 ? "column has" : "columns have") such marks") }
    let left =
      settings.missing == .drop
      ? rows.lines.indices.count { rows.hasGap[$0] || rows.labels.indices[$0] < 0 } : rows.unlabelled.count
    if left > 0 && (settings.parts == nil || !isLikeOther) {
      let reason = settings.missing == .drop ? "a missing value" : table.quantity == nil ? "no class" : "no target"
      lines.append("\(left) of \(rows.lines.count) rows are left out, as they have \(reason)")
    }
    let unknown = zip(table.columns, table.unknown).filter { $1 > 0 }.map { "\(quoted($0.name)) in \($1)" }
    if !unknown.isEmpty {
      lines.append(
        "Values of text that no sample to train on has, which are no feature: column \(listed(unknown)) of \(kept.count) samples"
      )
    }
    let filled = columns.filter { settings.missing == .impute && $0.values.missing > 0 }
    if !filled.isEmpty {
      lines.append(
        "Missing values are replaced by the mean or the most frequent value of the training subset, with a feature that marks "
          + "them: " + listed(filled.map { "\(quoted($0.name)) \($0.values.missing)" }))
    }
  }

  /// Two texts that are the same but for case and for spaces around them or between their words; nil if there are none.
  static func alike(_ texts: [String]) -> [String]? {
    func plain(_ text: String) -> String {
      text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let pairs = Dictionary(grouping: texts, by: plain).values.filter { $0.count > 1 }.map {
      Array($0.sorted().prefix(2))
    }
    return pairs.min { $0[0] < $1[0] }
  }

  private static func isConstant(_ column: ColumnValues, _ rows: [Int]) -> Bool {
    guard let first = rows.first else { return false }
    let value = column.values[first]
    return rows.allSatisfy { column.values[$0] == value } || rows.allSatisfy { column.values[$0].isNaN }
  }

  /// Whether most rows have a text of their own, or nearly all of many texts have digits in them.
  private static func isOfNames(_ column: ColumnValues) -> Bool {
    guard column.numberLook == nil && !column.looksLikeDates else { return false }
    let texts = column.categories
    let withDigits = texts.count { $0.contains(where: \.isNumber) }
    return texts.count >= 10 && (2 * texts.count > column.values.count || 10 * withDigits >= 9 * texts.count)
  }

  /// Whether a column of numbers is the quantity but for its unit: a squared correlation of nearly 1.
  private static func tells(_ quantity: Quantity, _ column: ColumnValues, _ rows: [Int]) -> Bool {
    guard !column.isOfTexts, rows.count >= fewestSamples else { return false }
    let x = rows.map { column.values[$0] }
    guard !x.contains(where: \.isNaN) else { return false }
    let (own, target) = (QuantityScaler(fittedTo: x), QuantityScaler(fittedTo: quantity.values))
    let correlation =
      zip(x, quantity.values).reduce(0) { $0 + own.scaled($1.0) * target.scaled($1.1) } / Double(rows.count)
    return correlation * correlation > 0.9999
  }

  /// Whether the samples in the order of the column have each class in one piece, with no value in two of them.
  private static func tellsTheClass(_ column: ColumnValues, _ rows: [Int], _ labels: [Int32], classes: Int) -> Bool {
    guard rows.count >= fewestSamples else { return false }
    var classOfValue: [Double: Int32] = [:]
    for (row, label) in zip(rows, labels) {
      let value = column.values[row]
      guard !value.isNaN, classOfValue[value, default: label] == label else { return false }
      classOfValue[value] = label
    }
    if column.isOfTexts { return 2 * classOfValue.count <= rows.count }
    let order = classOfValue.sorted { $0.key < $1.key }
    return zip(order, order.dropFirst()).count { $0.value != $1.value } == classes - 1
  }
}
