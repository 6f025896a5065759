import CDigits

/// The digits data set that is built into the program: 1,797 images of 8×8 grey levels from 0 to 16.
///
/// The published file has no split of its own. Here the test set is its last 497 images in the published order and the
/// pool its first 1,300.
enum Digits {
  static let poolCount = 1300
  static let width = 8

  static func load() throws -> (pool: Dataset, test: Dataset) {
    let name = "digits (built in)"
    var size = 0
    let file = cdigits_file(&size)
    let content = try Gzip.unpack(Array(UnsafeBufferPointer(start: file, count: size)), named: name, cap: 1 << 20)
    var reader = CSVReader(content, named: name)
    var pixels: [UInt8] = []
    var labels: [Int32] = []
    let pixelCount = width * width
    while try reader.advance() {
      let row = (0..<reader.fieldCount).compactMap { UInt8(String(decoding: reader[$0], as: UTF8.self)) }
      guard row.count == pixelCount + 1, row.count == reader.fieldCount else {
        throw DataError("\(name):\(reader.line): not \(pixelCount) grey levels and a class")
      }
      pixels += row.prefix(pixelCount)
      labels.append(Int32(row[pixelCount]))
    }
    guard labels.count > poolCount else { throw DataError("\(name): only \(labels.count) images") }
    func dataset(_ samples: Range<Int>) throws -> Dataset {
      try Dataset(
        name: "digits",
        features: .bytes(Array(pixels[samples.lowerBound * pixelCount..<samples.upperBound * pixelCount])),
        shape: .image(width: width, height: width, channels: 1), labels: Array(labels[samples]),
        classNames: (0...9).map(String.init), largestGreyLevel: 16)
    }
    return (try dataset(0..<poolCount), try dataset(poolCount..<labels.count))
  }
}
