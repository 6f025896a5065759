/// Scaled samples, ready for a network.
public struct SampleMatrix: Sendable, Equatable {
  /// Features, row-major [count, featureCount].
  public let features: [Float]
  /// The class of each sample, [count].
  public internal(set) var labels: [Int32]
  /// Number of samples.
  public let count: Int
  /// Number of features of one sample.
  public let featureCount: Int
}
