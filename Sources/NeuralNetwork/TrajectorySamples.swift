public import Kernels

/// The samples of a trajectory: what it learns from and what it is measured on.
public struct TrajectorySamples<Scalar: KernelScalar>: Sendable {
  public let train: LabelledSamples<Scalar>
  public let validation: LabelledSamples<Scalar>?
  public let test: LabelledSamples<Scalar>

  public init(
    train: LabelledSamples<Scalar>, validation: LabelledSamples<Scalar>?, test: LabelledSamples<Scalar>
  ) {
    self.train = train
    self.validation = validation
    self.test = test
  }
}

extension TrajectorySamples<Float> {
  /// Copies in double precision.
  var inDoublePrecision: TrajectorySamples<Double> {
    TrajectorySamples<Double>(
      train: train.inDoublePrecision, validation: validation?.inDoublePrecision, test: test.inDoublePrecision)
  }
}

extension LabelledSamples<Float> {
  fileprivate var inDoublePrecision: LabelledSamples<Double> {
    let batch = RowBatch(of: features, capacity: count)
    return LabelledSamples<Double>(labels: labels, featureCount: features.columns) { rows in
      batch.rows(rows).values.map(Double.init)[...]
    }
  }
}
