/// The features of all samples, sample by sample: count × featureCount values.
public enum FeatureStorage: Sendable, Equatable {
  /// Grey levels or colours, kept at a byte each.
  case bytes([UInt8])
  /// Numbers that single precision holds exactly.
  case floats([Float])
  /// Numbers of which it would round some.
  case doubles([Double])

  /// The number of values of all samples together.
  public var count: Int {
    switch self {
    case .bytes(let values): values.count
    case .floats(let values): values.count
    case .doubles(let values): values.count
    }
  }

  /// The memory that the values take.
  public var byteCount: Int {
    switch self {
    case .bytes(let values): values.count
    case .floats(let values): values.count * MemoryLayout<Float>.stride
    case .doubles(let values): values.count * MemoryLayout<Double>.stride
    }
  }

  /// Some of the values, in double precision.
  func doubles(in range: Range<Int>) -> [Double] {
    switch self {
    case .bytes(let values): values[range].map { Double($0) }
    case .floats(let values): values[range].map { Double($0) }
    case .doubles(let values): Array(values[range])
    }
  }
}

/// Labelled samples of one shape.
public struct Dataset: Sendable, Equatable {
  /// The name of the source, such as `mnist`.
  public let name: String
  /// count × featureCount, sample by sample, as the source has them (unscaled).
  public let features: FeatureStorage
  public let shape: SampleShape
  /// The class of each sample, in 0..<classNames.count.
  public let labels: [Int32]
  public let classNames: [String]
  /// One for each feature, or nil where features have no names.
  public let featureNames: [String]?
  /// The grey level that `unit` scaling maps to 1; nil for features that are not grey levels.
  public let largestGreyLevel: Double?
  /// The line of its file that each sample begins on, from 1; nil for samples that come from no text file.
  public let lines: [Int32]?

  /// Checks that the parts fit together; throws a `DataError` that says which do not.
  public init(
    name: String, features: FeatureStorage, shape: SampleShape, labels: [Int32], classNames: [String],
    featureNames: [String]? = nil, largestGreyLevel: Double? = nil, lines: [Int32]? = nil
  ) throws {
    guard shape.featureCount > 0 else { throw DataError("\(name): a sample without features (\(shape))") }
    let (values, overflow) = labels.count.multipliedReportingOverflow(by: shape.featureCount)
    guard !overflow, features.count == values else {
      throw DataError("\(name): \(features.count) values do not make \(labels.count) samples of \(shape)")
    }
    if let sample = labels.firstIndex(where: { $0 < 0 || $0 >= classNames.count }) {
      throw DataError("\(name): label \(labels[sample]) of sample \(sample + 1) is not in 0…\(classNames.count - 1)")
    }
    if let featureNames, featureNames.count != shape.featureCount {
      throw DataError("\(name): \(featureNames.count) names for \(shape)")
    }
    if let lines, lines.count != labels.count {
      throw DataError("\(name): \(lines.count) lines for \(labels.count) samples")
    }
    self.name = name
    self.features = features
    self.shape = shape
    self.labels = labels
    self.classNames = classNames
    self.featureNames = featureNames
    self.largestGreyLevel = largestGreyLevel
    self.lines = lines
  }

  /// The number of samples.
  public var count: Int { labels.count }

  /// The number of features of a sample.
  public var featureCount: Int { shape.featureCount }

  /// The number of samples of each class.
  public var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: classNames.count)
    for label in labels { counts[Int(label)] += 1 }
    return counts
  }
}
