/// Scaled samples, ready for a network.
public struct SampleMatrix: Sendable, Equatable {
  /// Row-major [count, featureCount].
  public let features: [Float]
  /// The class of each sample, [count].
  public let labels: [Int32]
  public let count: Int
  public let featureCount: Int
}
