/// The measurements at the end of one epoch, with that epoch's final weights.
public struct EpochRecord: Sendable, Equatable, Codable {
  /// Number of the epoch, from 1.
  public var epoch: Int
  /// Number of weight updates so far, including this epoch's; nil if another program trained and did not say.
  public var updates: Int?
  /// The score on the whole training subset.
  public var train: Score
  /// The score on the validation set; nil if there is none.
  public var validation: Score?
  /// The score on the whole test set; ``Score/unmeasured`` if the run does not use it.
  public var test: Score
  /// Processor time in seconds since the trajectory began, including evaluation, with any number of workers; nil if another
  /// program trained and did not say.
  public var seconds: Double?

  /// Creates a record from its parts.
  public init(epoch: Int, updates: Int?, train: Score, validation: Score?, test: Score, seconds: Double?) {
    self.epoch = epoch
    self.updates = updates
    self.train = train
    self.validation = validation
    self.test = test
    self.seconds = seconds
  }
}
