/// Facts about a loaded data set, to show or to write as JSON.
public struct DatasetSummary: Sendable, Equatable, Codable {
  /// Name of the source.
  public let name: String
  /// Shape of one sample in words, e.g. `28×28 grey`.
  public let shape: String
  /// Number of features of one sample.
  public let featureCount: Int
  /// Number of samples in the pool that training, validation and drawn test sets come from.
  public let poolCount: Int
  /// Number of samples in the data set's own test set; nil if it has none.
  public let testCount: Int?
  /// The quantity to predict; nil if the samples are of classes.
  public let quantity: QuantitySummary?
  /// The classes with their numbers of samples; empty for a quantity.
  public let classes: [ClassSummary]
  /// Origin of the data in one line; see ``LoadedData/provenance``.
  public let provenance: String
  /// SHA-256 of the content; see ``LoadedData/digest``.
  public let digest: String

  /// A quantity with the extent of its values in the pool.
  public struct QuantitySummary: Sendable, Equatable, Codable {
    /// Name of the quantity.
    public let name: String
    /// The least value.
    public let least: Double
    /// The largest value.
    public let largest: Double
    /// The mean.
    public let mean: Double
    /// The standard deviation, divided by n.
    public let deviation: Double
  }

  /// One class with its numbers of samples.
  public struct ClassSummary: Sendable, Equatable, Codable {
    /// Name of the class.
    public let name: String
    /// Number of samples of the class in the pool.
    public let poolCount: Int
    /// Number of samples of the class in the data set's own test set; nil if it has none.
    public let testCount: Int?
  }

  /// Summarises a loaded data set.
  public init(_ data: LoadedData) {
    let testCounts = data.canonicalTest?.classCounts
    name = data.pool.name
    shape = data.pool.shape.description
    featureCount = data.pool.featureCount
    poolCount = data.pool.count
    testCount = data.canonicalTest?.count
    quantity = data.pool.quantity.map { quantity in
      let scaler = QuantityScaler(fittedTo: quantity.values)
      return QuantitySummary(
        name: quantity.name, least: quantity.values.min() ?? 0, largest: quantity.values.max() ?? 0, mean: scaler.mean,
        deviation: scaler.deviation)
    }
    classes = zip(data.pool.classNames, data.pool.classCounts).enumerated().map { index, pool in
      ClassSummary(name: pool.0, poolCount: pool.1, testCount: testCounts?[index])
    }
    provenance = data.provenance
    digest = data.digest
  }
}
