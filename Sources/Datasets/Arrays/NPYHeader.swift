/// The header of an array in NumPy's format `.npy`: the type of its values, their order, and its dimensions.
///
/// The file: the byte 0x93 and `NUMPY`, the version (1.0, 2.0 or 3.0), the length of the text that follows as a
/// little-endian number of two bytes (four from version 2.0 on), the text, and then the values. The text is a Python
/// dictionary such as `{'descr': '<f4', 'fortran_order': False, 'shape': (60000, 28, 28), }`.
/// Source: the documentation of `numpy.lib.format`.
struct NPYHeader: Equatable {
  /// What the values are; the size of one in bytes is `itemSize`.
  enum Kind: Equatable {
    case boolean, signed, unsigned, float
    /// Texts of a fixed number of UTF-32 characters, or of bytes.
    case characters, bytes
  }

  var kind: Kind
  var itemSize: Int
  var isBigEndian: Bool
  /// Whether the first dimension is the fastest, as in Fortran.
  var isFortranOrdered: Bool
  var shape: [Int]
  /// Where the values begin.
  var length: Int

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// The longest text that is read; NumPy itself reads ten thousand characters.
  private static let longestText = 1 << 16
  private static let mostDimensions = 32
  /// The most bytes of a text.
  private static let longestItem = 4096

  /// Reads the header of the array that `content` is; errors begin with `name`.
  init(_ content: [UInt8], named name: String) throws {
    guard content.starts(with: Self.magic), content.count >= 10 else {
      throw DataError("\(name): not a .npy array (it should begin with the byte 0x93 and NUMPY)")
    }
    let version = content[6]
    guard 1...3 ~= version else {
      throw DataError("\(name): version \(version) of the .npy format; versions 1 to 3 are read")
    }
    let start = version == 1 ? 10 : 12
    guard content.count >= start else { throw DataError("\(name): the .npy header ends too early") }
    let textLength = content[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard textLength <= Self.longestText, content.count - start >= textLength else {
      throw DataError("\(name): the .npy header would have \(textLength) bytes (damaged file?)")
    }
    length = start + textLength
    var text = PythonLiteral(content[start..<length])
    guard let (type, isFortranOrdered, shape) = text.header(), shape.count <= Self.mostDimensions else {
      throw DataError(
        "\(name): the .npy header is not a dictionary of descr, fortran_order and shape (damaged file, or an array with "
          + "named fields?)")
    }
    self.isFortranOrdered = isFortranOrdered
    self.shape = shape
    guard let first = type.first, let (kind, itemSize) = Self.kind(type.drop { "<>|=".contains($0) }) else {
      throw Self.refusal(of: type, named: name)
    }
    (self.kind, self.itemSize) = (kind, itemSize)
    isBigEndian = first == ">"
  }

  /// A type such as `f4`, with the size of a value in bytes; nil for one that is not read.
  private static func kind(_ type: Substring) -> (Kind, Int)? {
    guard let letter = type.first, let size = Int(type.dropFirst()) else { return nil }
    switch (letter, size) {
    case ("b", 1): return (.boolean, 1)
    case ("i", 1), ("i", 2), ("i", 4), ("i", 8): return (.signed, size)
    case ("u", 1), ("u", 2), ("u", 4), ("u", 8): return (.unsigned, size)
    case ("f", 2), ("f", 4), ("f", 8): return (.float, size)
    case ("U", 1...longestItem / 4): return (.characters, 4 * size)
    case ("S", 1...longestItem): return (.bytes, size)
    default: return nil
    }
  }

  private static func refusal(of type: String, named name: String) -> DataError {
    if type.hasSuffix("O") {
      return DataError(
        "\(name): an array of Python objects (pickle), which is not read; save an array of numbers or texts instead, without "
          + "pickle (allow_pickle=False says where objects are)")
    }
    return DataError(
      "\(name): values of type \(quoted(type)); read are booleans, whole numbers of 8 to 64 bits, floating-point numbers of "
        + "16 to 64 bits, and for classes texts (U, S)")
  }

  /// How many bytes the values take; refuses an array without any, and one of more than can be. Errors begin with `name`.
  func byteCount(named name: String) throws -> Int {
    try shape.reduce(itemSize) { size, dimension in
      guard dimension > 0 else {
        throw DataError(
          "\(name): an array of shape \(shapeInWords), which is empty; save an array with at least one value")
      }
      let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
      guard !overflow, product <= Int.max / 8 else {
        throw DataError("\(name): an array of shape \(shapeInWords), which is more than can be read")
      }
      return product
    }
  }

  /// The shape as Python writes it.
  var shapeInWords: String { Self.words(shape) }

  static func words(_ shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
  }
}

/// Reads the dictionary in the header of an array.
private struct PythonLiteral {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  /// The values of the three keys, in any order; nil if there are others, or anything is not as it should be.
  mutating func header() -> (type: String, isFortranOrdered: Bool, shape: [Int])? {
    var type: String?
    var isFortranOrdered: Bool?
    var shape: [Int]?
    guard take("{") else { return nil }
    while !take("}") {
      guard let key = string(), take(":") else { return nil }
      switch key {
      case "descr" where type == nil:
        guard let value = string() else { return nil }
        type = value
      case "fortran_order" where isFortranOrdered == nil:
        if take("True") {
          isFortranOrdered = true
        } else if take("False") {
          isFortranOrdered = false
        } else {
          return nil
        }
      case "shape" where shape == nil:
        guard let value = tuple() else { return nil }
        shape = value
      default: return nil
      }
      if !take(",") {
        guard take("}") else { return nil }
        break
      }
    }
    skipSpaces()
    guard rest.isEmpty, let type, let isFortranOrdered, let shape else { return nil }
    return (type, isFortranOrdered, shape)
  }

  private mutating func skipSpaces() {
    rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  /// Whether `text` comes next; if so it is taken.
  private mutating func take(_ text: String) -> Bool {
    skipSpaces()
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  private mutating func string() -> String? {
    skipSpaces()
    guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""),
      let end = rest.dropFirst().firstIndex(of: quote)
    else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(validating: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
  }

  private mutating func tuple() -> [Int]? {
    guard take("(") else { return nil }
    var numbers: [Int] = []
    while !take(")") {
      skipSpaces()
      let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
      rest = rest.dropFirst(digits.count)
      // Python 2 marks long numbers.
      _ = take("L")
      numbers.append(number)
      if !take(",") {
        guard take(")") else { return nil }
        break
      }
    }
    return numbers
  }
}
