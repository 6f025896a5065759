import Datasets
import Foundation

/// Writes to standard output and standard error, without being killed if that fails.
///
/// If a reader such as `head` or the terminal itself has gone away, the output is dropped and the program goes on.
public enum Terminal {
  /// Makes writing safe for the whole process; must be called before anything else.
  public static func prepare() {
    // Writing to a closed pipe, or beyond a limit on file size, then fails with an error and does not end the process.
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
    // A process that is started with this signal ignored would never learn how its own children end.
    signal(SIGCHLD, SIG_DFL)
    // Ctrl-\ is no crash, which Swift would report and survive.
    signal(SIGQUIT, SIG_DFL)
  }

  /// Writes `text` to standard output without control characters, which names from outside may contain and a terminal
  /// would obey.
  ///
  /// - Throws: ``WorkflowError`` if not all of it could be written, so that a truncated table is not taken for a whole
  ///   one.
  public static func print(_ text: String) throws { try draw(text.withoutControls(keeping: "\n", "\t")) }

  /// Writes one line to standard output, whatever line breaks a path or a name in it has.
  ///
  /// - Throws: ``WorkflowError`` if not all of it could be written.
  public static func print(line text: String) throws { try print(text.withoutControls() + "\n") }

  /// Writes a drawing to standard output, with its colours.
  ///
  /// - Throws: ``WorkflowError`` if not all of it could be written.
  public static func draw(_ text: String) throws {
    if let code = write(text, to: STDOUT_FILENO) {
      throw WorkflowError("standard output: cannot write: \(String(cString: strerror(code)))")
    }
  }

  /// Writes a line with a message to standard error, if possible.
  public static func tell(_ text: String) { show("fathom: \(text.withoutControls())\n") }

  /// Number of columns of the terminal at standard output; without a terminal the value of `COLUMNS`, or else 100. At
  /// least 40.
  public static var width: Int {
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let stated = ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }
    return max(isKnown ? Int(size.ws_col) : stated.flatMap { 1...100_000 ~= $0 ? $0 : nil } ?? usualWidth, 40)
  }

  /// Number of columns that texts are limited to on wider terminals.
  public static let usualWidth = 100

  /// Draws a bar, filled up to `share` (0–1), and `text` over the current line of standard error.
  static func showBar(_ share: Double, _ text: String) {
    var size = winsize()
    let columns = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    let width = max(min(columns - text.count - 3, 40), 0)
    let filled = Int((Double(width) * share).rounded(.down))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    show("\r" + String("\(bar) \(text)".prefix(max(columns - 1, 1))) + "\u{1B}[K")
  }

  /// Writes the error that a command fails with to standard error, on one line.
  public static func tell(error: String) { show("Error: \(error.withoutControls())\n") }

  /// Writes the usage of a command to standard error, after an error about its arguments.
  public static func tell(usage: String, help: String) { show("Usage: \(usage)\n  See '\(help)' for more.\n") }

  /// Writes `text` to standard error as it is, if that can be written to.
  static func show(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Writes all of `text`, unless its reader has gone away; returns the errno value of what failed otherwise.
  static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if written >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[written...])
          continue
        }
        switch errno {
        case EINTR: continue
        case EAGAIN:
          // Somebody made the descriptor non-blocking: wait until it takes more.
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&ready, 1, -1)
        case let code: return isAbandoned(descriptor, code) ? nil : code
        }
      }
      return nil
    }
  }

  /// Whether a write failed because nobody reads any more: a pipe without a reader, a terminal that was closed.
  private static func isAbandoned(_ descriptor: Int32, _ code: Int32) -> Bool {
    if [EPIPE, ECONNRESET].contains(code) { return true }
    var status = stat()
    return code == EIO && fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR
  }
}
