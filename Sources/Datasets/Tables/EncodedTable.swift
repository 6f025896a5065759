/// The samples of a table, or of a part of it: numbers as they are, texts as one feature for each category.
struct EncodedTable {
  private(set) var columns: [TableColumn] = []
  /// Sample by sample; NaN where a value is missing.
  let features: FeatureStorage
  let labels: [Int32]
  let classNames: [String]
  /// By column, how many samples have a text that is none of its categories.
  private(set) var unknown: [Int]

  var featureNames: [String] { columns.flatMap(\.featureNames) }

  /// Encodes the samples at `rows`, with the columns and classes of `known`, if they are given.
  init(
    _ table: TableRows, _ rows: [Int], names: [String], _ roles: ColumnRoles, _ settings: TableSettings, path: String,
    like known: (columns: [TableColumn]?, classNames: [String]?)
  ) throws {
    let columnNames = roles.features.map { names[$0] }
    let target = names[roles.target]
    (classNames, labels) = try Self.classes(table, rows, target, known.classNames, path: path)
    var places: [[Int: Int]] = []
    for (index, column) in table.columns.enumerated() {
      let column =
        known.columns?[index]
        ?? TableColumn(
          name: columnNames[index], categories: column.isOfTexts ? column.categories(at: rows) : nil,
          hasIndicator: settings.missing == .impute && column.missing > 0)
      columns.append(column)
      places.append(table.columns[index].places(of: column.categories ?? []))
    }
    let width = columns.reduce(0) { $0 + $1.featureCount }
    guard width <= CSVReader.maximumFields, rows.count * width <= CSVTable.maximumValues else {
      throw DataError(
        "\(path): \(rows.count) samples of \(width) features are more values than \(CSVTable.maximumValues)")
    }
    var values = FeatureValues()
    unknown = columns.map { _ in 0 }
    for row in rows {
      for (index, column) in columns.enumerated() {
        let value = table.columns[index].values[row]
        if let categories = column.categories {
          let place = value.isNaN ? nil : places[index][Int(value)]
          if place == nil && !value.isNaN { unknown[index] += 1 }
          for category in categories.indices { values.append(value.isNaN ? .nan : category == place ? 1 : 0) }
        } else {
          values.append(value)
        }
        if column.hasIndicator { values.append(value.isNaN ? 1 : 0) }
      }
    }
    for (index, column) in columns.enumerated() where unknown[index] > 0 {
      let present = rows.count { !table.columns[index].values[$0].isNaN }
      guard unknown[index] == present else { continue }
      throw DataError(
        "\(path): column \(quoted(column.name)): none of its values is one that was trained on ("
          + listed((column.categories ?? []).map { quoted(String($0.prefix(40))) })
          + "); spell them alike, or leave the column out")
    }
    features = values.storage
  }

  /// The classes in order, and that of each sample.
  private static func classes(
    _ table: TableRows, _ rows: [Int], _ target: String, _ known: [String]?, path: String
  ) throws -> (names: [String], labels: [Int32]) {
    let (names, classes) = table.labels.sorted()
    // Rows that are left out may have been all of a class.
    let present = Set(rows.map { classes[$0] }).sorted()
    if let known {
      let numbers = Dictionary(zip(known, Int32(0)...)) { first, _ in first }
      let found = try present.map { number in
        let name = names[Int(number)]
        guard let number = numbers[name] else {
          throw DataError(
            "\(path): column \(quoted(target)) has the class \(quoted(name)), which no sample to train on has")
        }
        return number
      }
      let renumbered = Dictionary(uniqueKeysWithValues: zip(present, found))
      return (known, rows.map { renumbered[classes[$0]] ?? 0 })
    }
    guard present.count > 1 else {
      let found = present.first.map { quoted(names[Int($0)]) } ?? "none"
      throw DataError("\(path): column \(quoted(target)) holds a single class, \(found)")
    }
    let renumbered = Dictionary(uniqueKeysWithValues: zip(present, Int32(0)...))
    return (present.map { names[Int($0)] }, rows.map { renumbered[classes[$0]] ?? 0 })
  }
}

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
      "\(path): every row has a missing value or no class, so that none is left; use data.missing: impute, or leave columns out "
        + "(data.ignore)")
  }
}
