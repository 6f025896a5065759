/// A table of text: one column holds the class, or the quantity to predict, others are features.
struct CSVTable {
  static let largestFile = 512 << 20
  static let maximumValues = 1 << 27
  static let maximumClasses = 1000

  let path: String
  let settings: TableSettings

  /// Reads the file as a data set called `name`, samples in the order of the file: those to train and validate on, those to
  /// test on if a column says so, and the positions of those to validate on.
  ///
  /// Classes are sorted, by value if every label is a number, else by text. A quantity to predict stays as it is.
  func load(as name: String) throws -> (pool: Dataset, test: Dataset?, validation: [Int]?) {
    let (content, encoding) = try settings.encoding.decoded(DataFile.read(path, cap: Self.largestFile), named: path)
    let dialect = try TableDialect(
      content, named: path, target: settings.target,
      given: (settings.delimiter, settings.decimal, settings.hasHeader), other: settings.likelyDecimal)
    var reader = CSVReader(content, named: path, delimiter: dialect.delimiter, after: dialect.preamble)
    let layout = try TableLayout(reader, dialect, named: settings.names)
    let names = layout.names
    let roles = try ColumnRoles(layout, settings, path: path, hasHeader: dialect.hasHeader)
    if let parts = settings.parts, parts.test == parts.validation {
      throw DataError("data.test: \(quoted(parts.test)) is for test and for validation; give two values")
    }
    if dialect.hasHeader { _ = try reader.advance() }
    let rows = try TableRows(&reader, names: names, roles, settings, dialect.decimal)
    try rows.refuse(
      roles.features.map { names[$0] }, target: roles.target.map { names[$0] } ?? "", settings, dialect.decimal,
      path: path)
    if settings.classNames == nil && !settings.predictsQuantity, let target = roles.target {
      try rows.labels.refuseQuantity(named: names[target], settings, dialect.decimal, place: path)
      try rows.labels.refuseNames(names[target], path: path)
    }
    let kept = try rows.kept(settings, path: path)
    func groupNames(_ kept: [Int]) -> Set<String> {
      roles.groups == nil ? [] : Set(kept.map { rows.groups.texts[rows.groups.indices[$0]] })
    }
    func dataset(_ kept: [Int], like other: Dataset?) throws -> Dataset {
      let table = try EncodedTable(
        rows, kept, names: names, roles, settings, dialect.decimal, path: path,
        like: (other?.table?.columns ?? settings.columns, other?.classNames ?? settings.classNames))
      let remarks = TableRemarks(
        table, rows, kept, layout, roles, settings, dialect,
        isLikeOther: other != nil || settings.columns != nil)
      let facts = TableFacts(
        columns: table.columns, writing: TableFacts.writing(dialect, encoding),
        ignored: roles.ignored.map { names[$0] },
        groupNames: groupNames(kept), namesOfGroups: rows.groups.texts,
        imputesMissingValues: settings.missing == .impute,
        hasMissingValues: rows.columns.contains { $0.missing > 0 } && settings.missing == .impute,
        remarks: remarks.lines)
      return try Dataset(
        name: name, features: table.features, shape: .vector(features: table.featureNames.count), labels: table.labels,
        classNames: table.classNames, quantity: table.quantity, featureNames: table.featureNames,
        lines: kept.map { rows.lines[$0] },
        table: facts,
        groups: roles.groups.map { _ in kept.map { Int32(rows.groups.indices[$0]) } },
        givenTargets: settings.labels == .needed
          ? nil : kept.map { rows.givenTargets[$0].map { text in givenTarget(text, dialect.decimal) } })
    }
    guard let parts = settings.parts else { return (try dataset(kept, like: nil), nil, nil) }
    let tested = kept.filter { rows.parts[$0] == parts.test }
    let trained = kept.filter { rows.parts[$0] != parts.test }
    let validation = parts.validation.map { value in trained.indices.filter { rows.parts[trained[$0]] == value } }
    for (value, count) in [(parts.test, tested.count), (parts.validation ?? "", validation?.count ?? 1)]
    where count == 0 {
      throw DataError(
        "\(path): column \(quoted(parts.column)) (data.test.column) has no \(quoted(value)); it has "
          + listed(Set(rows.parts).sorted().map { quoted(String($0.prefix(40))) }))
    }
    guard trained.count > validation?.count ?? 0 else {
      throw DataError("\(path): column \(quoted(parts.column)) (data.test.column) leaves no sample to train on")
    }
    try Self.refuseShared(groupNames(trained), groupNames(tested), "test", path: path)
    if let validation {
      let isValidated = Set(validation)
      let (validated, rest) = (
        validation.map { trained[$0] }, trained.indices.filter { !isValidated.contains($0) }.map { trained[$0] }
      )
      try Self.refuseShared(groupNames(rest), groupNames(validated), "validation", path: path)
    }
    let pool = try dataset(trained, like: nil)
    return (pool, try dataset(tested, like: pool), validation)
  }

  /// A quantity that is given with its decimal mark as a point; any other text as it is.
  private func givenTarget(_ text: String, _ decimal: DecimalMark) -> String {
    guard settings.predictsQuantity, let number = decimal.number(Array(text.utf8)[...]) else { return text }
    return "\(number.value)"
  }

  /// Refuses a group that is on both sides, also where the files write its number differently.
  static func refuseShared(_ training: Set<String>, _ others: Set<String>, _ part: String, path: String) throws {
    let all = Array(training) + others
    var shared = training.intersection(others)
    if shared.isEmpty, let values = all.asNumbers {
      let trained = Set(values.prefix(training.count))
      shared = Set(zip(all, values).dropFirst(training.count).filter { trained.contains($1) }.map(\.0))
    }
    guard let first = shared.min() else { return }
    let name = quoted(String(first.prefix(40)))
    let whole = "which data.groups keeps together; take their rows out of one of them, or leave data.groups out"
    throw DataError(
      shared.count == 1
        ? "\(path): group \(name) is in both the training and the \(part) samples, \(whole)"
        : "\(path): \(shared.count) of \(Set(all).count) groups, such as \(name), are in both the training and the \(part) "
          + "samples, \(whole)")
  }
}
