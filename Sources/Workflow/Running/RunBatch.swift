import Datasets
import DurableFiles
import Foundation
import Study
import TrialStorage

/// Runs several studies one after the other; all are checked before the first is trained. If one fails later, the others are
/// run all the same.
///
/// If the time is limited, all of them get their first replicates before any gets its second.
public struct RunBatch: Sendable {
  private let executions: [StudyExecution]
  private let style: ProgressStyle
  private let limit: TimeLimit?

  /// Creates a batch; `limit` is the time for all studies together, or nil.
  public init(_ executions: [StudyExecution], style: ProgressStyle, limit: TimeLimit? = nil) {
    self.executions = executions
    self.style = style
    self.limit = limit
  }

  /// Runs the studies.
  ///
  /// - Returns: whether all are finished; false if a signal (``Interruption``) or the end of the time interrupted one.
  /// - Throws: if two studies have the same results folder or a check fails; at the end, the first error of a study.
  public func run() throws -> Bool {
    let folders = executions.map(\.folder.path)
    if let twice = folders.first(where: { folder in folders.count { $0 == folder } > 1 }) {
      throw WorkflowError("\(twice): two of the studies have this results folder; give them different names")
    }
    let deadline = try limit.map(Self.deadline)
    for execution in executions { try execution.check() }
    for execution in executions { try tell(execution.prepared) }
    let cancellation = Cancellation()
    let interruption = Interruption(cancellation)
    defer { withExtendedLifetime(interruption) {} }
    FailPoint.beforeTraining.reach()
    do {
      return try run(until: deadline, cancellation)
    } catch  where interruption.hasReachedFileSizeLimit {
      Terminal.tell(
        "stopped, because a file has reached its size limit: \(error); raise the limit (ulimit -f) and run the same "
          + "command again to go on")
      return false
    }
  }

  private func run(until deadline: ContinuousClock.Instant?, _ cancellation: Cancellation) throws -> Bool {
    guard let deadline else {
      var failures = BatchFailures(executions)
      for execution in executions {
        guard !cancellation.isRequested else {
          tellInterruption(before: [execution])
          return false
        }
        let end = try failures.noting(execution, unless: cancellation) { try session(execution).run(cancellation) }
        guard (end ?? .finished) == .finished else { return false }
      }
      FailPoint.afterTraining.reach()
      try failures.check()
      return true
    }
    let alarm = try Alarm(at: deadline) { cancellation.request(.timeIsUp) }
    defer { withExtendedLifetime(alarm) {} }
    return try runReplicates(until: deadline, cancellation)
  }

  /// Prints the remarks on a study that is about to be trained.
  private func tell(_ prepared: PreparedStudy) throws {
    guard let data = prepared.loadedData else { return }
    let remarks = try prepared.remarks(on: data)
    for line in remarks.lines + remarks.figures { Terminal.tell("\(prepared.description.name): \(line)") }
  }

  private func runReplicates(until deadline: ContinuousClock.Instant, _ cancellation: Cancellation) throws -> Bool {
    var failures = BatchFailures(executions)
    var unfinished = Array(executions.indices)
    var isTold = false
    let replicates = executions.map(\.prepared.description.replicates.count).max() ?? 0
    // One study alone trains its replicates in order by itself.
    for replicate in executions.count > 1 ? Array(1...max(replicates, 1)) : [replicates] {
      for index in unfinished where !cancellation.isRequested {
        let scope = StudyRunner.Scope(replicates: replicate, deadline: deadline)
        let end = try failures.noting(executions[index], unless: cancellation) {
          try session(executions[index]).run(cancellation, scope)
        }
        if (end ?? .finished) == .finished { unfinished.removeAll { $0 == index } }
        isTold = end == .interrupted
      }
    }
    FailPoint.afterTraining.reach()
    // A signal after the last of them has interrupted nothing.
    guard unfinished.isEmpty || cancellation.reason != .interrupted else {
      if !isTold { tellInterruption(before: unfinished.map { executions[$0] }) }
      // The pages of those that waited for their turn say that they go on.
      for index in unfinished { try? executions[index].reportInterruption() }
      return false
    }
    for index in unfinished { try session(executions[index]).conclude() }
    try failures.check()
    return unfinished.isEmpty
  }

  /// Says how to go on where a signal came while no study was being trained.
  private func tellInterruption(before next: [StudyExecution]) {
    Terminal.tell(
      "interrupted before \(listed(next.map(\.prepared.description.name))) went on; run the same command again to go on"
    )
  }

  private func session(_ execution: StudyExecution) -> RunSession {
    RunSession(execution, style: style, isOneOfMany: executions.count > 1)
  }

  /// When training is to end, so that tables and figures are there in time.
  private static func deadline(_ limit: TimeLimit) throws -> ContinuousClock.Instant {
    guard let seconds = limit.seconds(from: .now) else {
      throw WorkflowError("--until: clocks here never show this time; give another")
    }
    return .now + .seconds(seconds - min(0.05 * seconds, 30))
  }
}
