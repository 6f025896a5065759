/// The data of one trajectory: scaled samples in single precision.
public struct PreparedData: Sendable {
  /// The training subset, in the order of the split.
  public let train: SampleMatrix
  /// The validation set; nil if the split has none.
  public let validation: SampleMatrix?
  /// The test set.
  public let test: SampleMatrix
  /// The scaling of the features, fitted on the training subset only.
  public let scaler: FeatureScaler

  /// Takes the first `size` samples of the split's training order, and its validation and test sets, all scaled alike.
  ///
  /// `split` must come from `data`.
  ///
  /// - Throws: ``DataError`` if the split has fewer than `size` training samples.
  public init(data: LoadedData, split: ReplicateSplit, size: Int, scaling: Scaling) throws {
    let selection = try TrajectorySelection(data: data, split: split, size: size, scaling: scaling)
    scaler = selection.train.scaler
    train = selection.train.samples
    validation = selection.validation?.samples
    test = selection.test.samples
  }
}
