/// Where a run stands between two batches: with its settings and samples all that it takes to go on with the same bits.
///
/// Positions in the random streams need no place of their own: the order of an epoch's batches is a function of its number.
public struct TrainingState: Sendable, Equatable {
  /// Epochs finished.
  public var epoch: Int
  /// Batches done of the epoch under way.
  public var batches: Int
  /// Updates made in all.
  public var updates: Int
  /// The parameters and after them each of the optimiser's moments, every one in the order of ``Parameters``. The numbers
  /// are those of the run's precision, for which double precision has room.
  public var values: [[Double]]
  /// Seconds that the run has taken so far.
  public var seconds: Double

  public init(epoch: Int, batches: Int, updates: Int, values: [[Double]], seconds: Double) {
    self.epoch = epoch
    self.batches = batches
    self.updates = updates
    self.values = values
    self.seconds = seconds
  }
}
