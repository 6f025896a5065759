/// A CSV file with a header row: one column holds the class, one may hold groups, all others are numeric features.
struct CSVTable {
  static let largestFile = 512 << 20
  static let maximumValues = 1 << 27
  static let maximumClasses = 1000

  let path: String
  let target: String
  /// Name of the column that holds the group of each sample, if there is one.
  var groups: String?

  /// Reads the file as a data set called `name`, samples in the order of the file.
  ///
  /// Classes are sorted, by value if every label is a number, else by text.
  func load(as name: String) throws -> Dataset {
    var reader = CSVReader(try DataFile.read(path, cap: Self.largestFile), named: path)
    guard try reader.advance() else { throw DataError("\(path): the file is empty; it should begin with a header row") }
    let columns = try (0..<reader.fieldCount).map { try reader.string($0) }
    let targetColumn = try column(target, "target", of: columns)
    let groupColumn = try groups.map { try column($0, "groups", of: columns) }
    guard groupColumn != targetColumn else {
      throw DataError("\(path):1: column \(quoted(target)) cannot be both data.target and data.groups")
    }
    guard columns.count > (groupColumn == nil ? 1 : 2) else {
      let others = [target, groups].compactMap { $0.map(quoted) }.joined(separator: " and ")
      throw DataError("\(path):1: no column besides \(others), so no feature")
    }
    var values = FeatureValues()
    var lines: [Int32] = []
    var labels = LabelColumn()
    var groupNames = LabelColumn()
    while try reader.advance() {
      guard reader.fieldCount == columns.count else {
        throw DataError("\(path):\(reader.line): \(reader.fieldCount) fields, but the header has \(columns.count)")
      }
      guard values.count <= Self.maximumValues - columns.count else {
        throw DataError("\(path):\(reader.line): more than \(Self.maximumValues) values in all, the most that is read")
      }
      for column in columns.indices {
        func place() -> String { "\(path):\(reader.line): column \(quoted(columns[column]))" }
        guard !reader[column].isEmpty else {
          throw DataError("\(place()) is empty; fill in the value or leave out the row")
        }
        if column == targetColumn {
          labels.append(try reader.string(column))
          guard labels.texts.count <= Self.maximumClasses else {
            throw DataError("\(place()): more than \(Self.maximumClasses) classes; does this column hold classes?")
          }
        } else if column == groupColumn {
          groupNames.append(try reader.string(column))
        } else if let value = Double(decimal: reader[column]), value.isFinite,
          value != 0 || !Self.isOtherThanZero(reader[column])
        {
          values.append(value)
        } else {
          let text = String(decoding: reader[column], as: UTF8.self)
          throw DataError(
            "\(place()): \(quoted(text)) is not a finite number that double precision holds, which a feature has to be")
        }
      }
      lines.append(Int32(clamping: reader.line))
    }
    guard !labels.indices.isEmpty else { throw DataError("\(path): no rows after the header") }
    let (classNames, classes) = labels.sorted()
    guard classNames.count > 1 else {
      throw DataError("\(path): column \(quoted(target)) holds a single class, \(quoted(labels.texts[0]))")
    }
    let featureNames = columns.indices.filter { $0 != targetColumn && $0 != groupColumn }.map { columns[$0] }
    return try Dataset(
      name: name, features: values.storage, shape: .vector(features: featureNames.count), labels: classes,
      classNames: classNames, featureNames: featureNames, lines: lines,
      groups: groups.map { _ in groupNames.indices.map(Int32.init) })
  }

  /// Whether a decimal number is written with a digit other than 0 before its exponent.
  private static func isOtherThanZero(_ decimal: some Sequence<UInt8>) -> Bool {
    decimal.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
      .contains { UInt8(ascii: "1")...UInt8(ascii: "9") ~= $0 }
  }

  /// The index of the column with a name, which `key` gives, among `columns`.
  private func column(_ name: String, _ key: String, of columns: [String]) throws -> Int {
    let matches = columns.indices.filter { columns[$0] == name }
    guard let match = matches.first else {
      let names = columns.prefix(8).map(quoted).joined(separator: ", ") + (columns.count > 8 ? " …" : "")
      throw DataError("\(path):1: no column \(quoted(name)) (data.\(key)); the columns are \(names)")
    }
    guard matches.count == 1 else { throw DataError("\(path):1: \(matches.count) columns named \(quoted(name))") }
    return match
  }
}

/// The labels of a CSV file, each distinct text numbered in the order of its first appearance.
private struct LabelColumn {
  private(set) var texts: [String] = []
  private(set) var indices: [Int] = []
  private var numbers: [String: Int] = [:]

  mutating func append(_ text: String) {
    if let index = numbers[text] {
      indices.append(index)
    } else {
      numbers[text] = texts.count
      indices.append(texts.count)
      texts.append(text)
    }
  }

  /// The classes in order, and the class of each sample. Numbers that are equal (`1`, `1.0`) are one class, named as it
  /// was first written.
  func sorted() -> (names: [String], classes: [Int32]) {
    let values = texts.map { text in Double(decimal: text.utf8).flatMap { $0.isFinite ? $0 : nil } }
    let areNumbers = values.allSatisfy { $0 != nil }
    func value(_ index: Int) -> Double { areNumbers ? values[index] ?? 0 : 0 }
    let order = texts.indices.sorted {
      let (first, second) = (value($0), value($1))
      return first != second ? first < second : areNumbers ? $0 < $1 : texts[$0] < texts[$1]
    }
    var names: [String] = []
    var classes = [Int32](repeating: 0, count: texts.count)
    for (place, index) in order.enumerated() {
      if place == 0 || !areNumbers || value(index) != value(order[place - 1]) { names.append(texts[index]) }
      classes[index] = Int32(names.count - 1)
    }
    return (names, indices.map { classes[$0] })
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
