public import Kernels

/// Samples with their classes, or with a quantity to predict.
public struct LabelledSamples<Scalar: KernelScalar> {
  /// Features [samples, features].
  public let features: Features<Scalar>
  /// The class of each sample, from 0; if there is a quantity, any number.
  public let labels: [Int32]
  /// The quantity to predict; nil if the samples are of classes.
  public let quantities: QuantityTargets<Scalar>?

  /// Copies `features`, row by row, `featureCount` per sample.
  public init(
    features: [Scalar], featureCount: Int, labels: [Int32], quantities: QuantityTargets<Scalar>? = nil
  ) {
    self.features = Features(rows: labels.count, columns: featureCount, values: features)
    self.labels = labels
    self.quantities = quantities
  }

  /// Copies the features that `features` returns for ranges of samples, `featureCount` per sample. It is called twice
  /// for each sample.
  public init(
    labels: [Int32], quantities: QuantityTargets<Scalar>? = nil, featureCount: Int,
    features: (Range<Int>) -> ArraySlice<Scalar>
  ) {
    self.features = Features(rows: labels.count, columns: featureCount, values: features)
    self.labels = labels
    self.quantities = quantities
  }

  /// Copies the features that `nonzeros` tells for each sample, with their places, ascending; all others are zero. It is
  /// called twice for each sample.
  public init(
    labels: [Int32], quantities: QuantityTargets<Scalar>? = nil, featureCount: Int,
    nonzeros: (_ sample: Int, _ take: (Int, Scalar) -> Void) -> Void
  ) {
    self.features = Features(rows: labels.count, columns: featureCount, nonzeros: nonzeros)
    self.labels = labels
    self.quantities = quantities
  }

  /// What a network should give for the samples.
  public var targets: Targets<Scalar> { quantities.map { .quantities($0.scaled[...]) } ?? .classes(labels[...]) }

  /// Number of samples.
  public var count: Int { labels.count }
}

/// Several trajectories may read the same samples at once: nothing writes to them once they are made.
extension LabelledSamples: @unchecked Sendable {}
