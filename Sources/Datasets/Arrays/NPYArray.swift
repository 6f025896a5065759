/// An array in NumPy's format `.npy`; see ``NPYHeader``.
struct NPYArray {
  let header: NPYHeader
  /// File and array, as errors begin.
  let name: String
  private let content: [UInt8]

  var shape: [Int] { header.shape }

  /// Takes `content` apart; errors begin with `name`. Throws unless it has exactly the values of its shape, and at least one.
  init(_ content: [UInt8], named name: String) throws {
    header = try NPYHeader(content, named: name)
    self.name = name
    let size = try header.byteCount(named: name)
    guard content.count - header.length == size else {
      throw DataError(
        "\(name): \(content.count - header.length) bytes of values where an array of shape \(header.shapeInWords) has "
          + "\(size) (damaged file?)")
    }
    self.content = content
  }

  /// How far apart values are that differ by one in a dimension, in values.
  private var strides: [Int] {
    var strides = shape.map { _ in 1 }
    var step = 1
    for dimension in header.isFortranOrdered ? Array(shape.indices) : shape.indices.reversed() {
      strides[dimension] = step
      step *= shape[dimension]
    }
    return strides
  }

  // MARK: numbers

  /// The numbers of all samples, sample by sample, each with the dimensions in the order of `dimensions`, which lists all but
  /// the first; refuses what is no finite number.
  ///
  /// Bytes and booleans stay bytes.
  func features(_ dimensions: [Int]) throws -> FeatureStorage {
    let isTruth = header.kind == .boolean
    if header.itemSize == 1, isTruth || header.kind == .unsigned {
      var values: [UInt8] = []
      values.reserveCapacity(content.count - header.length)
      forEachPosition(dimensions) { position in
        let byte = content[header.length + position]
        values.append(isTruth ? min(byte, 1) : byte)
      }
      return .bytes(values)
    }
    var values = FeatureValues()
    func append(_ value: Double, _ position: Int) throws {
      guard value.isFinite else {
        throw DataError("\(name)\(place(of: position)) is \(value); replace or leave out such samples")
      }
      values.append(value)
    }
    switch (header.kind, header.itemSize) {
    case (.signed, 1): try forEachPosition(dimensions) { try append(Double(integer($0, Int8.self)), $0) }
    case (.signed, 2): try forEachPosition(dimensions) { try append(Double(integer($0, Int16.self)), $0) }
    case (.signed, 4): try forEachPosition(dimensions) { try append(Double(integer($0, Int32.self)), $0) }
    case (.signed, _): try forEachPosition(dimensions) { try append(Double(integer($0, Int64.self)), $0) }
    case (.unsigned, 2): try forEachPosition(dimensions) { try append(Double(integer($0, UInt16.self)), $0) }
    case (.unsigned, 4): try forEachPosition(dimensions) { try append(Double(integer($0, UInt32.self)), $0) }
    case (.unsigned, _): try forEachPosition(dimensions) { try append(Double(integer($0, UInt64.self)), $0) }
    case (.float, 2): try forEachPosition(dimensions) { try append(Self.half(integer($0, UInt16.self)), $0) }
    case (.float, 4):
      try forEachPosition(dimensions) { try append(Double(Float(bitPattern: integer($0, UInt32.self))), $0) }
    case (.float, _): try forEachPosition(dimensions) { try append(Double(bitPattern: integer($0, UInt64.self)), $0) }
    case (.boolean, _), (.characters, _), (.bytes, _):
      throw DataError(
        "\(name): texts (\(header.kind == .bytes ? "S" : "U")) where numbers should be; if they are numbers, save "
          + "the array as x.astype(float)")
    }
    return values.storage
  }

  /// The quantity of each sample, from an array of shape (N,) or (N, 1) with numbers; refuses what is no finite number.
  func quantities() throws -> [Double] {
    guard shape.count == 1 || shape.count == 2 && shape[1] == 1 else {
      throw DataError(
        "\(name): quantities of shape \(header.shapeInWords), where one for each sample should be, (N,) or (N, 1)")
    }
    guard header.kind != .boolean else {
      throw DataError("\(name): booleans where the quantity to predict should be; leave data.task: regression out")
    }
    let values = try features(Array(1..<shape.count))
    return values.doubles(in: 0..<values.count)
  }

  /// The positions of all values, sample by sample, with the later of `dimensions` fastest.
  @inline(__always)
  private func forEachPosition(_ dimensions: [Int], _ take: (Int) throws -> Void) rethrows {
    let strides = strides
    // Up to three dimensions besides the samples, those that are missing with one place.
    let places = dimensions.map { (count: shape[$0], stride: strides[$0]) }
    let padded = Array(repeating: (count: 1, stride: 0), count: max(3 - places.count, 0)) + places
    for sample in 0..<shape[0] {
      for first in 0..<padded[0].count {
        for second in 0..<padded[1].count {
          var position = sample * strides[0] + first * padded[0].stride + second * padded[1].stride
          for _ in 0..<padded[2].count {
            try take(position)
            position += padded[2].stride
          }
        }
      }
    }
  }

  /// The index of a value, as Python writes it, such as `[5, 3]`.
  private func place(of position: Int) -> String {
    let indices = zip(strides, shape).map { stride, count in "\(position / stride % count)" }
    return "[" + indices.joined(separator: ", ") + "]"
  }

  @inline(__always)
  private func integer<Value: FixedWidthInteger & BitwiseCopyable>(_ position: Int, _: Value.Type) -> Value {
    let value = content.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: header.length + position * MemoryLayout<Value>.size, as: Value.self)
    }
    return header.isBigEndian ? Value(bigEndian: value) : Value(littleEndian: value)
  }

  /// A number in half precision (IEEE 754 binary16): 1 bit for the sign, 5 for the exponent, 10 for the fraction.
  static func half(_ bits: UInt16) -> Double {
    let (exponent, fraction) = (Int(bits >> 10 & 31), Double(bits & 0x3FF))
    let sign: FloatingPointSign = bits >> 15 == 0 ? .plus : .minus
    switch exponent {
    case 0: return Double(sign: sign, exponent: -24, significand: fraction)
    case 31: return fraction == 0 ? (sign == .plus ? .infinity : -.infinity) : .nan
    default: return Double(sign: sign, exponent: exponent - 15, significand: 1 + fraction / 1024)
    }
  }

  // MARK: classes

  /// The class of each sample as a text, from an array of shape (N,) or (N, 1) with whole numbers, booleans or texts.
  func classTexts() throws -> [String] {
    guard shape.count == 1 || shape.count == 2 && shape[1] == 1 else {
      let hint =
        shape.count == 2 ? "; if each row marks one class, save argmax(axis=1) of the array in its place" : ""
      throw DataError(
        "\(name): classes of shape \(header.shapeInWords), where one for each sample should be, (N,) or (N, 1)\(hint)")
    }
    let positions = 0..<shape[0]
    func floats(_ number: (Int) -> Double) throws -> [String] {
      try positions.map { position in
        let value = number(position)
        guard let whole = Int(exactly: value) else {
          throw DataError(
            "\(name)\(place(of: position)) is \(value), which is no class; classes are whole numbers, booleans or texts, and "
              + "data.task: regression predicts a quantity"
          )
        }
        return "\(whole)"
      }
    }
    switch (header.kind, header.itemSize) {
    case (.boolean, _): return positions.map { content[header.length + $0] == 0 ? "False" : "True" }
    case (.signed, 1): return positions.map { "\(integer($0, Int8.self))" }
    case (.signed, 2): return positions.map { "\(integer($0, Int16.self))" }
    case (.signed, 4): return positions.map { "\(integer($0, Int32.self))" }
    case (.signed, _): return positions.map { "\(integer($0, Int64.self))" }
    case (.unsigned, 1): return positions.map { "\(integer($0, UInt8.self))" }
    case (.unsigned, 2): return positions.map { "\(integer($0, UInt16.self))" }
    case (.unsigned, 4): return positions.map { "\(integer($0, UInt32.self))" }
    case (.unsigned, _): return positions.map { "\(integer($0, UInt64.self))" }
    case (.float, 2): return try floats { Self.half(integer($0, UInt16.self)) }
    case (.float, 4): return try floats { Double(Float(bitPattern: integer($0, UInt32.self))) }
    case (.float, _): return try floats { Double(bitPattern: integer($0, UInt64.self)) }
    case (.characters, _), (.bytes, _): return try positions.map(text)
    }
  }

  /// A text, without the zeros that fill it up.
  private func text(at position: Int) throws -> String {
    var text: String?
    if header.kind == .bytes {
      let start = header.length + position * header.itemSize
      let bytes = content[start..<start + header.itemSize]
      text = String(validating: bytes[..<(bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? start)], as: UTF8.self)
    } else {
      let length = header.itemSize / 4
      var scalars = (0..<length).map { integer(position * length + $0, UInt32.self) }
      while scalars.last == 0 { scalars.removeLast() }
      text = String(validating: scalars, as: UTF32.self)
    }
    guard let text, !text.isEmpty else {
      throw DataError(
        "\(name)\(place(of: position)) is \(text == nil ? "no text that can be read" : "empty, and no class")")
    }
    return text
  }
}
