public import Study
import Synchronization

/// Keeps trajectories in memory.
public final class InMemoryTrialStore: TrialStore {
  private let kept: Mutex<[String: TrajectoryResult]>

  public init(_ results: [TrajectoryResult] = []) {
    kept = Mutex(Dictionary(results.map { ($0.key, $0) }) { $1 })
  }

  public func save(_ result: TrajectoryResult) {
    kept.withLock { $0[result.key] = result }
  }

  public func results() -> [TrajectoryResult] {
    kept.withLock { Array($0.values) }
  }
}
