/// What was measured at the end of one epoch, with that epoch's final weights.
public struct EpochRecord: Sendable, Equatable, Codable {
  /// 1 for the first epoch.
  public var epoch: Int
  /// Weight updates so far, this epoch's included.
  public var updates: Int
  /// Measured on the whole training subset.
  public var train: Score
  /// Measured on the validation set, if there is one.
  public var validation: Score?
  /// Measured on the whole test set; ``Score/unmeasured`` if the run leaves the test set alone.
  public var test: Score
  /// Wall-clock seconds since the trajectory began, evaluation included.
  public var seconds: Double

  public init(epoch: Int, updates: Int, train: Score, validation: Score?, test: Score, seconds: Double) {
    self.epoch = epoch
    self.updates = updates
    self.train = train
    self.validation = validation
    self.test = test
    self.seconds = seconds
  }
}

/// Loss and accuracy of a model on a set of samples.
public struct Score: Sendable, Equatable, Codable {
  /// Mean loss per sample, without the l2 penalty; nil for a model that has no loss comparable to a network's.
  public var loss: Double?
  /// Fraction of samples classified correctly, 0–1.
  public var accuracy: Double

  public init(loss: Double?, accuracy: Double) {
    self.loss = loss
    self.accuracy = accuracy
  }

  /// Says nothing.
  public static let unmeasured = Score(loss: nil, accuracy: .nan)
}
