import Foundation

/// How progress is shown.
public enum ProgressStyle: String, Sendable, CaseIterable {
  /// A bar on a terminal, plain lines elsewhere.
  case auto
  case bar
  /// A line now and then.
  case plain
  /// One JSON object a line.
  case json
  case none

  /// What `auto` stands for here.
  var onThisTerminal: Self { self == .auto ? (isatty(STDERR_FILENO) == 1 ? .bar : .plain) : self }
}
