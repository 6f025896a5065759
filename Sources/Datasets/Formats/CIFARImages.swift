import Foundation

/// CIFAR-10 in its binary version: colour images of 32×32, in ten classes.
///
/// A file holds records of 3073 bytes and nothing more: the class, 0 to 9, then the red, the green and the blue plane of
/// 1024 bytes each, row by row from the top. The training images are in `data_batch_1.bin`, `data_batch_2.bin` …, the
/// test images in `test_batch.bin`, the names of the classes in `batches.meta.txt`, a line each.
/// Source: A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images" (2009), and the page of the data set.
struct CIFARImages {
  static let shape = SampleShape.image(width: 32, height: 32, channels: 3)
  static let classCount = 10
  static let recordLength = 1 + shape.featureCount
  /// As the files expected in a folder are named in messages.
  static let fileNames = "data_batch_1.bin …, test_batch.bin"
  /// The most that is read of all training files together, and of the test file: ten times CIFAR-10.
  private static let (poolCap, testCap) = (1536 << 20, 320 << 20)

  /// The numbers of the training files, ascending, and the files.
  private let numbers: [Int]
  let batches: [String]
  let testBatch: String
  /// The file of class names, if there is one.
  let meta: String?

  /// The files in `folder`, each plain or with `.gz` added; nil unless there are a training and a test file.
  init?(in folder: String) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
    func path(_ name: String) -> String? {
      [name, name + ".gz"].first(where: names.contains).map { "\(folder)/\($0)" }
    }
    let matches = names.compactMap { $0.wholeMatch(of: /data_batch_([1-9][0-9]{0,8})\.bin(\.gz)?/) }
    numbers = Set(matches.compactMap { Int($0.1) }).sorted()
    batches = numbers.compactMap { path("data_batch_\($0).bin") }
    guard !batches.isEmpty, let test = path("test_batch.bin") else { return nil }
    testBatch = test
    meta = path("batches.meta.txt")
  }

  /// Every file that is read.
  var files: [String] { batches + [testBatch] + (meta.map { [$0] } ?? []) }

  /// Reads the files; the data sets are called `name`. Throws if a number is missing among the training files.
  func load(as name: String) throws -> (pool: Dataset, test: Dataset) {
    if let gap = zip(1..., numbers).first(where: { $0 != $1 }) {
      throw DataError(
        "\(name): data_batch_\(gap.0).bin is missing, but \(batches[gap.0 - 1]) is there; add it, or leave only the "
          + "files up to it")
    }
    let classNames = try meta.map(Self.classNames) ?? Self.publishedClassNames
    func dataset(_ paths: [String], cap: Int) throws -> Dataset {
      var (pixels, labels): ([UInt8], [Int32]) = ([], [])
      for path in paths {
        let content = try DataFile.read(path, cap: cap - labels.count * Self.recordLength)
        try Self.append(content, named: path, to: &pixels, &labels)
      }
      return try Dataset(
        name: name, features: .bytes(pixels), shape: Self.shape, labels: labels, classNames: classNames,
        largestGreyLevel: 255)
    }
    return (try dataset(batches, cap: Self.poolCap), try dataset([testBatch], cap: Self.testCap))
  }

  /// Takes the records of one file apart.
  private static func append(
    _ content: [UInt8], named name: String, to pixels: inout [UInt8], _ labels: inout [Int32]
  ) throws {
    guard !content.isEmpty, content.count.isMultiple(of: recordLength) else {
      throw DataError(
        "\(name): \(content.count) bytes are no whole number of images of \(recordLength) bytes (damaged file?)")
    }
    pixels.reserveCapacity(pixels.count + content.count)
    for start in stride(from: 0, to: content.count, by: recordLength) {
      guard content[start] < classCount else {
        throw DataError(
          "\(name): label \(content[start]) of image \(start / recordLength + 1) is not in 0…\(classCount - 1)")
      }
      labels.append(Int32(content[start]))
      pixels += content[start + 1..<start + recordLength]
    }
  }

  private static func classNames(_ path: String) throws -> [String] {
    guard let text = String(validating: try DataFile.read(path, cap: 4096), as: UTF8.self) else {
      throw DataError("\(path): the class names are not UTF-8 text")
    }
    let names = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    guard Set(names).count == classCount, names.count == classCount else {
      throw DataError("\(path): \(Set(names).count) different class names where \(classCount) should be")
    }
    return names
  }

  private static let publishedClassNames = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]
}
