import Foundation
import Synchronization

/// Points at which a sudden end would do most harm, for tests.
///
/// A test names one in the environment, and the process kills itself there; otherwise reaching one does nothing.
public enum FailPoint: String, Sendable, CaseIterable {
  case beforeCommit = "before-commit"
  case afterCommit = "after-commit"
  case beforeRename = "before-rename"
  case afterRename = "after-rename"
  case beforeCheckpoint = "before-checkpoint"
  case afterCheckpoint = "after-checkpoint"
  case beforeMerge = "before-merge"
  case afterMerge = "after-merge"

  /// Name of the environment variable: `FATHOM_FAIL_POINT=NAME:K` kills the process when NAME is reached the K-th time.
  public static let variable = "FATHOM_FAIL_POINT"

  private static let wanted: (name: String, time: Int)? = {
    let parts = ProcessInfo.processInfo.environment[variable]?.split(separator: ":") ?? []
    guard parts.count == 2, let time = Int(parts[1]) else { return nil }
    return (String(parts[0]), time)
  }()
  private static let reached = Atomic<Int>(0)

  /// Kills this process with SIGKILL if the environment asks for it here.
  public func reach() {
    guard let wanted = Self.wanted, wanted.name == rawValue else { return }
    if Self.reached.add(1, ordering: .relaxed).newValue == wanted.time { kill(getpid(), SIGKILL) }
  }
}
