public import Study
import Synchronization

/// Keeps trajectories in memory; may call a closure after each one that it keeps.
public final class MemoryTrialStore: TrialStore {
  private let kept = Mutex<[String: TrajectoryResult]>([:])
  private let afterSave: @Sendable (_ count: Int) throws -> Void

  public init(
    _ results: [TrajectoryResult] = [], afterSave: @escaping @Sendable (_ count: Int) throws -> Void = { _ in }
  ) {
    self.afterSave = afterSave
    kept.withLock { $0 = Dictionary(results.map { ($0.key, $0) }) { _, last in last } }
  }

  public func save(_ result: TrajectoryResult) throws {
    let count = kept.withLock { kept in
      kept[result.key] = result
      return kept.count
    }
    try afterSave(count)
  }

  public func results() throws -> [TrajectoryResult] { kept.withLock { Array($0.values) } }
}
