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
    let selection = try TrajectorySelection(data: data, split: split, size: size, scaling: scaling)
    scaler = selection.train.scaler
    train = selection.train.samples
    validation = selection.validation?.samples
    test = selection.test.samples
  }
}
