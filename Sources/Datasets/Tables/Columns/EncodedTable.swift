/// The samples of a table, or of a part of it: numbers as they are, texts as one feature for each category.
struct EncodedTable {
  private(set) var columns: [TableColumn] = []
  /// Sample by sample; NaN where a value is missing.
  let features: FeatureStorage
  let labels: [Int32]
  let classNames: [String]
  /// Nil if the samples are of classes.
  let quantity: Quantity?
  /// By column, how many samples have a text that is none of its categories.
  private(set) var unknown: [Int]

  var featureNames: [String] { columns.flatMap(\.featureNames) }

  /// Encodes the samples at `rows`, with the columns and classes of `known`, if they are given.
  init(
    _ table: TableRows, _ rows: [Int], names: [String], _ roles: ColumnRoles, _ settings: TableSettings,
    _ decimal: DecimalMark, path: String, like known: (columns: [TableColumn]?, classNames: [String]?)
  ) throws {
    let columnNames = roles.features.map { names[$0] }
    let target = roles.target.map { names[$0] } ?? ""
    if settings.labels != .needed {
      labels = rows.map { _ in 0 }
      classNames = settings.predictsQuantity ? [] : known.classNames ?? []
      quantity = settings.predictsQuantity ? Quantity(name: target, values: rows.map { _ in 0 }) : nil
    } else if settings.predictsQuantity {
      (classNames, labels) = ([], [])
      quantity = try Self.quantity(table, rows, target, decimal, isFirst: known.columns == nil, path: path)
    } else {
      (classNames, labels) = try Self.classes(table, rows, target, known.classNames, path: path)
      quantity = nil
    }
    var places: [[Int: Int]] = []
    for (index, column) in table.columns.enumerated() {
      let column =
        known.columns?[index]
        ?? TableColumn(
          name: columnNames[index], categories: column.isOfTexts ? column.categories(at: rows) : nil,
          hasIndicator: settings.missing == .impute && column.missing > 0,
          decimal: column.isOfTexts ? nil : decimal.rawValue)
      if known.columns != nil, column.categories == nil, let text = table.columns[index].textInPlaceOfNumbers {
        throw DataError(
          "\(path):\(text.line): column \(quoted(column.name)): \(quoted(text.text)) is not a number, but the column has "
            + "numbers in the training data; write it the same way in both, or "
            + (settings.isForModel ? "train a model without it" : "leave it out"))
      }
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
          + "); spell them alike, or \(settings.isForModel ? "train a model without the column" : "leave the column out")"
      )
    }
    features = values.storage
  }

  /// The quantity in the target; only the `isFirst` of two tables has to have different values.
  private static func quantity(
    _ table: TableRows, _ rows: [Int], _ target: String, _ decimal: DecimalMark, isFirst: Bool, path: String
  ) throws -> Quantity {
    let numbers = table.labels.texts.map { decimal.number(Array($0.utf8)[...])?.value }
    let values = try rows.map { row in
      let text = table.labels.indices[row]
      guard let number = numbers[text] else {
        throw DataError(
          "\(path):\(table.lines[row]): column \(quoted(target)): "
            + "\(quoted(String(table.labels.texts[text].prefix(40)))) is no number to predict; "
            + (NumberLook(table.labels.texts[text]).map { "write \($0) in the file" }
              ?? "correct it, list it under data.missing-values to leave the row out\(Censored.warning(of: [table.labels.texts[text]])), "
              + "or leave data.task: regression out to "
              + "compare classes"))
      }
      return number
    }
    if isFirst, let first = values.first, values.allSatisfy({ $0 == first }) {
      let different = Set(rows.map { DecimalDigits(table.labels.texts[table.labels.indices[$0]].utf8, decimal) })
      guard different.count < 2 else {
        throw DataError(
          "\(path): column \(quoted(target)): its \(different.count) different numbers are all \(first) in double precision, "
            + "which holds no more digits; subtract what they have in common")
      }
    }
    return try Quantity(
      name: target, reading: values, isFirst: isFirst, whole: "\(path): column \(quoted(target))"
    ) { "\(path):\(table.lines[rows[$0]]): column \(quoted(target))" }
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
      // 1.0 is the class 1, as within a table.
      let sameNumbers = known.asNumbers.map { Dictionary(zip($0, Int32(0)...)) { first, _ in first } } ?? [:]
      let found = try present.map { number in
        let name = names[Int(number)]
        guard let number = numbers[name] ?? [name].asNumbers.flatMap({ sameNumbers[$0[0]] }) else {
          throw DataError(
            "\(path): column \(quoted(target)) has the class \(quoted(name)), which no sample to train on has; they "
              + "have \(listed(known.map { quoted(String($0.prefix(40))) })): spell it alike, or leave its rows out")
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
