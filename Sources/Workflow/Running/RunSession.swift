import Foundation
import Study
import TextOutput
import TrialStorage

/// A run of a study from a terminal: it shows progress and, at the end, scores, gaps, findings and where the files are.
public struct RunSession: Sendable {
  private let execution: StudyExecution
  private let style: ProgressStyle
  /// Whether the command runs other studies, too.
  private let isOneOfMany: Bool

  /// Creates a session; `isOneOfMany` says whether the command runs other studies, too.
  public init(_ execution: StudyExecution, style: ProgressStyle, isOneOfMany: Bool = false) {
    self.execution = execution
    self.style = style
    self.isOneOfMany = isOneOfMany
  }

  /// How a session ends.
  enum End {
    /// The study is finished, and its outcome printed.
    case finished
    /// Something is left to do, of which nothing is said yet.
    case left
    /// A signal interrupted it, and how to go on is said.
    case interrupted
  }

  /// Runs the study until all of `scope` is done or `cancellation` is requested; prints the outcome if it is finished
  /// or interrupted.
  ///
  /// - Throws: an error of one line that names what is wrong.
  func run(_ cancellation: Cancellation, _ scope: StudyRunner.Scope = StudyRunner.Scope()) throws -> End {
    let meter = WorkMeter()
    let display = ProgressDisplay(
      style, study: execution.prepared.description.name, meter: meter, part: part(scope))
    let ticker = Ticker { display.tick() }
    defer { withExtendedLifetime(ticker) {} }
    let outcome: StudyExecution.Outcome
    do {
      outcome = try execution.run(scope, cancellation: cancellation, meter: meter) { progress in
        display.update(progress)
        ticker.start()
      }
    } catch {
      display.finish()
      throw error
    }
    display.finish()
    guard let summary = outcome.summary else {
      guard !outcome.isFinished || outcome.wasCutShort, cancellation.reason == .interrupted else {
        return outcome.isFinished ? .finished : .left
      }
      Terminal.tell(
        "interrupted: \(count(outcome.progress.finished)) of \(outcome.progress.total.counted("trajectory", "trajectories")) "
          + "\(outcome.progress.total == 1 ? "is" : "are") finished and "
          + "kept in \(execution.folder.path); run the same command again to go on")
      return .interrupted
    }
    do {
      let note =
        outcome.wasComplete
        ? "\nNothing was missing; the results are as they were. Files that you delete are written again." : ""
      try Terminal.print(text(summary) + note + "\n")
    } catch {
      throw WorkflowError("\(error); the results themselves are complete in \(execution.folder.path)")
    }
    tell(outcome.failures)
    return .finished
  }

  /// The part of the command's work that is trained here.
  private func part(_ scope: StudyRunner.Scope) -> String? {
    let study = execution.prepared.description
    guard isOneOfMany else { return nil }
    return study.name + (scope.replicates < study.replicates.count ? " to replicate \(scope.replicates)" : "")
  }

  /// Writes and draws what is finished without any training, and prints what is left to do, unless `isQuiet`.
  ///
  /// - Throws: an error of one line that names what is wrong.
  public func write(isQuiet: Bool = false) throws {
    if isQuiet {
      let outcome = try execution.run(
        StudyRunner.Scope(replicates: 0), cancellation: Cancellation(), meter: WorkMeter()
      ) { _ in }
      return tell(outcome.summary == nil ? try execution.writeUnfinished()?.failures : outcome.failures)
    }
    if try run(Cancellation(), StudyRunner.Scope(replicates: 0)) == .finished { return }
    let written = try execution.writeUnfinished()
    try Terminal.print((written.map { text($0.summary) + "\n" } ?? "") + (try execution.unfinishedWork()) + "\n")
    tell(written?.failures)
  }

  /// Writes the finished part of a study whose time is up, and says what is done and what is left.
  func conclude() throws {
    let written = try execution.writeUnfinished()
    try Terminal.print(
      (written.map { text($0.summary) + "\n" } ?? "")
        + "Time is up: \(try execution.unfinishedWork())\nRun the same command again to go on.\n")
    tell(written?.failures)
  }

  private func tell(_ failures: OutputFailures?) {
    if let failures, !failures.isEmpty { Terminal.tell(failures.description) }
  }

  /// In lines that fit the terminal.
  private func text(_ summary: RunSummary) -> String {
    summary.text(folder: execution.folder.path, width: min(Terminal.width, Terminal.usualWidth))
  }
}
