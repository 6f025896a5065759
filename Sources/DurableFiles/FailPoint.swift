import Foundation
import Synchronization

/// Points at which a sudden end would do most harm, for tests.
///
/// A test names one in the environment, and the process kills itself there; otherwise reaching one does nothing.
public enum FailPoint: String, Sendable, CaseIterable {
  /// A finished trajectory's results are written, but not committed.
  case beforeCommit = "before-commit"
  /// A finished trajectory's results are committed.
  case afterCommit = "after-commit"
  /// A temporary file is complete, but does not have its name yet.
  case beforeRename = "before-rename"
  /// A file has just got its name; the folder is not flushed yet.
  case afterRename = "after-rename"
  /// A checkpoint is written, but not committed.
  case beforeCheckpoint = "before-checkpoint"
  /// A checkpoint is committed.
  case afterCheckpoint = "after-checkpoint"
  /// A merge has written the study file, or an import has removed tables and figures, and is about to store its trajectories.
  case beforeMerge = "before-merge"
  /// The trajectories of a merge, or of an import, are stored.
  case afterMerge = "after-merge"
  /// Signals are watched, and nothing is trained yet.
  case beforeTraining = "before-training"
  /// Sessions have ended, within a limited time or not.
  case afterTraining = "after-training"
  /// What a command had to do is done, and it has not answered yet.
  case beforeAnswer = "before-answer"

  /// Name of the environment variable: `FATHOM_FAIL_POINT=NAME:K` kills the process when NAME is reached the K-th time;
  /// `NAME:K:INT` interrupts it there, as Ctrl-C does.
  public static let variable = "FATHOM_FAIL_POINT"

  private static let wanted: (name: String, time: Int, signal: Int32)? = {
    let parts = ProcessInfo.processInfo.environment[variable]?.split(separator: ":") ?? []
    guard 2...3 ~= parts.count, let time = Int(parts[1]) else { return nil }
    return (String(parts[0]), time, parts.last == "INT" ? SIGINT : SIGKILL)
  }()
  private static let reached = Atomic<Int>(0)

  /// Sends this process a signal if the environment asks for it here; it has been dealt with when this returns.
  public func reach() {
    guard let wanted = Self.wanted, wanted.name == rawValue else { return }
    if Self.reached.add(1, ordering: .relaxed).newValue == wanted.time { raise(wanted.signal) }
  }
}
