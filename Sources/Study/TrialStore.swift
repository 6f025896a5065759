/// Where finished trajectories are kept. Implementations may be used from several threads at once.
public protocol TrialStore: Sendable {
  /// Keeps a finished trajectory with its trials, all or nothing; replaces an earlier one with the same key.
  func save(_ result: TrajectoryResult) throws
  /// Every trajectory kept, in no particular order.
  func results() throws -> [TrajectoryResult]
}
