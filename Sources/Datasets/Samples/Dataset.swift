/// The features of all samples, sample by sample: count × featureCount values.
public enum FeatureStorage: Sendable, Equatable {
  /// Grey levels or colours, one byte each.
  case bytes([UInt8])
  /// Numbers that single precision represents exactly.
  case floats([Float])
  /// Numbers of which single precision would round some.
  case doubles([Double])
  /// Only the values other than zero.
  case sparse(SparseFeatures)

  /// Number of values over all samples.
  public var count: Int {
    switch self {
    case .bytes(let values): values.count
    case .floats(let values): values.count
    case .doubles(let values): values.count
    case .sparse(let values): values.sampleCount * values.width
    }
  }

  /// Memory that the values take, in bytes.
  public var byteCount: Int {
    switch self {
    case .bytes(let values): values.count
    case .floats(let values): values.count * MemoryLayout<Float>.stride
    case .doubles(let values): values.count * MemoryLayout<Double>.stride
    case .sparse(let values): values.byteCount
    }
  }

  /// Some of the values, in double precision.
  func doubles(in range: Range<Int>) -> [Double] {
    switch self {
    case .bytes(let values): values[range].map { Double($0) }
    case .floats(let values): values[range].map { Double($0) }
    case .doubles(let values): Array(values[range])
    case .sparse(let values): values.doubles(in: range)
    }
  }

  /// The largest magnitude of the values.
  var largestMagnitude: Double {
    switch self {
    case .bytes(let values): Double(values.max() ?? 0)
    case .floats(let values): values.reduce(0) { max($0, Double(abs($1))) }
    case .doubles(let values): values.reduce(0) { max($0, abs($1)) }
    case .sparse(let values): values.values.storage.largestMagnitude
    }
  }

  /// The features that are stored sparsely; nil if they are stored in full.
  public var sparse: SparseFeatures? { if case .sparse(let values) = self { values } else { nil } }
}

/// Labelled samples of one shape.
public struct Dataset: Sendable, Equatable {
  /// Name of the source, such as `mnist`.
  public let name: String
  /// Unscaled features, count × featureCount, sample by sample; NaN where one is missing.
  public let features: FeatureStorage
  /// Layout of the features of one sample.
  public let shape: SampleShape
  /// The class of each sample, in 0..<classNames.count; of a quantity the stratum, in 0..<stratumCount.
  public let labels: [Int32]
  /// The quantity to predict; nil if the samples are of classes.
  public let quantity: Quantity?
  /// Number of classes, or of strata of a quantity, that samples are drawn from in proportion.
  public let stratumCount: Int
  /// Names of the classes, in the order of their labels; empty for a quantity.
  public let classNames: [String]
  /// Names of the features; nil if they have none.
  public let featureNames: [String]?
  /// The grey level that `unit` scaling maps to 1; nil if the features are not grey levels.
  public let largestGreyLevel: Double?
  /// The line of the source file on which each sample begins, from 1; nil if there is no text file.
  public let lines: [Int32]?
  /// What is known of the table that the samples come from; nil if they come from none.
  public let table: TableFacts?
  /// The number of the group of each sample, from 0; nil if samples are not in groups.
  public let groups: [Int32]?
  /// The number under which a sparse table has its first column, 0 or 1; nil if the samples come from none.
  public let firstColumn: Int?
  /// What may surprise in the file that the samples come from, one line each.
  public let remarks: [String]
  /// Of samples that need no class or quantity, what their data give as such: a class, or a number; nil where they give
  /// none. Nil for all others, whose ``labels`` or ``quantity`` say it.
  public let givenTargets: [String?]?

  /// Creates a data set after checking that the parts fit together. Of a `quantity`, the labels are its strata, whatever is
  /// given.
  ///
  /// - Throws: ``DataError`` that names the parts that do not fit.
  public init(
    name: String, features: FeatureStorage, shape: SampleShape, labels: [Int32], classNames: [String],
    quantity: Quantity? = nil, featureNames: [String]? = nil, largestGreyLevel: Double? = nil, lines: [Int32]? = nil,
    table: TableFacts? = nil, groups: [Int32]? = nil, firstColumn: Int? = nil, remarks: [String] = [],
    givenTargets: [String?]? = nil
  ) throws {
    let labels = quantity?.strata ?? labels
    let stratumCount = quantity == nil ? classNames.count : Int((labels.max() ?? -1) + 1)
    guard shape.featureCount > 0 else { throw DataError("\(name): a sample without features (\(shape))") }
    let (values, overflow) = labels.count.multipliedReportingOverflow(by: shape.featureCount)
    guard !overflow, features.count == values else {
      throw DataError("\(name): \(features.count) values do not make \(labels.count) samples of \(shape)")
    }
    if let width = features.sparse?.width, width != shape.featureCount {
      throw DataError("\(name): sparse samples of \(width) features, and not \(shape)")
    }
    if let sample = labels.firstIndex(where: { $0 < 0 || $0 >= stratumCount }) {
      throw DataError("\(name): label \(labels[sample]) of sample \(sample + 1) is not in 0…\(stratumCount - 1)")
    }
    if let featureNames, featureNames.count != shape.featureCount {
      throw DataError("\(name): \(featureNames.count) names for \(shape)")
    }
    if let lines, lines.count != labels.count {
      throw DataError("\(name): \(lines.count) lines for \(labels.count) samples")
    }
    if let givenTargets, givenTargets.count != labels.count {
      throw DataError("\(name): \(givenTargets.count) targets for \(labels.count) samples")
    }
    if let groups, groups.count != labels.count || groups.contains(where: { $0 < 0 }) {
      throw DataError("\(name): \(groups.count) numbers of groups, from 0, for \(labels.count) samples")
    }
    self.name = name
    self.features = features
    self.shape = shape
    self.labels = labels
    self.quantity = quantity
    self.stratumCount = stratumCount
    self.classNames = classNames
    self.featureNames = featureNames
    self.largestGreyLevel = largestGreyLevel
    self.lines = lines
    self.table = table
    self.groups = groups
    self.firstColumn = firstColumn
    self.remarks = table?.remarks ?? remarks
    self.givenTargets = givenTargets
  }

  /// Number of samples.
  public var count: Int { labels.count }

  /// Number of features of one sample.
  public var featureCount: Int { shape.featureCount }

  /// Number of samples of each class, or stratum of a quantity.
  public var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: stratumCount)
    for label in labels { counts[Int(label)] += 1 }
    return counts
  }

  /// Number of samples of each group, by its number; nil if samples are not in groups.
  public var groupSizes: [Int32: Int]? { groups?.reduce(into: [:]) { $0[$1, default: 0] += 1 } }
}

extension FeatureStorage {
  /// The values of both, in the type of these if they have the same, else in double precision.
  fileprivate func appending(_ other: FeatureStorage) -> FeatureStorage {
    switch (self, other) {
    case (.bytes(let values), .bytes(let more)): .bytes(values + more)
    case (.floats(let values), .floats(let more)): .floats(values + more)
    case (.sparse(let values), .sparse(let more)): .sparse(values.appending(more))
    default: .doubles(doubles(in: 0..<count) + other.doubles(in: 0..<other.count))
    }
  }
}

extension Dataset {
  /// The samples of this data set, then those of another of the same shape and classes; groups are numbered alike in both.
  ///
  /// - Throws: ``DataError`` if they do not fit together.
  func appending(_ other: Dataset) throws -> Dataset {
    guard shape == other.shape, classNames == other.classNames else {
      throw DataError("\(name): training and test samples differ in shape or classes")
    }
    guard (groups == nil) == (other.groups == nil) else {
      throw DataError("\(name): either both training and test samples are in groups or none")
    }
    return try Dataset(
      name: name, features: features.appending(other.features), shape: shape, labels: labels + other.labels,
      classNames: classNames,
      quantity: quantity.map { Quantity(name: $0.name, values: $0.values + (other.quantity?.values ?? [])) },
      featureNames: featureNames, largestGreyLevel: largestGreyLevel,
      groups: groups.map { $0 + (other.groups ?? []) }, firstColumn: firstColumn, remarks: remarks)
  }
}
