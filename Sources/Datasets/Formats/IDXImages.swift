import Threads

/// A data set of grey images in the four IDX files that MNIST came in.
struct IDXImages {
  /// Plain, or with `.gz` added.
  static let fileNames = [
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
  ]

  let name: String
  let classNames: [String]

  /// Reads the files at `paths`, in the order of `fileNames`.
  func load(_ paths: [String]) throws -> (pool: Dataset, test: Dataset) {
    let sets = try concurrentMap(2, throwing: { set in try read(images: paths[2 * set], labels: paths[2 * set + 1]) })
    let (pool, test) = (sets[0], sets[1])
    guard pool.shape == test.shape else {
      throw DataError("\(paths[2]): test images of \(test.shape), but training images of \(pool.shape)")
    }
    return (pool, test)
  }

  private func read(images imagePath: String, labels labelPath: String) throws -> Dataset {
    let labels = try IDXArray(DataFile.read(labelPath, cap: 8 << 20), rank: 1, named: labelPath)
    let images = try IDXArray(DataFile.read(imagePath, cap: 256 << 20), rank: 3, named: imagePath)
    guard labels.values.count == images.dimensions[0] else {
      throw DataError("\(labelPath): \(labels.values.count) labels for \(images.dimensions[0]) images")
    }
    if let index = labels.values.firstIndex(where: { $0 >= classNames.count }) {
      throw DataError(
        "\(labelPath): label \(labels.values[index]) of sample \(index + 1) is not in 0…\(classNames.count - 1)")
    }
    return try Dataset(
      name: name, features: .bytes(images.values),
      shape: .image(width: images.dimensions[2], height: images.dimensions[1], channels: 1),
      labels: labels.values.map(Int32.init), classNames: classNames, largestGreyLevel: 255)
  }
}
