/// Goes through a table of text record by record, as RFC 4180 has it for commas.
///
/// Fields are separated by a delimiter and may be quoted; a quoted field may hold delimiters, line ends and doubled quotes.
/// Lines end in LF or CRLF, or all of them in CR. Beyond the RFC, a byte-order mark is skipped, as are empty lines and blanks
/// around unquoted fields. Several spaces separate two fields like one.
struct CSVReader {
  static let longestRecord = 4 << 20
  static let maximumFields = 1 << 16

  /// The name of the file, for errors.
  let name: String
  /// The line that the current record begins on, from 1.
  private(set) var line = 0
  private let content: [UInt8]
  private let delimiter: UInt8
  /// Whether lines end in CR, as on old Macintoshes.
  private let endsInReturns: Bool
  private var offset: Int
  private var nextLine: Int
  /// The fields of the current record, one after the other, and where each ends.
  private var text: [UInt8] = []
  private var ends: [Int] = []

  /// Reads what comes after the `preamble`, if there is one.
  init(_ content: [UInt8], named name: String, delimiter: Delimiter = .comma, after preamble: TablePreamble? = nil) {
    self.content = content
    self.name = name
    self.delimiter = delimiter.byte
    endsInReturns = !content.contains(.lineFeed)
    offset = preamble?.end ?? TablePreamble.mark(of: content)
    nextLine = 1 + (preamble?.lines ?? 0)
  }

  /// The number of fields of the current record.
  var fieldCount: Int { ends.count }

  /// The bytes of a field of the current record.
  subscript(field: Int) -> ArraySlice<UInt8> {
    text[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
  }

  /// The text of a field of the current record; an error if it is not UTF-8.
  func string(_ field: Int) throws -> String {
    guard let string = String(validating: self[field], as: UTF8.self) else {
      let characters = UTF8Characters(content)
      if let first = characters.first, let other = characters.firstOther {
        throw DataError(
          "\(name):\(line): field \(field + 1) is not UTF-8 text; \(UTF8Characters.mixture(first, other))")
      }
      throw DataError("\(name):\(line): field \(field + 1) is not UTF-8 text; \(TextEncoding.hint)")
    }
    return string
  }

  /// Goes on to the next record; false after the last.
  mutating func advance() throws -> Bool {
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    while offset < content.count, try skipLineEnd() {}
    guard offset < content.count else { return false }
    line = nextLine
    let start = offset
    skipSpaces()
    while true {
      if offset < content.count, content[offset] == .quote {
        try readQuotedField(from: start)
      } else {
        try readPlainField(from: start)
      }
      ends.append(text.count)
      guard ends.count <= Self.maximumFields else {
        throw DataError("\(name):\(line): more than \(Self.maximumFields) fields")
      }
      if offset < content.count, content[offset] == delimiter {
        offset += 1
        skipSpaces()
        // Spaces at the end of a line separate nothing.
        if delimiter == .space, try offset == content.count || skipLineEnd() { return true }
      } else if try offset == content.count || skipLineEnd() {
        return true
      } else {
        let isBlank = content[offset] == .space || content[offset] == .tab
        throw DataError(
          "\(name):\(nextLine): field \(ends.count) goes on after its closing quote; "
            + (isBlank ? "take out the blank behind the quote" : "double a quote that belongs to the text"))
      }
    }
  }

  /// Passes over spaces, if they are delimiters.
  private mutating func skipSpaces() {
    while delimiter == .space, offset < content.count, content[offset] == .space { offset += 1 }
  }

  private mutating func readPlainField(from start: Int) throws {
    let first = offset
    while offset < content.count, content[offset] != delimiter, content[offset] != .lineFeed,
      content[offset] != .carriageReturn
    {
      guard content[offset] != .quote else {
        throw DataError(
          "\(name):\(line): a quote inside field \(ends.count + 1), which does not begin with one; put the whole field in quotes and "
            + "double the quote in it")
      }
      offset += 1
      try checkLength(from: start)
    }
    var field = content[first..<offset]
    while let byte = field.first, byte == .space || byte == .tab { field.removeFirst() }
    while let byte = field.last, byte == .space || byte == .tab { field.removeLast() }
    text += field
  }

  private mutating func readQuotedField(from start: Int) throws {
    offset += 1
    while true {
      guard offset < content.count else {
        throw DataError("\(name):\(line): the quote of field \(ends.count + 1) is never closed")
      }
      let byte = content[offset]
      offset += 1
      if byte == .quote {
        guard offset < content.count, content[offset] == .quote else { return }
        offset += 1
      }
      if byte == (endsInReturns ? .carriageReturn : .lineFeed) { nextLine += 1 }
      text.append(byte)
      try checkLength(from: start)
    }
  }

  private func checkLength(from start: Int) throws {
    guard offset - start <= Self.longestRecord else {
      throw DataError("\(name):\(line): a record of more than \(Self.longestRecord) bytes")
    }
  }

  /// Passes over a line end, if there is one here.
  private mutating func skipLineEnd() throws -> Bool {
    switch content[offset] {
    case .lineFeed:
      offset += 1
    case .carriageReturn:
      let isAlone = offset + 1 == content.count || content[offset + 1] != .lineFeed
      guard !isAlone || endsInReturns || offset + 1 == content.count else {
        throw DataError(
          "\(name):\(nextLine): a carriage return without a line feed, though other lines end in one; end all lines in LF or "
            + "CRLF")
      }
      offset += isAlone ? 1 : 2
    default:
      return false
    }
    nextLine += 1
    return true
  }
}

extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  fileprivate static let quote = UInt8(ascii: "\"")
}
