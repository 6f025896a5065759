/// The values of all rows of a table, column by column.
struct TableRows {
  /// The columns of features, in their order.
  private(set) var columns: [ColumnValues]
  private(set) var labels = LabelColumn()
  /// The line on which each row begins.
  private(set) var lines: [Int32] = []
  /// Whether a feature of each row is missing.
  private(set) var hasGap: [Bool] = []
  /// The group of each row; empty without groups.
  private(set) var groups = LabelColumn()
  /// Two spellings of one group, which are the same number; nil if there are none.
  private(set) var equalGroups: [String]?
  /// Columns that are left out but may say which samples belong together, with their places in the table.
  private(set) var ignored: [(column: Int, names: RowNames)] = []
  /// What each row has in the column of parts; empty without one.
  private(set) var parts: [String] = []
  /// The number of rows that end with a delimiter after their last field.
  private(set) var endingWithDelimiter = 0
  /// What each row has as target, where samples need none; nil where it is missing.
  private(set) var givenTargets: [String?] = []
  /// The first row without a class, and how many there are.
  private(set) var unlabelled: (count: Int, line: Int) = (0, 0)

  /// Reads what follows.
  init(
    _ reader: inout CSVReader, names: [String], _ roles: ColumnRoles, _ settings: TableSettings, _ decimal: DecimalMark
  ) throws {
    let path = reader.name
    columns = roles.features.indices.map { index in
      ColumnValues(
        isCategorical: settings.categorical.contains(names[roles.features[index]]),
        categories: settings.columns?[index].categories)
    }
    // Only what is trained on is to be divided.
    if roles.groups == nil, settings.columns == nil, settings.labels == .needed {
      ignored = roles.ignored.enumerated().filter { place, column in
        place < GroupSuspects.mostIgnored || RepeatedNames.areUsual(in: names[column])
      }.map { ($1, RowNames()) }
    }
    while try reader.advance() {
      let line = reader.line
      if reader.fieldCount > names.count, (names.count..<reader.fieldCount).allSatisfy({ reader[$0].isEmpty }) {
        endingWithDelimiter += 1
      } else if reader.fieldCount != names.count {
        let isComment = reader[0].first == UInt8(ascii: "#")
        throw DataError(
          "\(path):\(line): \(reader.fieldCount) \(reader.fieldCount == 1 ? "field" : "fields"), but the first line has "
            + "\(names.count)"
            + (isComment ? "; comments (#) may stand only above the names of the columns, so take it out" : ""))
      }
      guard (lines.count + 1) * names.count <= CSVTable.maximumValues else {
        throw DataError("\(path):\(line): more than \(CSVTable.maximumValues) values in all, the most that is read")
      }
      var hasGap = false
      for (index, column) in roles.features.enumerated() {
        if settings.isMissing(reader[column]) {
          hasGap = true
          columns[index].appendMissing(reader[column])
        } else {
          try columns[index].append(reader[column], decimal, line: line) { try reader.string(column) }
        }
      }
      for place in ignored.indices {
        let field = reader[ignored[place].column]
        if settings.isMissing(field) {
          ignored[place].names.appendMissing()
        } else {
          ignored[place].names.append(field, decimal)
        }
      }
      guard let target = roles.target else {
        labels.append("")
        givenTargets.append(
          try roles.givenTarget.flatMap { settings.isMissing(reader[$0]) ? nil : try reader.string($0) })
        self.hasGap.append(hasGap)
        lines.append(Int32(clamping: line))
        continue
      }
      let label = reader[target]
      if label.isEmpty || (settings.hasOwnMissingTexts || settings.predictsQuantity) && settings.isMissing(label) {
        if unlabelled.count == 0 { unlabelled.line = line }
        unlabelled.count += 1
        labels.appendMissing()
      } else {
        labels.append(try reader.string(target))
        try refuseQuantity(of: names[target], settings, decimal, "\(path):\(line)")
      }
      if let column = roles.groups {
        guard !reader[column].isEmpty else {
          throw DataError(
            "\(path):\(line): column \(quoted(names[column])) (data.groups) is empty; every sample needs a group")
        }
        groups.append(try reader.string(column))
      }
      if let column = roles.parts {
        guard !reader[column].isEmpty else {
          throw DataError(
            "\(path):\(line): column \(quoted(names[column])) (data.test.column) is empty; say what every sample is for"
          )
        }
        parts.append(try reader.string(column))
      }
      self.hasGap.append(hasGap)
      lines.append(Int32(clamping: line))
    }
    guard !lines.isEmpty else { throw DataError("\(path): no rows after the header") }
    equalGroups = groups.mergeEqualNumbers()
  }

  /// Refuses more classes than can be compared.
  private func refuseQuantity(
    of target: String, _ settings: TableSettings, _ decimal: DecimalMark, _ place: String
  ) throws {
    guard !settings.predictsQuantity, labels.texts.count > CSVTable.maximumClasses else { return }
    try labels.refuseQuantity(named: target, settings, decimal, place: place)
    throw DataError(
      "\(place): column \(quoted(target)): more than \(CSVTable.maximumClasses) classes; does this column hold classes?"
    )
  }
}

/// The labels of a table, each distinct text numbered in the order of its first appearance.
struct LabelColumn {
  private(set) var texts: [String] = []
  /// Of each row; −1 where the label is missing.
  private(set) var indices: [Int] = []
  private var numbers: [String: Int] = [:]

  mutating func appendMissing() { indices.append(-1) }

  mutating func append(_ text: String) {
    if let index = numbers[text] {
      indices.append(index)
    } else {
      numbers[text] = texts.count
      indices.append(texts.count)
      texts.append(text)
    }
  }

  /// Makes texts that are the same number one, named as it was first written, if all are numbers. Returns two such texts; nil if
  /// there are none.
  mutating func mergeEqualNumbers() -> [String]? {
    let example = texts.equalNumbers
    guard example != nil, let values = texts.asNumbers else { return nil }
    var firsts: [DecimalDigits: Int] = [:]
    var kept: [String] = []
    let places = zip(texts, values).map { text, value in
      if let place = firsts[value] { return place }
      firsts[value] = kept.count
      kept.append(text)
      return kept.count - 1
    }
    indices = indices.map { $0 < 0 ? $0 : places[$0] }
    texts = kept
    numbers = Dictionary(uniqueKeysWithValues: zip(kept, 0...))
    return example
  }

  /// Refuses numbers as classes that are a quantity, unless the user says that they are classes.
  func refuseQuantity(
    named target: String, _ settings: TableSettings, _ decimal: DecimalMark, place: String
  ) throws {
    guard !settings.allowsNumericClasses else { return }
    if texts.count <= CSVTable.maximumClasses, let words = quantityWords({ decimal.number(of: $0) }) {
      throw DataError(
        "\(place): column \(quoted(target)) holds \(words); \(Self.quantityWaysOut), or another data.target if they are names of "
          + "samples")
    }
    guard texts.count > Self.mostNumericClasses else { return }
    if DateLook.isOf(texts) {
      throw DataError(
        "\(place): column \(quoted(target)) holds \(texts.count) different dates or times, such as \(quoted(texts[0])); write "
          + "numbers, such as days since the first, and set data.task: regression to predict them, or set data.task: classification "
          + "if they are names of classes")
    }
    let others = texts.filter { decimal.number(of: $0) == nil }
    let look = NumberLook.first(others)
    // A few texts among numbers are mistakes, or stand for missing values.
    guard 10 * others.count <= texts.count || others.count == texts.count && look != nil else { return }
    let repair =
      others.isEmpty
      ? ""
      : look.map { "write \($0) in the file, " }
        ?? "correct \(quoted(String(others[0].prefix(40)))) or list it under data.missing-values\(Censored.warning(of: others)), "
    throw DataError(
      "\(place): column \(quoted(target)) holds \(texts.count > CSVTable.maximumClasses ? "more than " : "")"
        + "\(min(texts.count, CSVTable.maximumClasses) - (look == nil ? others.count : 0)) different numbers"
        + (others.isEmpty ? "" : look == nil ? " and other text" : " with signs")
        + "; \(repair)set data.task: regression to predict the number, data.task: classification if the numbers are names of "
        + "classes, or another data.target if they are names of samples")
  }

  /// The labels that are no numbers and may stand for missing ones, with their rows.
  func missingLookalikes(_ decimal: DecimalMark) -> [String: [Int]] {
    let found = texts.indices.filter {
      MissingText.looksMissing(texts[$0]) && decimal.number(of: texts[$0]) == nil
    }
    return Dictionary(
      uniqueKeysWithValues: found.map { text in (texts[text], indices.indices.filter { indices[$0] == text }) })
  }

  /// Of how many different labels there are, what may be wrong with that: there are more than half as many as there are labels.
  /// Nil if nothing is.
  func idWords(_ target: String) -> String? {
    let count = indices.count { $0 >= 0 }
    guard count >= TableRemarks.fewestSamples, 2 * texts.count > count else { return nil }
    return "column \(quoted(target)) has \(texts.count) different values in \(count) rows, like names of samples"
  }

  /// Refuses a target in which no value occurs twice, for then no class can be trained on and tested on.
  func refuseNames(_ target: String, path: String) throws {
    guard let words = idWords(target), texts.count == indices.count(where: { $0 >= 0 }) else { return }
    throw DataError("\(path): \(words); data.target should name a column of classes, each with several samples")
  }

  /// The classes in order, and the class of each row, −1 where it is missing. Numbers that are equal (`1`, `1.0`) are one
  /// class, named as it was first written, or all as whole numbers if only some are written so.
  func sorted() -> (names: [String], classes: [Int32]) {
    let (order, values) = (texts.naturalOrder, texts.asNumbers)
    var names: [String] = []
    var classes = [Int32](repeating: 0, count: texts.count)
    for (place, index) in order.enumerated() {
      if place == 0 || values.map({ $0[index] != $0[order[place - 1]] }) ?? true { names.append(texts[index]) }
      classes[index] = Int32(names.count - 1)
    }
    return (names.inOneForm, indices.map { $0 < 0 ? -1 : classes[$0] })
  }
}

extension [String] {
  /// The numbers that the texts are; nil unless all are numbers.
  var asNumbers: [DecimalDigits]? {
    allSatisfy { Double(decimal: $0.utf8)?.isFinite == true } ? map { DecimalDigits($0.utf8) } : nil
  }

  /// Whole numbers some of which have a decimal mark or an exponent, without either; all others as they are.
  var inOneForm: [String] {
    let areDigits = map { Int($0) != nil }
    guard areDigits.contains(true), areDigits.contains(false) else { return self }
    let wholes = compactMap { text in
      Double(decimal: text.utf8).flatMap { abs($0) < 1e15 ? Int(exactly: $0) : nil }
    }
    return wholes.count == count ? wholes.map(String.init) : self
  }

  /// The positions sorted by value if every text is a number, else by text.
  var naturalOrder: [Int] {
    guard let numbers = asNumbers else { return indices.sorted { self[$0] < self[$1] } }
    return indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
  }

  /// Two texts that are the same number, if every text is a number: the first in the order of texts.
  var equalNumbers: [String]? {
    guard let values = asNumbers else { return nil }
    return Dictionary(grouping: zip(self, values), by: \.1).values.filter { $0.count > 1 }
      .map { $0.map(\.0).sorted() }.min { $0[0] < $1[0] }.map { Array($0.prefix(2)) }
  }
}

extension LosslessStringConvertible where Self: BinaryFloatingPoint {
  /// Reads a decimal number, with or without an exponent; nil for anything else, such as `nan`, `inf` or `0x1p4`.
  init?(decimal bytes: some Collection<UInt8>) {
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        break
      default: return nil
      }
    }
    self.init(String(decoding: bytes, as: UTF8.self))
  }
}
