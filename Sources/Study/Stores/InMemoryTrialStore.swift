public import Foundation
import Synchronization

/// Keeps trajectories in memory only: for studies whose results are used by the program that runs them.
public final class InMemoryTrialStore: TrialStore {
  private let kept: Mutex<[String: TrajectoryResult]>
  private let checkpoints = Mutex<[String: Data]>([:])

  public init(_ results: [TrajectoryResult] = []) {
    kept = Mutex(Dictionary(results.map { ($0.key, $0) }) { $1 })
  }

  public func save(_ result: TrajectoryResult) {
    kept.withLock { $0[result.key] = result }
    checkpoints.withLock { $0[result.key] = nil }
  }

  public func results() -> [TrajectoryResult] {
    kept.withLock { Array($0.values) }
  }

  public func saveCheckpoint(_ content: Data, of key: String) {
    checkpoints.withLock { $0[key] = content }
  }

  public func checkpoint(of key: String) -> Data? { checkpoints.withLock { $0[key] } }

  public func checkpointedKeys() -> Set<String> { checkpoints.withLock { Set($0.keys) } }
}
