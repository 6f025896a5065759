public import Datasets
import Foundation
import NeuralNetwork
import Synchronization

/// Trains what a plan asks for and a store does not have yet, on several workers.
public struct StudyRunner: Sendable {
  public let plan: StudyPlan
  public let data: LoadedData
  public let store: any TrialStore
  /// Trajectories trained at the same time, each on one thread.
  public let jobs: Int

  public init(plan: StudyPlan, data: LoadedData, store: any TrialStore, jobs: Int) {
    self.plan = plan
    self.data = data
    self.store = store
    self.jobs = jobs
  }

  /// How far a run has come.
  public struct Progress: Sendable, Equatable {
    /// Trajectories finished now and before, and in all.
    public var finished: Int
    public var total: Int
    /// Of those finished, the ones that the store had when the run began.
    public var resumed: Int
    public var diverged: Int
    /// Share of the work that was missing when the run began, by estimated cost; 0–1.
    public var workDone: Double
    /// The trajectory that has just been finished.
    public var latest: TrajectoryResult?
  }

  /// Trains the missing trajectories; `observe` is called once at the start and after each, by one thread at a time.
  ///
  /// The results do not depend on `jobs`: every trajectory derives its random numbers from what it is.
  /// - Returns: how far it came; less than everything only if `cancellation` was requested.
  /// - Throws: the first error of the store or of the data; workers then end their trajectories and stop.
  public func run(
    cancellation: Cancellation, observe: @escaping @Sendable (Progress) -> Void
  ) throws -> Progress {
    let missing = try missingTrajectories()
    let evaluated = plan.facts.validation + plan.facts.test
    let totalCost = missing.reduce(0) { $0 + $1.costOfEpoch(evaluated: evaluated) }
    let resumed = plan.trajectories.count - missing.count
    let state = SharedState(
      progress: Progress(
        finished: resumed, total: plan.trajectories.count, resumed: resumed, diverged: 0,
        workDone: missing.isEmpty ? 1 : 0))
    state.report(observe)
    let group = DispatchGroup()
    for _ in 0..<min(max(jobs, 1), max(missing.count, 1)) {
      group.enter()
      let worker = Thread {
        defer { group.leave() }
        while !cancellation.isRequested, let next = state.next(of: missing) {
          do {
            guard let result = try plan.train(next, on: data, cancellation: cancellation) else { return }
            try store.save(result)
            let share = next.costOfEpoch(evaluated: evaluated) / totalCost
            state.finish(result, share: share, observe)
          } catch {
            state.fail(error)
            cancellation.request()
          }
        }
      }
      worker.stackSize = 8 << 20
      worker.start()
    }
    group.wait()
    return try state.outcome()
  }

  /// The planned trajectories that the store has no answer for; trials of rules that are new are replayed and kept.
  ///
  /// A configuration is kept anew too: its models may have been put in another order since.
  private func missingTrajectories() throws -> [PlannedTrajectory] {
    let stored = Dictionary(try store.results().map { ($0.key, $0) }) { first, _ in first }
    return try plan.trajectories.filter { planned in
      guard let result = stored[planned.key] else { return true }
      if result.trials.map(\.rule) == plan.rules && result.configuration == planned.configuration { return false }
      guard var answer = result.answering(plan.rules, epochs: planned.settings.epochs) else { return true }
      answer.configuration = planned.configuration
      try store.save(answer)
      return false
    }
  }
}

/// What the workers of a run share.
private final class SharedState: Sendable {
  private struct State {
    var next = 0
    var progress: StudyRunner.Progress
    var error: (any Error)?
  }

  private let state: Mutex<State>

  init(progress: StudyRunner.Progress) {
    state = Mutex(State(progress: progress))
  }

  func next(of missing: [PlannedTrajectory]) -> PlannedTrajectory? {
    state.withLock { state in
      guard missing.indices.contains(state.next) else { return nil }
      defer { state.next += 1 }
      return missing[state.next]
    }
  }

  func finish(
    _ result: TrajectoryResult, share: Double, _ observe: @Sendable (StudyRunner.Progress) -> Void
  ) {
    state.withLock { state in
      state.progress.finished += 1
      state.progress.diverged += result.diverged ? 1 : 0
      state.progress.workDone = min(state.progress.workDone + share, 1)
      state.progress.latest = result
      observe(state.progress)
    }
  }

  func report(_ observe: @Sendable (StudyRunner.Progress) -> Void) {
    state.withLock { observe($0.progress) }
  }

  func fail(_ error: any Error) {
    state.withLock { $0.error = $0.error ?? error }
  }

  func outcome() throws -> StudyRunner.Progress {
    try state.withLock { state in
      if let error = state.error { throw error }
      return state.progress
    }
  }
}
