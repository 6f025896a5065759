/// What one trajectory learns from and is measured on: scaled samples in float precision.
public struct PreparedData: Sendable {
  /// The training subset, in the order of the split.
  public let train: SampleMatrix
  /// Nil if the split holds out no validation set.
  public let validation: SampleMatrix?
  public let test: SampleMatrix
  /// How the features were scaled, fitted on the training subset only.
  public let scaler: FeatureScaler

  /// Takes the first `size` samples of the split's training order, and its validation and test sets, all scaled alike.
  ///
  /// `split` must come from `data`. Throws a `DataError` if there are fewer than `size` samples to train on.
  public init(data: LoadedData, split: ReplicateSplit, size: Int, scaling: Scaling) throws {
    guard 1...split.trainingOrder.count ~= size else {
      throw DataError(
        "sizes: \(size) is not in 1…\(split.trainingOrder.count), the samples of \(data.pool.name) that the test and "
          + "validation sets leave")
    }
    let subset = split.trainingOrder.prefix(size)
    scaler = FeatureScaler(scaling, fittedTo: data.pool, rows: subset)
    train = scaler.scaled(data.pool, rows: subset)
    validation = split.validation.isEmpty ? nil : scaler.scaled(data.pool, rows: split.validation)
    if let rows = split.test {
      test = scaler.scaled(data.pool, rows: rows)
    } else if let canonical = data.canonicalTest {
      test = scaler.scaled(canonical, rows: 0..<canonical.count)
    } else {
      throw DataError("data.test: \(data.pool.name) has no test set of its own")
    }
  }
}
