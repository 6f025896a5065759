public import Foundation
import Synchronization

/// Keeps trajectories in memory only, for programs that use the results of a study directly.
public final class InMemoryTrialStore: TrialStore {
  private let kept: Mutex<[String: TrajectoryResult]>
  private let checkpoints = Mutex<[String: Data]>([:])
  private let finalStates = Mutex<[String: Data]>([:])

  /// Creates a store with these trajectories; of several with one key the last is kept.
  public init(_ results: [TrajectoryResult] = []) {
    kept = Mutex(Dictionary(results.map { ($0.key, $0) }) { $1 })
  }

  /// Keeps a finished trajectory, and drops its checkpoint.
  public func save(_ result: TrajectoryResult) {
    kept.withLock { $0[result.key] = result }
    checkpoints.withLock { $0[result.key] = nil }
  }

  /// Returns every trajectory kept, in no particular order.
  public func results() -> [TrajectoryResult] {
    kept.withLock { Array($0.values) }
  }

  /// Keeps a finished trajectory with its final state, and drops that of the one that it continued.
  public func save(_ result: TrajectoryResult, finalState: Data, continuing earlier: String?) {
    save(result)
    finalStates.withLock { states in
      states[result.key] = finalState
      if let earlier { states[earlier] = nil }
    }
  }

  /// Returns the final state of the trajectory with this key, or nil.
  public func finalState(of key: String) -> Data? { finalStates.withLock { $0[key] } }

  /// Returns the keys of the trajectories that have final states.
  public func finalStateKeys() -> Set<String> { finalStates.withLock { Set($0.keys) } }

  /// Keeps the checkpoint of the trajectory with this key, in place of its last one.
  public func saveCheckpoint(_ content: Data, of key: String) {
    checkpoints.withLock { $0[key] = content }
  }

  /// Returns the last checkpoint of the trajectory with this key, or nil.
  public func checkpoint(of key: String) -> Data? { checkpoints.withLock { $0[key] } }

  /// Returns the keys of the trajectories that have checkpoints.
  public func checkpointedKeys() -> Set<String> { checkpoints.withLock { Set($0.keys) } }
}
