public import Kernels

/// Samples with their classes.
public struct LabelledSamples<Scalar: KernelScalar> {
  /// Features [samples, features].
  public let features: Features<Scalar>
  /// The class of each sample, from 0.
  public let labels: [Int32]

  /// Copies `features`, row by row, `featureCount` per sample.
  public init(features: [Scalar], featureCount: Int, labels: [Int32]) {
    self.features = Features(rows: labels.count, columns: featureCount, values: features)
    self.labels = labels
  }

  /// Copies the features that `features` returns for ranges of samples, `featureCount` per sample. It is called twice
  /// for each sample.
  public init(labels: [Int32], featureCount: Int, features: (Range<Int>) -> ArraySlice<Scalar>) {
    self.features = Features(rows: labels.count, columns: featureCount, values: features)
    self.labels = labels
  }

  /// Copies the features that `nonzeros` tells for each sample, with their places, ascending; all others are zero. It is
  /// called twice for each sample.
  public init(labels: [Int32], featureCount: Int, nonzeros: (_ sample: Int, _ take: (Int, Scalar) -> Void) -> Void) {
    self.features = Features(rows: labels.count, columns: featureCount, nonzeros: nonzeros)
    self.labels = labels
  }

  /// Number of samples.
  public var count: Int { labels.count }
}

/// Several trajectories may read the same samples at once: nothing writes to them once they are made.
extension LabelledSamples: @unchecked Sendable {}
