/// What there is to say about a data set once it is loaded.
public struct DatasetSummary: Sendable, Equatable, Codable {
  public let name: String
  /// Shape of a sample, for people: `28×28 grey`.
  public let shape: String
  public let featureCount: Int
  public let poolCount: Int
  /// Nil where the data set has no test set of its own.
  public let testCount: Int?
  public let classes: [ClassSummary]
  public let provenance: String
  /// See `LoadedData.digest`.
  public let digest: String

  /// One class and how many samples of it there are.
  public struct ClassSummary: Sendable, Equatable, Codable {
    public let name: String
    public let poolCount: Int
    /// Nil where the data set has no test set of its own.
    public let testCount: Int?
  }

  public init(_ data: LoadedData) {
    let testCounts = data.canonicalTest?.classCounts
    name = data.pool.name
    shape = data.pool.shape.description
    featureCount = data.pool.featureCount
    poolCount = data.pool.count
    testCount = data.canonicalTest?.count
    classes = zip(data.pool.classNames, data.pool.classCounts).enumerated().map { index, pool in
      ClassSummary(name: pool.0, poolCount: pool.1, testCount: testCounts?[index])
    }
    provenance = data.provenance
    digest = data.digest
  }
}
