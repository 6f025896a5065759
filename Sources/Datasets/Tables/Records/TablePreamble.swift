/// What stands in a file of a table before its first record: a byte-order mark, the line `sep=;` by which Excel is told the
/// delimiter, and comments.
struct TablePreamble: Equatable {
  /// Where the first record begins.
  private(set) var end: Int
  /// Number of lines before it, empty ones included.
  private(set) var lines = 0
  /// The delimiter that a first line names.
  private(set) var delimiter: Delimiter?
  /// Number of lines that begin with `#`.
  private(set) var comments = 0

  /// The length of the byte-order mark of UTF-8.
  static func mark(of content: [UInt8]) -> Int { content.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0 }

  /// Reads what stands before the first record. Lines that begin with `#` are records, and no comments, if they have as many
  /// fields as the line after them, which does not name the target.
  ///
  /// - Throws: ``DataError`` if a first line names a delimiter that is not read.
  init(_ content: [UInt8], named name: String, delimiter given: Delimiter?, target: String) throws {
    let terminator: UInt8 = content.contains(.lineFeed) ? .lineFeed : .carriageReturn
    end = Self.mark(of: content)
    /// Where the next line ends, and its text.
    func line(from start: Int) -> (end: Int, text: ArraySlice<UInt8>) {
      let length = content[start...].prefix(CSVReader.longestRecord).firstIndex(of: terminator)
      var text = content[start..<(length ?? content.count)]
      while text.last == .carriageReturn { text.removeLast() }
      return (length.map { $0 + 1 } ?? content.count, text)
    }
    let first = line(from: end)
    if let word = Self.separator(first.text) {
      guard let delimiter = Delimiter.allCases.first(where: { [$0.byte] == Array(word) }) else {
        throw DataError(
          "\(name):1: the line \(quoted(String(decoding: first.text, as: UTF8.self))) names a delimiter that is not read; "
            + "separate the fields by commas, semicolons, tabs, bars or spaces, and take the line out")
      }
      self.delimiter = delimiter
      (end, lines) = (first.end, 1)
    }
    let start = self
    var notes: [(start: Int, linesBefore: Int)] = []
    var (next, count) = (end, lines)
    while next < content.count {
      let (after, text) = line(from: next)
      let bare = text.drop { $0 == .space || $0 == .tab }
      guard bare.isEmpty || bare.first == Self.comment else { break }
      if !bare.isEmpty {
        notes.append((next, count))
        (end, lines) = (after, count + 1)
      }
      count += 1
      next = after
    }
    comments = notes.count
    guard let last = notes.last else { return }
    guard next < content.count else {
      self = start
      return
    }
    // What follows tells the delimiter.
    let delimiter = try given ?? self.delimiter ?? TableDialect.delimiter(of: content, named: name, after: self)
    func fields(from preamble: TablePreamble) -> [ArraySlice<UInt8>] {
      var reader = CSVReader(content, named: name, delimiter: delimiter, after: preamble)
      guard (try? reader.advance()) == true else { return [] }
      return (0..<reader.fieldCount).map { reader[$0] }
    }
    let record = fields(from: self)
    guard record.count > 1, !record.contains(where: { $0.elementsEqual(target.utf8) }) else { return }
    for (index, note) in notes.enumerated().reversed() {
      var candidate = self
      (candidate.end, candidate.lines, candidate.comments) = (note.start, note.linesBefore, index)
      guard fields(from: candidate).count == record.count else { break }
      self = candidate
    }
    guard comments == notes.count else { return }
    // numpy.savetxt writes the header as a comment.
    var header = self
    header.end = content[last.start...].firstIndex(of: Self.comment).map { $0 + 1 } ?? last.start
    (header.lines, header.comments) = (last.linesBefore, comments - 1)
    if fields(from: header).count == record.count { self = header }
  }

  private static let comment = UInt8(ascii: "#")

  /// What stands behind `sep=` in a line that has nothing else.
  private static func separator(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let quote = UInt8(ascii: "\"")
    var text = line
    if text.count > 1, text.first == quote, text.last == quote { text = text.dropFirst().dropLast() }
    let start = Array("sep=".utf8)
    // A delimiter is a byte, and a column may be called sep=x.
    guard text.count == start.count + 1, text.prefix(start.count).map({ $0 | 0x20 }) == start.map({ $0 | 0x20 }) else {
      return nil
    }
    let word = text.suffix(1)
    let isNamed = word.contains {
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
    }
    return isNamed ? nil : word
  }
}
