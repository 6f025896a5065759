import Datasets

/// A table as a file has it: names of columns, and rows of texts, each with its line.
struct ForeignTable {
  /// The file, as it was given.
  let file: String
  private(set) var columns: [String]
  /// The line that each row begins on, from 1.
  private(set) var lines: [Int32] = []
  /// The texts of all cells, one after the other, and where each ends.
  private var text: [UInt8] = []
  private var ends: [UInt32] = []
  /// What the name of the file, or of a run in it, says: values by field.
  var named: [String: String] = [:]
  /// The program that wrote it, where that is certain.
  var program: String?
  /// Columns that are settings, whatever their names, with the names of these.
  var settings: [String: String] = [:]

  init(file: String, columns: [String]) throws {
    self.file = file
    self.columns = columns.map { $0.withPlainSpaces() }
    guard columns.count <= ImportLimits.columns else {
      throw failure("\(file): \(columns.count) columns are more than the \(ImportLimits.columns) that are read")
    }
  }

  var rowCount: Int { lines.count }

  /// The text of a cell.
  subscript(row: Int, column: Int) -> ArraySlice<UInt8> {
    let cell = row * columns.count + column
    return text[(cell == 0 ? 0 : Int(ends[cell - 1]))..<Int(ends[cell])]
  }

  func string(_ row: Int, _ column: Int) -> String {
    String(decoding: self[row, column], as: UTF8.self).withoutControls()
  }

  /// Adds the text of the next cell of a row; ``endRow(line:)`` follows after the last.
  mutating func append(_ cell: some Sequence<UInt8>) {
    let start = text.count
    text += cell
    text.writePlainSpaces(from: start)
    ends.append(UInt32(text.count))
  }

  /// Ends a row that has a cell for each column.
  mutating func endRow(line: Int) throws {
    lines.append(Int32(clamping: line))
    guard lines.count <= ImportLimits.rows, ends.count <= ImportLimits.cells, text.count < UInt32.max >> 1 else {
      throw failure(
        "\(file): more than \(ImportLimits.rows) rows or \(ImportLimits.cells) cells, the most that are read")
    }
  }

  /// The place of a row, for messages.
  func place(_ row: Int) -> String { "\(file):\(lines[row])" }
}

extension ForeignTable {
  /// Reads a table of text with a first line of names.
  init(text bytes: [UInt8], file: String) throws {
    var records = try NamedRecords(bytes, named: file)
    try Self.refuseTitle(above: records, file: file)
    try self.init(file: file, columns: records.columns)
    if columns.allSatisfy({ NamedRecords.number(Array($0.utf8)[...]) != nil }) {
      throw failure("\(file):1: the first line has numbers; it should name the columns (model,size,replicate,epoch,…)")
    }
    while try records.advance() {
      guard records.fieldCount == columns.count else {
        throw failure(
          "\(file):\(records.line): \(counted(records.fieldCount, "cell")), where the first line names "
            + "\(counted(columns.count, "column"))"
            + (records.fieldCount == columns.count + 1
              ? "; if R wrote the file, use row.names = FALSE" : "; is a line cut off, or a delimiter unquoted?"))
      }
      for field in columns.indices { append(records[field]) }
      try endRow(line: records.line)
    }
    guard rowCount > 0 else { throw failure("\(file): has names of columns and no rows below them") }
  }
}

extension ForeignTable {
  /// The most lines of a title.
  private static let longestTitle = 20

  /// Refuses a file with the names of the columns below a title: nothing in the first line is such a name, and several things
  /// in a line below it are.
  private static func refuseTitle(above records: NamedRecords, file: String) throws {
    func isName(_ text: some StringProtocol) -> Bool {
      let name = ColumnName(String(text))
      return name.field != nil || name.measurement != nil
    }
    guard !records.columns.contains(where: isName) else { return }
    let first = records.line
    var below = records
    for _ in 0..<longestTitle where (try? below.advance()) == true {
      let line = (0..<below.fieldCount).map { String(decoding: below[$0], as: UTF8.self) }.joined(separator: ",")
      // The delimiter was found out with the title.
      guard line.split(whereSeparator: { ",;\t|".contains($0) }).count(where: isName) > 1 else { continue }
      throw failure(
        "\(file):\(below.line): the names of the columns come below other text (line \(first): "
          + "\(inQuotes(records.columns.first { !$0.isEmpty } ?? ""))); take the lines above them out"
          + (below.fieldCount > 1 && records.columns.count == below.fieldCount ? "" : ", or begin each with #")
      )
    }
  }
}

extension ForeignTable {
  /// The table without some of its rows.
  func removing(_ rows: Set<Int>) -> ForeignTable {
    var table = self
    (table.text, table.ends, table.lines) = ([], [], [])
    for row in 0..<rowCount where !rows.contains(row) {
      for column in columns.indices { table.append(self[row, column]) }
      table.lines.append(lines[row])
    }
    return table
  }

  /// The table with some of its columns only, by other names if they are given, and with some of its rows only if these are.
  func selecting(_ kept: [Int], named names: [String]? = nil, rows: [Int]? = nil) throws -> ForeignTable {
    var table = try ForeignTable(file: file, columns: names ?? kept.map { columns[$0] })
    table.named = named
    table.program = program
    table.settings = settings
    for row in rows ?? Array(0..<rowCount) {
      for column in kept { table.append(self[row, column]) }
      try table.endRow(line: Int(lines[row]))
    }
    return table
  }
}
