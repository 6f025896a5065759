/// A JSON value with the line it begins on; the keys of objects keep their order.
///
/// Numbers stay as they are written, so that a reader of tables treats them like those of any file. `NaN`, `Infinity` and
/// `-Infinity`, which Python writes, are numbers here.
struct JSONTree: Sendable {
  indirect enum Value: Sendable {
    case null
    case bool(Bool)
    case number(ArraySlice<UInt8>)
    case string(String)
    case array([JSONTree])
    case object([(key: String, value: JSONTree)])
  }

  var value: Value
  var line: Int

  var items: [JSONTree]? { if case .array(let items) = value { items } else { nil } }
  var members: [(key: String, value: JSONTree)]? { if case .object(let members) = value { members } else { nil } }
  var isNull: Bool { if case .null = value { true } else { false } }

  /// The value of a key of an object.
  subscript(key: String) -> JSONTree? { members?.first { $0.key == key }?.value }
}

/// Reads JSON texts, one after the other.
struct JSONReader {
  private static let deepestNesting = 32
  private static let mostValues = 1 << 24

  private let bytes: [UInt8]
  private let file: String
  private var index = 0
  private var line = 1
  private var depth = 0
  private var count = 0

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    index = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
  }

  /// The next value, or nil at the end of the text.
  mutating func next() throws -> JSONTree? {
    skipBlanks()
    return index < bytes.count ? try tree() : nil
  }

  private func refusal(_ what: String) -> any Error { failure("\(file):\(line): not valid JSON: \(what)") }

  private mutating func skipBlanks() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) {
      if bytes[index] == 0x0A { line += 1 }
      index += 1
    }
  }

  private mutating func tree() throws -> JSONTree {
    skipBlanks()
    guard index < bytes.count else { throw refusal("the text ends where a value should be") }
    count += 1
    guard count <= Self.mostValues else { throw failure("\(file): more than \(Self.mostValues) values") }
    let start = line
    let value: JSONTree.Value
    switch bytes[index] {
    case UInt8(ascii: "{"): value = .object(try nested { try $0.object() })
    case UInt8(ascii: "["): value = .array(try nested { try $0.array() })
    case UInt8(ascii: "\""): value = .string(try string())
    default: value = try word()
    }
    return JSONTree(value: value, line: start)
  }

  private mutating func nested<Content>(_ read: (inout JSONReader) throws -> Content) throws -> Content {
    depth += 1
    guard depth <= Self.deepestNesting else { throw refusal("more than \(Self.deepestNesting) levels deep") }
    index += 1
    let content = try read(&self)
    depth -= 1
    return content
  }

  /// Whether the closing `bracket` comes next; otherwise a comma has to, unless it is the first item.
  private mutating func isClosed(by bracket: Unicode.Scalar, isFirst: Bool) throws -> Bool {
    skipBlanks()
    guard index < bytes.count else { throw refusal("'\(bracket)' is missing at the end") }
    if bytes[index] == UInt8(ascii: bracket) {
      index += 1
      return true
    }
    if isFirst { return false }
    guard bytes[index] == UInt8(ascii: ",") else { throw refusal("a comma or '\(bracket)' is missing") }
    index += 1
    return false
  }

  private mutating func array() throws -> [JSONTree] {
    var items: [JSONTree] = []
    while try !isClosed(by: "]", isFirst: items.isEmpty) { items.append(try tree()) }
    return items
  }

  private mutating func object() throws -> [(key: String, value: JSONTree)] {
    var members: [(key: String, value: JSONTree)] = []
    while try !isClosed(by: "}", isFirst: members.isEmpty) {
      skipBlanks()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw refusal("a key should be in quotes") }
      let key = try string()
      skipBlanks()
      guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { throw refusal("':' is missing after a key") }
      index += 1
      members.append((key, try tree()))
      guard members.count <= ImportLimits.columns else { throw refusal("more than \(ImportLimits.columns) keys") }
    }
    return members
  }

  private static let words: [(word: [UInt8], value: JSONTree.Value)] = [
    (Array("null".utf8), .null), (Array("true".utf8), .bool(true)), (Array("false".utf8), .bool(false)),
  ]

  /// A number, or a word such as `null`.
  private mutating func word() throws -> JSONTree.Value {
    let start = index
    while index < bytes.count, ![0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]),
      !",]}:[{\"".utf8.contains(bytes[index])
    {
      index += 1
    }
    let text = bytes[start..<index]
    if let known = Self.words.first(where: { text.elementsEqual($0.word) }) { return known.value }
    guard text.count <= 1000, Number(text).isNumeric else {
      throw refusal("\(inQuotes(String(decoding: text.prefix(80), as: UTF8.self))) is no value")
    }
    return .number(text)
  }

  private mutating func string() throws -> String {
    index += 1
    var text: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw refusal("a text is not UTF-8") }
        return string
      case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
      case 0..<0x20: throw refusal("a text goes on after the end of its line")
      default: text.append(byte)
      }
    }
    throw refusal("a text is not closed")
  }

  private mutating func escape() throws -> Unicode.Scalar {
    guard index < bytes.count else { throw refusal("a text is not closed") }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      let high = try unit()
      if let scalar = Unicode.Scalar(high) { return scalar }
      guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
        throw refusal("half of a surrogate pair")
      }
      index += 2
      let low = try unit()
      guard 0xD800..<0xDC00 ~= high, 0xDC00..<0xE000 ~= low,
        let scalar = Unicode.Scalar(0x10000 + (UInt32(high) - 0xD800) << 10 + UInt32(low) - 0xDC00)
      else { throw refusal("half of a surrogate pair") }
      return scalar
    default: throw refusal("an escape that JSON does not have")
    }
  }

  private mutating func unit() throws -> UInt16 {
    guard index + 4 <= bytes.count, let text = String(validating: bytes[index..<index + 4], as: UTF8.self),
      text.allSatisfy(\.isHexDigit), let unit = UInt16(text, radix: 16)
    else { throw refusal("\\u without four hexadecimal digits") }
    index += 4
    return unit
  }
}
