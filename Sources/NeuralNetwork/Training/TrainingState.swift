/// The state of a run between two batches. With the settings and samples it is enough to continue with identical bits.
///
/// Positions in the random streams need not be stored, because the order of an epoch's batches depends only on its
/// number.
public struct TrainingState: Sendable, Equatable {
  /// Number of finished epochs.
  public var epoch: Int
  /// Number of finished batches of the current epoch.
  public var batches: Int
  /// Number of updates so far.
  public var updates: Int
  /// The parameters, followed by each of the optimiser's moments, all in the order of ``Parameters``.
  ///
  /// They have the run's precision, which double precision represents exactly.
  public var values: [[Double]]
  /// Processor time of the training run so far, in seconds.
  public var seconds: Double

  /// Creates a state from its parts.
  public init(epoch: Int, batches: Int, updates: Int, values: [[Double]], seconds: Double) {
    self.epoch = epoch
    self.batches = batches
    self.updates = updates
    self.values = values
    self.seconds = seconds
  }
}
