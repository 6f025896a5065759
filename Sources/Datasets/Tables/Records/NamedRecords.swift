/// Goes through a table of text of any kind, the first record of which names the columns.
///
/// How it is written (encoding, delimiter, decimal mark) is found out as for tables of samples.
package struct NamedRecords {
  /// The names of the columns; those of empty headings are empty.
  package let columns: [String]
  private var reader: CSVReader
  private let decimal: DecimalMark

  /// Begins with the bytes of a file called `name`.
  ///
  /// - Throws: ``DataError`` if it is no text, has no first record, or two columns of the same name.
  package init(_ bytes: [UInt8], named name: String) throws {
    let content = try Self.text(of: bytes, named: name)
    // There is no target, and so no field that is called like it.
    let dialect = try TableDialect(content, named: name, target: "\0", given: (nil, nil, header: true))
    decimal = dialect.decimal
    var reader = CSVReader(content, named: name, delimiter: dialect.delimiter, after: dialect.preamble)
    guard try reader.advance() else { throw DataError("\(name): is empty; its first line should name the columns") }
    let columns = try (0..<reader.fieldCount).map { try reader.string($0).withoutControls() }
    var seen: Set<String> = []
    if let twice = columns.first(where: { !$0.isEmpty && !seen.insert($0).inserted }) {
      throw DataError("\(name):\(reader.line): two columns are called \(quoted(twice)); give one of them another name")
    }
    self.columns = columns
    self.reader = reader
  }

  /// The bytes as UTF-8; those that are none are Latin-1, in which any byte is a character.
  package static func text(of bytes: [UInt8], named name: String) throws -> [UInt8] {
    let text = try (areUTF16(bytes) ? TextEncoding.utf16 : .auto).decoded(bytes, named: name).text
    let isUTF8 = text.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) != nil }
    return isUTF8 ? text : try TextEncoding.latin1.decoded(text, named: name).text
  }

  /// Whether bytes seem to be of UTF-16: by their mark or, without one, by a zero beside each ASCII character.
  package static func areUTF16(_ bytes: [UInt8]) -> Bool {
    let start = bytes.prefix(4096)
    return [[0xff, 0xfe], [0xfe, 0xff]].contains { bytes.starts(with: $0) }
      || bytes.count % 2 == 0 && 4 * start.count { $0 == 0 } >= start.count && !start.isEmpty
  }

  /// The line that the current record begins on, from 1.
  package var line: Int { reader.line }

  /// The number of fields of the current record.
  package var fieldCount: Int { reader.fieldCount }

  /// Goes on to the next record; false after the last.
  package mutating func advance() throws -> Bool { try reader.advance() }

  /// The bytes of a field of the current record; a number has a decimal point and no marks between its digits.
  package subscript(field: Int) -> ArraySlice<UInt8> {
    let bytes = reader[field]
    let comma = DecimalMark.comma.byte
    guard bytes.contains(comma) || decimal == .comma, decimal.number(bytes) != nil else { return bytes }
    let group = (decimal == .comma ? DecimalMark.point : .comma).byte
    return bytes.filter { $0 != group }.map { $0 == comma ? DecimalMark.point.byte : $0 }[...]
  }

  /// The number that `bytes` are, with a decimal point; nil if they are none, or one that is not finite.
  package static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    Double(decimal: bytes).flatMap { $0.isFinite ? $0 : nil }
  }
}

extension DataFile {
  /// The content of the file at `path`, unpacked if it is gzip; an error if that is over `cap` bytes.
  package static func content(of path: String, cap: Int) throws -> [UInt8] { try read(path, cap: cap) }
}
