public import Kernels

/// The samples that a trajectory is trained and measured on.
public struct TrajectorySamples<Scalar: KernelScalar>: Sendable {
  /// The training subset.
  public let train: LabelledSamples<Scalar>
  /// The validation set; nil if there is none.
  public let validation: LabelledSamples<Scalar>?
  /// The test set.
  public let test: LabelledSamples<Scalar>

  /// Creates the samples of a trajectory from their parts.
  public init(
    train: LabelledSamples<Scalar>, validation: LabelledSamples<Scalar>?, test: LabelledSamples<Scalar>
  ) {
    self.train = train
    self.validation = validation
    self.test = test
  }
}

extension TrajectorySamples {
  /// These samples if they are in the precision of `Other`, else copies that are.
  func converted<Other: KernelScalar>(to _: Other.Type) -> TrajectorySamples<Other> {
    (self as? TrajectorySamples<Other>)
      ?? TrajectorySamples<Other>(
        train: train.converted(), validation: validation?.converted(), test: test.converted())
  }
}

extension LabelledSamples {
  fileprivate func converted<Other: KernelScalar>() -> LabelledSamples<Other> {
    let batch = RowBatch(of: features, capacity: count)
    return LabelledSamples<Other>(
      labels: labels,
      quantities: quantities.map { QuantityTargets($0.values, mean: $0.mean, deviation: $0.deviation) },
      featureCount: features.columns
    ) { rows in
      batch.rows(rows).values.map { Other($0) }[...]
    }
  }
}
