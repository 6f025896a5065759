/// How a text file stores its characters.
enum TextEncoding: String, CaseIterable {
  /// As its byte-order mark says; without one, UTF-8.
  case auto
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case latin1 = "latin-1"

  /// The bytes as UTF-8, and the encoding that they had: that of their byte-order mark, whatever was given. Errors name the
  /// file.
  func decoded(_ bytes: [UInt8], named name: String) throws -> (text: [UInt8], encoding: TextEncoding) {
    try Self.refuseWhatIsNoText(bytes, named: name)
    var bytes = bytes
    // Control-Z, by which DOS marked the end of texts.
    if bytes.last == 0x1a { bytes.removeLast() }
    if [[0xff, 0xfe], [0xfe, 0xff]].contains(where: { bytes.starts(with: $0) }) {
      return (try Self.fromUTF16(bytes, named: name), .utf16)
    }
    let mark = TablePreamble.mark(of: bytes)
    switch self {
    case .utf16 where mark == 0: return (try Self.fromUTF16(bytes, named: name), .utf16)
    case .latin1:
      try Self.refuseUTF16(bytes, named: name)
      let characters = UTF8Characters(bytes)
      if let first = characters.first {
        guard let other = characters.firstOther else {
          if mark > 0 { return (bytes, .utf8) }
          throw DataError(
            "\(name):\(first.line): is in UTF-8, not in Latin-1, which would make other characters of \(first.words); set "
              + "data.encoding: utf-8")
        }
        throw DataError("\(name):\(max(first.line, other.line)): \(UTF8Characters.mixture(first, other))")
      }
      let text = bytes.dropFirst(mark).flatMap { $0 < 0x80 ? [$0] : [0xc0 | $0 >> 6, 0x80 | $0 & 0x3f] }
      return (text, .latin1)
    case .auto, .utf8, .utf16:
      try Self.refuseUTF16(bytes, named: name)
      return (bytes, .utf8)
    }
  }

  /// Refuses what seems to be UTF-16 without a byte-order mark.
  private static func refuseUTF16(_ bytes: [UInt8], named name: String) throws {
    let start = bytes.prefix(4096)
    guard 4 * start.count(where: { $0 == 0 }) < start.count || start.isEmpty else {
      throw DataError("\(name): every other byte is zero, as in UTF-16; set data.encoding: utf-16")
    }
  }

  /// What files of other kinds begin with.
  private static let otherKinds: [(start: [UInt8], kind: String)] = [
    (Array("PK\u{3}\u{4}".utf8), "a zip archive, as workbooks of a spreadsheet are (.xlsx, .ods)"),
    ([0xd0, 0xcf, 0x11, 0xe0], "an old workbook of a spreadsheet (.xls)"), (Array("PAR1".utf8), "a Parquet file"),
    (Array("%PDF".utf8), "a PDF"), (Array("ARROW1".utf8), "an Arrow file"),
    (Array("SQLite format 3".utf8), "a database"),
    ([0x89] + Array("HDF".utf8), "an HDF5 file"), ([0x93] + Array("NUMPY".utf8), "an array of NumPy"),
    (Array("BZh".utf8), "packed with bzip2"), ([0xfd] + Array("7zXZ".utf8), "packed with xz"),
    ([0x28, 0xb5, 0x2f, 0xfd], "packed with zstd"), (Array("[{".utf8), "JSON"), (Array("[\n".utf8), "JSON"),
    (Array("[[".utf8), "JSON"),
    (Array("{\"".utf8), "JSON"), (Array("{\n".utf8), "JSON"), (Array("<stata_dta>".utf8), "a file of Stata (.dta)"),
    ([0x72, 0x01], "a file of Stata (.dta)"), ([0x72, 0x02], "a file of Stata (.dta)"),
    ([0x73, 0x01], "a file of Stata (.dta)"), ([0x73, 0x02], "a file of Stata (.dta)"),
    (Array("$FL2".utf8), "a file of SPSS (.sav)"),
    (Array("RDX".utf8), "a file of R (.rds, .RData)"), (Array("X\n\0".utf8), "a file of R (.rds, .RData)"),
    (Array("FEA1".utf8), "a Feather file"), ([0x80, 0x04, 0x95], "a pickle of Python"),
  ]

  /// Refuses files that are no table of text, or in UTF-32, which has three zeros beside each ASCII character.
  private static func refuseWhatIsNoText(_ bytes: [UInt8], named name: String) throws {
    // The first entry of an archive has its name behind 30 bytes.
    if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)),
      String(decoding: bytes.prefix(128), as: UTF8.self).contains(".npy")
    {
      throw DataError("\(name): is a file of numpy.savez, and not a table of text; set data.source: npz")
    }
    if let other = otherKinds.first(where: { bytes.starts(with: $0.start) }) {
      throw DataError("\(name): is \(other.kind), and not a table of text; save it as CSV in UTF-8")
    }
    let start = bytes.prefix(4096)
    let marks: [[UInt8]] = [[0xff, 0xfe, 0, 0], [0, 0, 0xfe, 0xff]]
    if marks.contains(where: { bytes.starts(with: $0) }) || 5 * start.count(where: { $0 == 0 }) > 3 * start.count {
      throw DataError("\(name): most bytes are zero, as in UTF-32, which is not read; save the file as UTF-8")
    }
  }

  /// The words for what a field in another encoding asks for.
  static let hint = "set data.encoding (latin-1, utf-16), or save the file as UTF-8"

  private static func fromUTF16(_ bytes: [UInt8], named name: String) throws -> [UInt8] {
    guard bytes.count % 2 == 0 else {
      throw DataError("\(name): \(bytes.count) bytes are no UTF-16, which has two for each unit; set data.encoding")
    }
    let (high, low) = isBigEndian(bytes) ? (0, 1) : (1, 0)
    let units = stride(from: 0, to: bytes.count, by: 2).lazy.map { place in
      UInt16(bytes[place + high]) << 8 | UInt16(bytes[place + low])
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw DataError("\(name): is not UTF-16 text; set data.encoding")
    }
    return Array(text.utf8)
  }

  /// As the byte-order mark says; without one, ASCII has its zeros in the first bytes or in the second.
  private static func isBigEndian(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xfe, 0xff]) { return true }
    if bytes.starts(with: [0xff, 0xfe]) { return false }
    let start = Array(bytes.prefix(4096))
    let firstZeros = stride(from: 0, to: start.count, by: 2).count { start[$0] == 0 }
    let secondZeros = stride(from: 1, to: start.count, by: 2).count { start[$0] == 0 }
    return firstZeros > secondZeros
  }
}
