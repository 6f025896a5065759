import Foundation

/// How progress is shown.
public enum ProgressStyle: String, Sendable, CaseIterable {
  /// A bar on a terminal, plain lines elsewhere.
  case auto
  /// A bar that is redrawn in place.
  case bar
  /// Lines of text, at intervals.
  case plain
  /// JSON objects, one per line.
  case json
  /// Nothing.
  case none

  /// The style that `auto` means here.
  var onThisTerminal: Self { self == .auto ? (isatty(STDERR_FILENO) == 1 ? .bar : .plain) : self }
}
