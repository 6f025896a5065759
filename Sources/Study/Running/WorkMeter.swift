import NeuralNetwork
import Synchronization

/// Estimates at any moment how much of a run's work is done, including the epochs of unfinished trajectories.
///
/// Nobody knows when a stopping rule will fire. An unfinished trajectory is expected to take the average share of its
/// allowed epochs that earlier ones took, and counts as whole only when it ends.
public final class WorkMeter: Sendable {
  private struct State {
    /// Shares of the work, 0–1.
    var finished = 0.0
    var underWay: [String: Double] = [:]
    /// Epochs of the trajectories that have ended.
    var trained = 0
    var allowed = 0
    /// The largest share reported so far.
    var told = 0.0
    /// When the work began.
    var start = ContinuousClock.now
  }

  private let state = Mutex(State())

  /// Creates a meter that stands at 0.
  public init() {}

  /// Share of the work that was missing when the run began, by estimated cost: 0–1, never decreasing.
  public var workDone: Double {
    state.withLock { state in
      state.told = max(state.told, min(state.underWay.values.reduce(state.finished, +), 1))
      return state.told
    }
  }

  /// When the work began.
  public var start: ContinuousClock.Instant { state.withLock(\.start) }

  /// Stands at 0 again for the work that begins, and learns from the results that there are of `planned`.
  func begin(learning results: [TrajectoryResult], of planned: [PlannedTrajectory]) {
    let lengths = Dictionary(results.map { ($0.key, $0.history.count) }) { first, _ in first }
    state.withLock { state in
      state = State()
      for planned in planned {
        guard let length = lengths[planned.key] else { continue }
        state.trained += length
        state.allowed += planned.epochLimit ?? 1
      }
    }
  }

  /// Notes that `epochs` epochs are done of a trajectory that is `share` of the work.
  func advance(_ planned: PlannedTrajectory, epochs: Int, share: Double) {
    state.withLock { state in
      let usual = state.allowed > 0 ? Double(state.trained) / Double(state.allowed) : 1
      let expected = max(usual * Double(planned.epochLimit ?? 1), Double(epochs + 1))
      state.underWay[planned.key] = share * Double(epochs) / expected
    }
  }

  /// Notes that a trajectory of `epochs` epochs, which is `share` of the work, has ended.
  func finish(_ planned: PlannedTrajectory, epochs: Int, share: Double) {
    state.withLock { state in
      state.underWay[planned.key] = nil
      state.finished += share
      state.trained += epochs
      state.allowed += planned.epochLimit ?? 1
    }
  }
}
