import Foundation

/// Samples in arrays of NumPy, in a file that `numpy.savez` or `savez_compressed` wrote: a zip archive of `.npy` files.
///
/// ``NPZLayout`` says which array is what. Features of shape (N, F) are F numbers for each sample; (N, H, W) are grey images, and
/// (N, H, W, C) images with C channels. Targets are the class of each sample, or a quantity to predict.
struct NPZData {
  let path: String
  /// Whether y is a quantity to predict, and what it is called.
  let predictsQuantity: Bool
  let quantityName: String
  /// Whether many floating-point numbers are classes because the user says so.
  let allowsNumericClasses: Bool
  /// Whether samples need a y, and the classes of a model that is to predict or be scored on it; nil for samples to train on.
  let labels: LabelNeed
  let classNames: [String]?

  init(
    path: String, predictsQuantity: Bool = false, allowsNumericClasses: Bool = false, labels: LabelNeed = .needed,
    classNames: [String]? = nil, quantityName: String = "target"
  ) {
    self.path = path
    self.predictsQuantity = predictsQuantity
    self.allowsNumericClasses = allowsNumericClasses
    self.labels = labels
    self.classNames = classNames
    self.quantityName = quantityName
  }

  private static let suffix = ".npy"
  /// The most bytes of all arrays together, unpacked.
  private static let cap = 2048 << 20
  private static let mostEntries = 10_000
  /// How often an array may be in memory at once: as it is unpacked, and as features, which grow.
  private static let copies = 3
  /// The most features of a sample, which is also the most that saved models have.
  static let mostFeatures = 1 << 20
  private static let mostChannels = 4
  private static let advice = "write it again with numpy.savez"

  /// Reads the samples as data sets called `name`, and how the arrays are called that they come from; no test set if the file
  /// has none.
  func load(as name: String) throws -> (pool: Dataset, test: Dataset?, layout: NPZLayout) {
    let layout = try NPZLayout(arrayNames(), targets: labels, path: path)
    let wanted = [layout.pool, layout.test].compactMap(\.self)
    var arrays = try read(wanted.flatMap { [$0.features, $0.targets].compactMap(\.self) })
    func take(_ name: String) throws -> NPYArray {
      guard let content = arrays.removeValue(forKey: name) else { throw DataError("\(path): \(name) is missing") }
      return try NPYArray(content, named: "\(path): \(name)")
    }
    func dataset(_ part: NPZLayout.Part, like pool: Dataset?, _ remarks: [String]) throws -> Dataset {
      try samples(take(part.features), part.targets.map(take), as: name, like: pool, remarks)
    }
    let pool = try dataset(layout.pool, like: nil, layout.remarks)
    return (pool, try layout.test.map { try dataset($0, like: pool, []) }, layout)
  }

  /// The samples; without `y` only if they need none.
  private func samples(_ x: NPYArray, _ y: NPYArray?, as name: String, like pool: Dataset?, _ known: [String]) throws
    -> Dataset
  {
    var remarks = known
    let isTrainedOn = pool == nil && self.classNames == nil
    let shape = try Self.sampleShape(x)
    if let pool, pool.shape != shape {
      throw DataError("\(x.name): test samples of \(shape), but training samples of \(pool.shape)")
    }
    let count = x.shape[0]
    if let y, y.shape[0] != count {
      throw DataError("\(y.name): \(y.shape[0]) \(predictsQuantity ? "quantities" : "classes") for \(count) samples")
    }
    var (classNames, labels) = (predictsQuantity ? [] : self.classNames ?? [], Array(repeating: Int32(0), count: count))
    var quantity: Quantity?
    var given: [String?]?
    if self.labels != .needed {
      given =
        try y.map { predictsQuantity ? try $0.quantities().map { "\($0)" } : try $0.classTexts() }
        ?? Array(repeating: nil, count: count)
      if predictsQuantity { quantity = Quantity(name: quantityName, values: Array(repeating: 0, count: count)) }
    } else if let y, predictsQuantity {
      quantity = try Quantity(
        name: quantityName, reading: y.quantities(), isFirst: isTrainedOn, whole: y.name
      ) { "\(y.name)[\($0)]" }
    } else if let y {
      let column = try classes(y, like: pool)
      (classNames, labels) = try column.sorted(like: pool?.classNames, named: y.name)
      remarks += isTrainedOn ? try column.remarks(named: y.name, allowsNumericClasses: allowsNumericClasses) : []
    }
    if Self.mayHaveChannelsFirst(x.shape) {
      remarks.append(
        "\(x.shape[3]) channels come last in images of shape \(x.header.shapeInWords), (N, H, W, C); if they come first, as in PyTorch, "
          + "save the array as x.transpose(0, 2, 3, 1)")
    }
    // Channels are the last dimension here and come first in Fathom.
    let features = try x.features(x.shape.count == 4 ? [3, 1, 2] : Array(1..<x.shape.count))
    return try Dataset(
      name: name, features: features, shape: shape, labels: labels, classNames: classNames, quantity: quantity,
      largestGreyLevel: pool?.largestGreyLevel ?? Self.largestGreyLevel(shape, x, features),
      remarks: remarks, givenTargets: given)
  }

  /// Whether either end of the shape of an image may be its channels.
  private static func mayHaveChannelsFirst(_ shape: [Int]) -> Bool {
    shape.count == 4 && shape[1] <= mostChannels && shape[3] <= mostChannels && shape[2] > mostChannels
  }

  private static func sampleShape(_ x: NPYArray) throws -> SampleShape {
    let dimensions = x.shape
    var shape: SampleShape
    switch dimensions.count {
    case 2: shape = .vector(features: dimensions[1])
    case 3: shape = .image(width: dimensions[2], height: dimensions[1], channels: 1)
    case 4:
      guard dimensions[3] <= mostChannels else {
        let wayOut =
          dimensions[1] <= mostChannels
          ? "if channels come first, as in PyTorch, save the array as x.transpose(0, 2, 3, 1)"
          : "put channels last, (N, H, W, C), or samples in rows, (N, F)"
        throw DataError(
          "\(x.name): images of shape \(x.header.shapeInWords) would have \(dimensions[3]) channels, and 1 to \(mostChannels) "
            + "are read; \(wayOut)")
      }
      shape = .image(width: dimensions[2], height: dimensions[1], channels: dimensions[3])
    default:
      throw DataError(
        "\(x.name): an array of shape \(x.header.shapeInWords); samples are (N, F), grey images (N, H, W), and images with "
          + "channels (N, H, W, C)")
    }
    guard shape.featureCount <= mostFeatures else {
      throw DataError(
        "\(x.name): \(shape.featureCount) features of a sample; \(mostFeatures) are the most that is read")
    }
    return shape
  }

  /// The level that is white: 255 for images of bytes, 1 for booleans, else the largest level of the images, unless some is
  /// negative. Nil for samples that are no images.
  private static func largestGreyLevel(_ shape: SampleShape, _ x: NPYArray, _ features: FeatureStorage) -> Double? {
    guard case .image = shape else { return nil }
    switch features {
    case .bytes: return x.header.kind == .boolean ? 1 : 255
    case .floats(let values): return level(values)
    case .doubles(let values): return level(values)
    case .sparse: return nil
    }
  }

  private static func level(_ values: [some BinaryFloatingPoint]) -> Double? {
    var (low, high) = (0.0, 0.0)
    for value in values {
      low = min(low, Double(value))
      high = max(high, Double(value))
    }
    return low < 0 || high == 0 ? nil : high
  }

  private func classes(_ y: NPYArray, like pool: Dataset?) throws -> LabelColumn {
    var column = LabelColumn()
    for text in try y.classTexts() { column.append(text) }
    guard column.texts.count <= CSVTable.maximumClasses else {
      throw DataError(
        "\(y.name): \(column.texts.count) different values are more than \(CSVTable.maximumClasses) classes, the most that "
          + "is read")
    }
    return column
  }

  // MARK: the archive

  private func archive() throws -> ArchiveReader {
    try ArchiveReader(path: path, format: .zip, advice: Self.advice)
  }

  /// The names of all arrays, without `.npy`.
  private func arrayNames() throws -> [String] {
    // numpy.savez without arrays writes the end of an archive alone, which libarchive takes for no archive.
    if try DataFile.start(of: path).starts(with: Array("PK\u{5}\u{6}".utf8)) { return [] }
    guard try DataFile.start(of: path).starts(with: Array("PK".utf8)) else {
      let isArray = try DataFile.start(of: path).starts(with: NPYHeader.magic)
      let reason =
        isArray
        ? "but a single array; write features and labels with numpy.savez(PATH, x=…, y=…)"
        : "(it should begin as a zip archive does)"
      throw DataError("\(path): not a file of numpy.savez \(reason)")
    }
    let archive = try archive()
    var names: [String] = []
    while let entry = try archive.next() {
      guard names.count < Self.mostEntries else {
        throw DataError("\(path): more than \(Self.mostEntries) arrays, the most that is read")
      }
      if entry.name.hasSuffix(Self.suffix) { names.append(String(entry.name.dropLast(Self.suffix.count))) }
    }
    if let twice = Dictionary(grouping: names, by: \.self).first(where: { $0.value.count > 1 })?.key {
      throw DataError("\(path): the array \(quoted(twice)) is there twice; \(Self.advice)")
    }
    return names
  }

  /// The content of the arrays called `names`.
  private func read(_ names: [String]) throws -> [String: [UInt8]] {
    let archive = try archive()
    var contents: [String: [UInt8]] = [:]
    var total = 0
    while contents.count < names.count, let entry = try archive.next() {
      guard let name = names.first(where: { $0 + Self.suffix == entry.name }), contents[name] == nil else { continue }
      var content: [UInt8] = []
      while true {
        let chunk = try archive.read()
        if chunk.isEmpty { break }
        // The shape is checked before what may be gigabytes of zeros is unpacked.
        if content.isEmpty, let header = try? NPYHeader(chunk, named: name) {
          let size = try header.byteCount(named: "\(path): \(name)")
          guard total + size <= Self.cap else {
            throw DataError("\(path): its arrays are larger than \(Self.cap) bytes unpacked, the most that is read")
          }
          guard let probe = malloc(Self.copies * size) else {
            throw DataError(
              "\(path): \(name) takes \(size) bytes, for which there is too little memory; save fewer samples or smaller numbers"
            )
          }
          free(probe)
          content.reserveCapacity(header.length + size)
        }
        content += chunk
        guard total + content.count <= Self.cap else {
          throw DataError("\(path): its arrays are larger than \(Self.cap) bytes unpacked, the most that is read")
        }
      }
      total += content.count
      contents[name] = content
    }
    return contents
  }
}

extension LabelColumn {
  /// The classes in order, and that of each row; with `known`, the classes of samples to train on, which then have all.
  /// Every row needs a class; errors begin with `name`.
  func sorted(like known: [String]?, named name: String) throws -> (names: [String], labels: [Int32]) {
    let (names, labels) = sorted()
    guard let known else { return (names, labels) }
    let numbers = Dictionary(zip(known, Int32(0)...)) { first, _ in first }
    let renumbered = try names.map { text in
      guard let number = numbers[text] else {
        throw DataError("\(name): the class \(quoted(text)) is one that no sample to train on has")
      }
      return number
    }
    return (known, labels.map { renumbered[Int($0)] })
  }
}
