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
