import Analysis
import Datasets
import Reporting
import Study
import Synchronization
import TrialStorage

extension StudyExecution {
  /// Trains, and keeps the report up to date meanwhile; a part of a study has none.
  func reported(
    in store: SQLiteTrialStore, meter: WorkMeter, _ cancellation: Cancellation,
    _ train: (LiveReport?) throws -> StudyRunner.Progress
  ) throws -> StudyRunner.Progress {
    guard !isPart else { return try train(nil) }
    let live = try LiveReport(
      report(), titled: prepared.description.title, folder, meter: meter, isNew: store.results().isEmpty
    ) { try results(in: store) }
    let progress: StudyRunner.Progress
    do {
      progress = try train(live)
    } catch {
      live.abandon()
      throw error
    }
    let ending = Ending(progress, cancellation)
    if ending == .finished {
      live.abandon()
    } else {
      try live.finish(ending.title, goesOn: ending == .paused, waiting: ending != .interrupted)
    }
    return progress
  }

  /// Trains a plan and, while the study's precision asks for more, further replicates.
  ///
  /// Widths are looked at only when all replicates so far are finished, so that how many are trained depends on nothing
  /// but the study and its data.
  func train(
    _ plan: StudyPlan, _ scope: StudyRunner.Scope, on data: LoadedData, _ store: SQLiteTrialStore, _ log: RunLog,
    cancellation: Cancellation, meter: WorkMeter, observe: @escaping @Sendable (StudyRunner.Progress) -> Void
  ) throws -> StudyRunner.Progress {
    var plan = plan
    var words = plan.study.replicates.goal.map { PrecisionWords.wanted($0, plan.study.metric) }
    while true {
      let note = words
      let progress = try trainReplicates(
        of: plan, scope, on: data, store, log, cancellation: cancellation, meter: meter
      ) { progress in
        var progress = progress
        progress.note = note
        observe(progress)
      }
      guard progress.finished == progress.total, let precision = AchievedPrecision(try results(in: store)) else {
        return progress
      }
      try log.decided(precision)
      guard case .add(let count) = precision.decision else { return progress }
      plan = self.plan.decided(count)
      words = PrecisionWords(precision).step
      try store.setStudy(record(of: plan), showing: wantedKeys)
    }
  }

  private func trainReplicates(
    of plan: StudyPlan, _ scope: StudyRunner.Scope, on data: LoadedData, _ store: SQLiteTrialStore, _ log: RunLog,
    cancellation: Cancellation, meter: WorkMeter, observe: @escaping @Sendable (StudyRunner.Progress) -> Void
  ) throws -> StudyRunner.Progress {
    let runner = StudyRunner(
      plan: plan, data: data, store: store, archive: archive, jobs: jobs,
      checkpointInterval: checkpointInterval)
    let failure = Mutex<(any Error)?>(nil)
    let progress = try runner.run(scope, cancellation: cancellation, meter: meter) { progress in
      if let result = progress.latest {
        do {
          try log.finished(result, of: prepared.description, progress)
        } catch {
          failure.withLock { $0 = $0 ?? error }
          cancellation.request(.failed)
        }
      }
      observe(progress)
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return progress
  }

  /// How training ended, in the words of the log.
  enum Ending: String {
    case finished, paused, interrupted
    case timeIsUp = "time is up"

    init(_ progress: StudyRunner.Progress, _ cancellation: Cancellation) {
      if progress.finished == progress.total {
        self = .finished
      } else {
        self =
          switch cancellation.reason {
          case .none: .paused
          case .interrupted, .failed: .interrupted
          case .timeIsUp: .timeIsUp
          }
      }
    }

    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
  }
}
