public import Kernels

/// Samples with their classes: features [count, features] and one label 0…classes−1 a row.
public struct LabelledSamples<Scalar: KernelScalar> {
  public let features: Features<Scalar>
  public let labels: [Int32]

  /// Copies `features`, row by row, `featureCount` to a sample.
  public init(features: [Scalar], featureCount: Int, labels: [Int32]) {
    self.features = Features(rows: labels.count, columns: featureCount, values: features)
    self.labels = labels
  }

  /// Copies the features that `features` returns for ranges of samples, `featureCount` to a sample; asked twice for each.
  public init(labels: [Int32], featureCount: Int, features: (Range<Int>) -> ArraySlice<Scalar>) {
    self.features = Features(rows: labels.count, columns: featureCount, values: features)
    self.labels = labels
  }

  public var count: Int { labels.count }
}

/// Several trajectories may read the same samples at once: nothing writes to them once they are made.
extension LabelledSamples: @unchecked Sendable {}
