/// An array of bytes in the IDX format of the MNIST files.
///
/// The file: two zero bytes, the type of the values (8: unsigned byte), the number of dimensions, each dimension as a
/// big-endian 32-bit number, then the values, last dimension fastest, and nothing more.
/// Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
struct IDXArray {
  let dimensions: [Int]
  let values: [UInt8]

  /// Reads `content`; errors name the file `name`. Throws unless there are `rank` dimensions, none of them 0.
  init(_ content: consuming [UInt8], rank: Int, named name: String) throws {
    guard content.count >= 4, content[0] == 0, content[1] == 0 else {
      throw DataError("\(name): not an IDX file (it should begin with two zero bytes)")
    }
    guard content[2] == 8 else {
      throw DataError("\(name): IDX values of type \(content[2]); only unsigned bytes (type 8) are read")
    }
    guard content[3] == rank else {
      throw DataError("\(name): an IDX array of \(content[3]) dimensions where \(rank) should be")
    }
    let headerLength = 4 + 4 * rank
    guard content.count >= headerLength else { throw DataError("\(name): the IDX header ends too early") }
    var dimensions: [Int] = []
    var size = 1
    for start in stride(from: 4, to: headerLength, by: 4) {
      let dimension = content[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
      guard dimension > 0, !overflow else {
        throw DataError("\(name): impossible IDX dimension \(dimension)")
      }
      dimensions.append(dimension)
      size = product
    }
    guard content.count - headerLength == size else {
      let extent = dimensions.map(String.init).joined(separator: "×")
      throw DataError("\(name): \(content.count - headerLength) values where \(extent) should be (damaged file?)")
    }
    content.removeFirst(headerLength)
    self.dimensions = dimensions
    self.values = content
  }
}
