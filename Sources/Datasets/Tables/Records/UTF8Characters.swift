/// The characters beyond ASCII in a file, as far as they tell its encoding: bytes that are such characters in UTF-8 are so by
/// chance very rarely.
struct UTF8Characters {
  /// A place in a file.
  struct Place: Equatable {
    /// The line, from 1.
    var line: Int
    /// The number of the byte, from 1.
    var byte: Int
    /// The bytes there.
    var bytes: [UInt8]

    /// The character, or the byte if it is none, in words.
    var words: String {
      String(validating: bytes, as: UTF8.self).map(quoted)
        ?? "0x" + String(bytes.first ?? 0, radix: 16, uppercase: true)
    }
  }

  /// The first character in UTF-8; nil if there is none.
  private(set) var first: Place?
  /// The first byte that is not in UTF-8; nil if there is none.
  private(set) var firstOther: Place?

  /// Looks through a file after its byte-order mark.
  init(_ bytes: [UInt8]) {
    let lineEnd: UInt8 = bytes.contains(.lineFeed) ? .lineFeed : .carriageReturn
    var (offset, line) = (TablePreamble.mark(of: bytes), 1)
    while offset < bytes.count, first == nil || firstOther == nil {
      let byte = bytes[offset]
      if byte < 0x80 {
        if byte == lineEnd { line += 1 }
        offset += 1
        continue
      }
      let length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      let character = Array(bytes[offset..<min(offset + length, bytes.count)])
      let isUTF8 = String(validating: character, as: UTF8.self)?.unicodeScalars.count == 1
      let place = Place(line: line, byte: offset + 1, bytes: isUTF8 ? character : [byte])
      if isUTF8 { first = first ?? place } else { firstOther = firstOther ?? place }
      offset += isUTF8 ? length : 1
    }
  }

  /// The words for a file with both.
  static func mixture(_ first: Place, _ other: Place) -> String {
    "lines in two encodings: \(first.words) in line \(first.line) is UTF-8, and byte \(other.byte) of the file, \(other.words) in "
      + "line \(other.line), is not, but perhaps Latin-1; convert such lines to UTF-8, so that the whole file is"
  }
}
