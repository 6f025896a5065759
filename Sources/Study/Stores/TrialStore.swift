public import Foundation

/// Where finished trajectories are kept, and those on their way. Implementations may be used from several threads at once.
public protocol TrialStore: Sendable {
  /// Keeps a finished trajectory with its trials, all or nothing; replaces an earlier one with the same key, and drops the
  /// checkpoint of that key.
  func save(_ result: TrajectoryResult) throws
  /// Every trajectory kept, in no particular order.
  func results() throws -> [TrajectoryResult]
  /// Keeps how far the trajectory of `key` is; replaces its earlier checkpoint.
  func saveCheckpoint(_ content: Data, of key: String) throws
  /// What ``saveCheckpoint(_:of:)`` kept last; nil if nothing, or the trajectory is finished.
  func checkpoint(of key: String) throws -> Data?
  /// The keys of the trajectories that have checkpoints.
  func checkpointedKeys() throws -> Set<String>
}
