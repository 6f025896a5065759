/// The samples of a table: numbers as they are, texts as one feature for each category.
struct EncodedTable {
  private(set) var columns: [TableColumn] = []
  /// Sample by sample; NaN where a value is missing.
  let features: FeatureStorage
  let labels: [Int32]
  let classNames: [String]
  let lines: [Int32]
  /// The rows of the table that are samples, ascending.
  let rows: [Int]

  var featureNames: [String] { columns.flatMap(\.featureNames) }

  init(
    _ table: TableRows, names: [String], _ roles: ColumnRoles, _ settings: TableSettings, path: String
  ) throws {
    let columnNames = roles.features.map { names[$0] }
    let target = names[roles.target]
    try Self.refuse(table, columnNames, target: target, settings, path: path)
    let rows = try Self.kept(table, settings, path: path)
    try table.labels.refuseQuantity(named: target, settings, .point, place: path)
    let (allNames, allClasses) = table.labels.sorted()
    let labels = rows.map { allClasses[$0] }
    // Rows that are left out may have been all of a class.
    let present = Set(labels).sorted()
    guard present.count > 1 else {
      let found = present.first.map { quoted(allNames[Int($0)]) } ?? "none"
      throw DataError("\(path): column \(quoted(target)) holds a single class, \(found)")
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(present, Int32(0)...))
    self.labels = labels.map { numbers[$0] ?? 0 }
    classNames = present.map { allNames[Int($0)] }
    var codes: [[Int]] = []
    for (index, column) in table.columns.enumerated() {
      let order = column.categories.naturalOrder.order
      var places = Array(repeating: 0, count: order.count)
      for (place, code) in order.enumerated() { places[code] = place }
      let known = settings.columns?[index]
      // Those of a table that was read before are in their order.
      codes.append(known == nil ? places : Array(column.categories.indices))
      columns.append(
        known
          ?? TableColumn(
            name: columnNames[index], categories: column.isOfTexts ? order.map { column.categories[$0] } : nil,
            hasIndicator: settings.missing == .impute && column.missing > 0))
    }
    let width = columns.reduce(0) { $0 + $1.featureCount }
    guard width <= CSVReader.maximumFields, rows.count * width <= CSVTable.maximumValues else {
      throw DataError(
        "\(path): \(rows.count) samples of \(width) features are more values than \(CSVTable.maximumValues)")
    }
    var values = FeatureValues()
    for row in rows {
      for (index, column) in columns.enumerated() {
        let value = table.columns[index].values[row]
        if let categories = column.categories {
          let place = value >= 0 ? codes[index][Int(value)] : -1
          for category in categories.indices { values.append(value.isNaN ? .nan : category == place ? 1 : 0) }
        } else {
          values.append(value)
        }
        if column.hasIndicator { values.append(value.isNaN ? 1 : 0) }
      }
    }
    features = values.storage
    lines = rows.map { table.lines[$0] }
    self.rows = rows
  }

  /// Refuses columns that are neither of numbers nor of few texts, and missing values if they are not allowed: all that is wrong
  /// in one line.
  private static func refuse(
    _ table: TableRows, _ names: [String], target: String, _ settings: TableSettings, path: String
  ) throws {
    let refusesGaps = settings.missing == .refuse
    var gaps = 0
    var problems = zip(names, table.columns).compactMap { name, column -> String? in
      let missing =
        refusesGaps && column.missing > 0 ? "\(column.missing) missing (first in line \(column.firstMissing))" : nil
      if missing != nil { gaps += 1 }
      let parts = [missing, column.mistake].compactMap(\.self)
      return parts.isEmpty ? nil : "column \(quoted(name)): \(parts.joined(separator: ", "))"
    }
    if refusesGaps, table.unlabelled.count > 0 {
      gaps += 1
      problems.append(
        "column \(quoted(target)): \(table.unlabelled.count) missing (first in line \(table.unlabelled.line))")
    }
    guard !problems.isEmpty else { return }
    let whole = table.labels.indices.indices.count { table.labels.indices[$0] >= 0 && !table.hasGap[$0] }
    let ways = [
      gaps > 0 ? "set data.missing: drop, which leaves \(whole) of \(table.lines.count) rows, or impute" : nil,
      table.columns.contains(where: \.isMixed)
        ? "correct values, list how missing ones are spelt under data.missing-values, or columns of names under data.categorical"
        : nil,
      "leave columns out with data.ignore",
    ].compactMap(\.self)
    throw DataError("\(path): \(listed(problems, separator: "; ")); \(ways.joined(separator: "; or "))")
  }

  /// The rows that are samples.
  private static func kept(_ table: TableRows, _ settings: TableSettings, path: String) throws -> [Int] {
    let rows = table.lines.indices.filter {
      table.labels.indices[$0] >= 0 && (settings.missing != .drop || !table.hasGap[$0])
    }
    guard rows.isEmpty else { return rows }
    throw DataError(
      "\(path): every row has a missing value or no class, so that none is left; use data.missing: impute, or leave columns out "
        + "(data.ignore)")
  }
}
