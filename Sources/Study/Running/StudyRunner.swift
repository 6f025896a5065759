public import Datasets
import Foundation
import NeuralNetwork
import Synchronization
import Threads

/// Trains the trajectories of a plan that a store does not have yet, on several threads.
public struct StudyRunner: Sendable {
  /// The trajectories that are wanted.
  public let plan: StudyPlan
  /// The samples of the study, loaded.
  public let data: LoadedData
  /// Holds finished trajectories and the checkpoints of unfinished ones.
  public let store: any TrialStore
  /// Takes the models that the study records; if nil, no models are kept.
  public let archive: (any ModelArchive)?
  /// Number of trajectories trained at the same time, one thread each.
  public let jobs: Int
  /// Seconds between checkpoints of the trajectories under way.
  public let checkpointInterval: Double
  /// Starts a worker; false if the system allows no further one.
  var startThread: @Sendable (@escaping @Sendable () -> Void) -> Bool = { WorkerThread.start($0) }

  /// Creates a runner; nothing is trained before ``run(_:cancellation:meter:observe:)``.
  public init(
    plan: StudyPlan, data: LoadedData, store: any TrialStore, archive: (any ModelArchive)? = nil, jobs: Int,
    checkpointInterval: Double = 60
  ) {
    self.plan = plan
    self.data = data
    self.store = store
    self.archive = archive
    self.jobs = jobs
    self.checkpointInterval = checkpointInterval
  }

  /// How much of the plan a run does.
  public struct Scope: Sendable {
    /// The last replicate to train; those after it are left for later.
    public var replicates = Int.max
    /// When `cancellation` will be requested; nil if that is not known. The run only begins what it can finish by then,
    /// or keep as a checkpoint.
    public var deadline: ContinuousClock.Instant?

    /// Creates a scope; by default it is the whole plan.
    public init(replicates: Int = .max, deadline: ContinuousClock.Instant? = nil) {
      self.replicates = replicates
      self.deadline = deadline
    }
  }

  /// How far a run has come.
  public struct Progress: Sendable, Equatable {
    /// Trajectories finished so far, in this run or before it.
    public var finished: Int
    /// Trajectories of the whole plan.
    public var total: Int
    /// Trajectories that the store already had when the run began.
    public var resumed: Int
    /// Finished trajectories that diverged.
    public var diverged: Int
    /// Share of the work that was missing when the run began, by estimated cost: 0–1.
    public var workDone: Double
    /// The trajectory that finished last in this run; nil before the first.
    public var latest: TrajectoryResult?
    /// Worker threads that the system would not start.
    public var unstarted = 0
    /// What else tells how far the study is, such as its precision, in words; nil for nothing.
    public var note: String?
  }

  /// Trains the missing trajectories. `observe` is called once at the start and after each trajectory, by one thread at
  /// a time.
  ///
  /// The results do not depend on `jobs`: the random numbers of a trajectory depend on its identity alone. Between
  /// calls of `observe`, `meter` tells how far the unfinished trajectories are.
  /// - Returns: the progress at the end; less than everything only if `cancellation` was requested or `scope` is
  ///   limited.
  /// - Throws: the first error of the store, or ``TrajectoryError``; workers then end their trajectories and stop.
  ///   ``NoThreadError`` if not even one thread could be started; with fewer threads than asked for, the run only takes
  ///   longer.
  public func run(
    _ scope: Scope = Scope(), cancellation: Cancellation, meter: WorkMeter = WorkMeter(),
    observe: @escaping @Sendable (Progress) -> Void
  ) throws -> Progress {
    // A failure ends this study, and no other that the caller runs.
    let cancellation = Cancellation(within: cancellation)
    let stored = try store.results()
    let work = plan.remaining(given: stored, archive: archive, finalStates: try store.finalStateKeys())
    for result in work.replayed { try store.save(result) }
    let missing = work.missing.filter { $0.replicate <= scope.replicates }
    let evaluated = plan.facts.validation + plan.facts.test
    let totalCost = missing.reduce(0) { $0 + $1.cost(evaluated: evaluated) }
    meter.begin(learning: stored, of: plan.trajectories)
    let queue = WorkQueue(missing, plan.costModel(given: stored))
    let state = SharedState(queue: queue, deadline: scope.deadline, progress: plan.progress(given: work))
    let timer = CheckpointTimer(interval: checkpointInterval)
    let samples = SharedSamples(plan.study, data)
    let group = DispatchGroup()
    let worker = { @Sendable in
      while !cancellation.isRequested, let next = state.next() {
        do {
          let share = next.cost(evaluated: evaluated) / totalCost
          let pace = SharedState.Pace()
          let earlier = work.otherLimits.continued[next.key]
          var finalState: Data?
          let result = try TrajectoryError.naming(next) {
            let inputs = try samples.inputs(of: next)
            return try plan.train(
              next, on: inputs, cancellation: cancellation, archive: archive,
              checkpoints: checkpoints(of: next, continuing: earlier, timer) { finalState = $0 }
            ) { epochs in
              meter.advance(next, epochs: epochs, share: share)
            }
          }
          guard let result else { return }
          if let finalState, plan.keepsFinalStates(of: finalState.count) {
            try store.save(result, finalState: finalState, continuing: earlier?.key)
          } else {
            try store.save(result)
          }
          meter.finish(next, epochs: result.history.count, share: share)
          state.finish(result, of: next, share: share, pace: pace, observe)
        } catch {
          state.fail(error)
          cancellation.request(.failed)
        }
      }
    }
    try state.begin(min(max(jobs, 1), missing.count), observe) {
      group.enter()
      let hasStarted = startThread {
        worker()
        group.leave()
      }
      if !hasStarted { group.leave() }
      return hasStarted
    }
    group.wait()
    return try state.outcome()
  }

  /// Where a trajectory begins: at its own checkpoint, else at the end of the run that it continues, if there is one.
  private func checkpoints(
    of planned: PlannedTrajectory, continuing earlier: TrajectoryResult?, _ timer: CheckpointTimer,
    keepFinalState: @escaping (Data) -> Void
  ) -> StudyPlan.Checkpoints {
    var seen = timer.ticks
    return StudyPlan.Checkpoints(
      load: {
        if let own = try store.checkpoint(of: planned.key) { return own }
        guard let earlier, let state = try store.finalState(of: earlier.key).flatMap(FinalState.init) else {
          return nil
        }
        let history = earlier.measured(by: plan.study.metrics, loss: plan.loss(of: planned)).history
        return try state.checkpoint(after: earlier, history: history, of: plan).encoded()
      },
      save: {
        seen = timer.ticks
        try store.saveCheckpoint($0, of: planned.key)
      },
      isDue: { timer.ticks != seen }, keepFinalState: keepFinalState)
  }
}

extension StudyPlan {
  /// Whether a study whose trajectories end in states of so many `bytes` keeps them.
  fileprivate func keepsFinalStates(of bytes: Int) -> Bool {
    let (all, overflow) = bytes.multipliedReportingOverflow(by: trajectories.count)
    return !overflow && all <= FinalState.mostBytes
  }

  /// What is known about the time that trajectories take.
  func costModel(given stored: [TrajectoryResult]) -> CostModel {
    var model = CostModel(evaluated: facts.validation + facts.test)
    let byKey = Dictionary(stored.map { ($0.key, $0) }) { first, _ in first }
    for planned in trajectories {
      guard let last = byKey[planned.key]?.history.last, let seconds = last.seconds else { continue }
      model.learn(planned, epochs: last.epoch, seconds: seconds)
    }
    return model
  }

  /// Returns the progress of a run that has yet to do `work`.
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
    var queue: WorkQueue
    /// Seconds that workers have trained, and their processor time: on busy cores the first is longer.
    var elapsed = 0.0
    var used = 0.0
    var progress: StudyRunner.Progress
    var error: (any Error)?
  }

  /// When a worker began a trajectory.
  struct Pace {
    let start = ContinuousClock.now
    /// Of its thread.
    let processorStart = threadProcessorSeconds()
  }

  private let state: Mutex<State>
  private let deadline: ContinuousClock.Instant?

  init(queue: WorkQueue, deadline: ContinuousClock.Instant?, progress: StudyRunner.Progress) {
    state = Mutex(State(queue: queue, progress: progress))
    self.deadline = deadline
  }

  func next() -> PlannedTrajectory? {
    state.withLock { state in
      // Trajectories are known by their processor time.
      let stretch = state.used > 0 ? max(state.elapsed / state.used, 1) : 1
      return state.queue.next(secondsLeft: deadline.map { ($0 - .now) / .seconds(1) / stretch })
    }
  }

  func finish(
    _ result: TrajectoryResult, of planned: PlannedTrajectory, share: Double, pace: Pace,
    _ observe: @Sendable (StudyRunner.Progress) -> Void
  ) {
    state.withLock { state in
      state.elapsed += (ContinuousClock.now - pace.start) / .seconds(1)
      state.used += threadProcessorSeconds() - pace.processorStart
      if let last = result.history.last, let seconds = last.seconds {
        state.queue.learn(planned, epochs: last.epoch, seconds: seconds)
      }
      state.progress.finished += 1
      state.progress.diverged += result.diverged ? 1 : 0
      state.progress.workDone = min(state.progress.workDone + share, 1)
      state.progress.latest = result
      observe(state.progress)
    }
  }

  /// Starts `count` workers by `start`, or as many as it can; they wait for work until `observe` was called.
  func begin(_ count: Int, _ observe: @Sendable (StudyRunner.Progress) -> Void, start: () -> Bool) throws {
    try state.withLock { state in
      let started = (0..<count).prefix { _ in start() }.count
      guard started > 0 || count == 0 else { throw NoThreadError() }
      state.progress.unstarted = count - started
      observe(state.progress)
    }
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
