public import Foundation

/// Keeps finished trajectories, and checkpoints of unfinished ones. Implementations may be used from several threads at
/// once.
public protocol TrialStore: Sendable {
  /// Keeps a finished trajectory with its trials, all or nothing. It replaces an earlier one with the same key, and
  /// drops the checkpoint of that key.
  func save(_ result: TrajectoryResult) throws
  /// Returns every trajectory kept, in no particular order.
  func results() throws -> [TrajectoryResult]
  /// Keeps how far the trajectory with this key is, in place of its last checkpoint.
  func saveCheckpoint(_ content: Data, of key: String) throws
  /// Returns the last checkpoint of the trajectory with this key; nil if there is none or the trajectory is finished.
  func checkpoint(of key: String) throws -> Data?
  /// Returns the keys of the trajectories that have checkpoints.
  func checkpointedKeys() throws -> Set<String>
  /// Keeps a finished trajectory as ``save(_:)`` does, with the state of training after its last epoch. That of the
  /// trajectory with the key `earlier`, which it continued, is dropped.
  func save(_ result: TrajectoryResult, finalState: Data, continuing earlier: String?) throws
  /// Returns the state of training with which the trajectory with this key ended at its limit; nil if none is kept.
  func finalState(of key: String) throws -> Data?
  /// Returns the keys of the trajectories whose final states are kept.
  func finalStateKeys() throws -> Set<String>
}

/// A store that keeps no final states: what ended at a limit of epochs is trained again for a larger one.
extension TrialStore {
  /// Keeps the trajectory alone.
  public func save(_ result: TrajectoryResult, finalState: Data, continuing earlier: String?) throws {
    try save(result)
  }

  /// Returns nil.
  public func finalState(of key: String) throws -> Data? { nil }

  /// Returns no keys.
  public func finalStateKeys() throws -> Set<String> { [] }
}
