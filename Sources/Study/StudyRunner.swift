public import Datasets
import Foundation
import Synchronization

/// Trains what a plan asks for and a store does not have yet, on several workers.
public struct StudyRunner: Sendable {
  public let plan: StudyPlan
  public let data: LoadedData
  public let store: any TrialStore
  /// Takes the models that the study records; without it none are kept.
  public let archive: (any ModelArchive)?
  /// Trajectories trained at the same time, each on one thread.
  public let jobs: Int

  public init(plan: StudyPlan, data: LoadedData, store: any TrialStore, archive: (any ModelArchive)? = nil, jobs: Int) {
    self.plan = plan
    self.data = data
    self.store = store
    self.archive = archive
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
  /// The results do not depend on `jobs`: every trajectory derives its random numbers from what it is. Between two calls of
  /// `observe`, `meter` tells how far the trajectories under way are.
  /// - Returns: how far it came; less than everything only if `cancellation` was requested.
  /// - Throws: the first error of the store, or ``TrajectoryError``; workers then end their trajectories and stop.
  public func run(
    cancellation: Cancellation, meter: WorkMeter = WorkMeter(), observe: @escaping @Sendable (Progress) -> Void
  ) throws -> Progress {
    let stored = try store.results()
    let work = plan.remaining(given: stored, archive: archive)
    for result in work.replayed { try store.save(result) }
    let missing = work.missing
    let evaluated = plan.facts.validation + plan.facts.test
    let totalCost = missing.reduce(0) { $0 + $1.cost(evaluated: evaluated) }
    meter.learn(from: stored, of: plan.trajectories)
    let state = SharedState(progress: plan.progress(given: work))
    state.report(observe)
    let samples = SharedSamples(plan.study, data)
    let group = DispatchGroup()
    for _ in 0..<min(max(jobs, 1), missing.count) {
      group.enter()
      let worker = Thread {
        defer { group.leave() }
        while !cancellation.isRequested, let next = state.next(of: missing) {
          do {
            let share = next.cost(evaluated: evaluated) / totalCost
            let result = try TrajectoryError.naming(next) {
              let inputs = try samples.inputs(of: next)
              return try plan.train(next, on: inputs, cancellation: cancellation, archive: archive) { epochs in
                meter.advance(next, epochs: epochs, share: share)
              }
            }
            guard let result else { return }
            try store.save(result)
            meter.finish(next, epochs: result.history.count, share: share)
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
}

extension StudyPlan {
  /// How far a run is that has `work` before it.
  public func progress(given work: RemainingWork) -> StudyRunner.Progress {
    let finished = trajectories.count - work.missing.count
    return StudyRunner.Progress(
      finished: finished, total: trajectories.count, resumed: finished, diverged: work.diverged,
      workDone: work.missing.isEmpty ? 1 : 0)
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
