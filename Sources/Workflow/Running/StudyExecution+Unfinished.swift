import DurableFiles
import HTMLReport
import Reporting
import Study
import TrialStorage

extension StudyExecution {
  /// Writes tables, figures and report of the finished part of an unfinished study.
  ///
  /// - Returns: what was written and what failed; nil if nothing is finished, or this is a part.
  /// - Throws: an error of one line that names what is wrong.
  public func writeUnfinished() throws -> (summary: RunSummary, failures: OutputFailures)? {
    guard !isPart else { return nil }
    let lock = try folder.claim()
    defer { withExtendedLifetime(lock) {} }
    guard folder.hasStore else { return nil }
    let store = try SQLiteTrialStore(folder.store)
    guard !wanted(try store.results()).isEmpty else { return nil }
    let (output, failures) = try output(of: store, isFinal: false)
    let progress = try progress(in: store)
    try report().write(output, progress: ReportProgress(finished: progress.finished, of: progress.total))
    return (RunSummary(output, facts: prepared.plan.facts, try prepared.remarks(on: nil)), failures)
  }

  /// Says in the report of an unfinished study that it was interrupted, with the figures that are there.
  func reportInterruption() throws {
    guard !isPart, folder.hasStore, folder.report.isThere else { return }
    let lock = try folder.claim()
    defer { withExtendedLifetime(lock) {} }
    let store = try SQLiteTrialStore(folder.store)
    let progress = try progress(in: store)
    let shown = ReportProgress(state: Ending.interrupted.title, finished: progress.finished, of: progress.total)
    let results = try results(in: store)
    if results.trajectories.isEmpty {
      try report().write(titled: prepared.description.title, progress: shown)
    } else {
      try report().write(StudyOutput(results), progress: shown)
    }
  }

  /// How much of what is decided on so far is finished.
  private func progress(in store: SQLiteTrialStore) throws -> StudyRunner.Progress {
    let plan = try decidedPlan(in: store)
    return plan.progress(given: plan.remaining(given: try store.results(), archive: archive))
  }

  /// Returns what is finished and what is left, as text.
  ///
  /// - Throws: `StoreError` if the store cannot be read.
  public func unfinishedWork() throws -> String { try left().description }

  /// Returns how many trajectories are left.
  ///
  /// - Throws: `StoreError` if the store cannot be read.
  public func unfinishedCount() throws -> Int { try left().missingCount }

  private func left() throws -> UnfinishedWork {
    let store = folder.hasStore ? try SQLiteTrialStore(folder.store, readOnly: true) : nil
    let plan = try store.map(decidedPlan) ?? plan
    let missing = plan.remaining(given: try store?.results() ?? [], archive: archive).missing
    return UnfinishedWork(plan, missing: missing, checkpoints: try store?.checkpointedKeys() ?? [])
  }
}
