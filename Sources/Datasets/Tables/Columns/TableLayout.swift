/// The columns of a table, as its first line and the number of fields in the others have them.
struct TableLayout {
  /// The name that a column of row names without one gets.
  static let rowNames = "row.names"

  /// Names of the columns; one without a name is called by its number, with another after it if a column has that name.
  private(set) var names: [String]
  /// Whether the first column has row names, for which the header has no name.
  private(set) var hasRowNames = false
  /// Whether the first line ends with a delimiter, after which no line has anything.
  private(set) var endsWithDelimiter = false

  /// Reads the first line, and the others where it takes that to tell what the columns are. Columns that the user has `named`
  /// are columns.
  init(_ reader: CSVReader, _ dialect: TableDialect, named: (String) -> Bool) throws {
    var reader = reader
    guard try reader.advance() else {
      throw DataError("\(reader.name): the file is empty; it should begin with a header row")
    }
    let first = reader.fieldCount
    names = try (0..<first).map { dialect.hasHeader ? try reader.string($0) : "" }
    var taken = Set(names)
    for column in names.indices where names[column].isEmpty {
      let number = "c\(column + 1)"
      names[column] = taken.contains(number) ? Self.free(number, taken) : number
      taken.insert(names[column])
    }
    let blank = (1..<max(first, 1)).reversed().prefix { reader[$0].isEmpty && !named(names[$0]) }.count
    if blank > 0 {
      var used = first - blank
      // A row without the last delimiters has no last fields either.
      let isRegular = try Self.rest(of: reader) { row in
        for column in used..<max(used, row.fieldCount) where !row[column].isEmpty { used = column + 1 }
        return first - blank...first ~= row.fieldCount
      }
      endsWithDelimiter = isRegular && used < first
      if endsWithDelimiter { names.removeLast(first - used) }
    } else if dialect.hasHeader {
      var isLastEmpty = true
      var rowNames = LeadingNames(dialect.decimal)
      hasRowNames =
        try Self.rest(of: reader) { row in
          guard row.fieldCount == first + 1 else { return false }
          if !row[first].isEmpty { isLastEmpty = false }
          rowNames.append(row[0], line: row.line)
          return true
        } && !isLastEmpty
      if hasRowNames {
        if let reason = rowNames.refusal {
          throw DataError(
            "\(reader.name):\(rowNames.line): \(first + 1) fields, but the header has "
              + "\(first == 1 ? "1 name" : "\(first) names"); the first fields are no row names, as \(reason): name every column in "
              + "the first line, or quote fields in which a delimiter stands")
        }
        names.insert(Self.rowNames, at: 0)
      }
    }
  }

  /// A name that no column has: `c1.1`, `c1.2` and so on.
  private static func free(_ name: String, _ taken: Set<String>) -> String {
    (1...(taken.count + 1)).lazy.map { "\(name).\($0)" }.first { !taken.contains($0) } ?? name
  }

  /// Whether all records that follow are as they should be; those after the first that is not are not read.
  private static func rest(of reader: CSVReader, are isRight: (CSVReader) -> Bool) throws -> Bool {
    var reader = reader
    var isAny = false
    while try reader.advance() {
      guard isRight(reader) else { return false }
      isAny = true
    }
    return isAny
  }
}
