import Foundation
public import Study
import Synchronization

/// Shows the progress of a run on standard error, with the time it may still take.
public final class ProgressDisplay: Sendable {
  private let style: ProgressStyle
  private let started = ContinuousClock.now
  private let state = Mutex(State())

  private struct State {
    var progress: StudyRunner.Progress?
    var lastLine: ContinuousClock.Instant?
    var barIsShown = false
  }

  /// Seconds between plain lines.
  private static let interval = Duration.seconds(10)

  public init(_ style: ProgressStyle) {
    switch style {
    case .auto: self.style = isatty(STDERR_FILENO) == 1 ? .bar : .plain
    default: self.style = style
    }
  }

  /// Takes in and shows how far the run has come.
  public func update(_ progress: StudyRunner.Progress) {
    state.withLock { state in
      let begins = state.progress == nil
      state.progress = progress
      switch style {
      case .bar:
        draw(&state)
      case .plain:
        let now = ContinuousClock.now
        let ends = progress.finished == progress.total
        guard begins || ends || state.lastLine.map({ now - $0 >= Self.interval }) ?? true else { return }
        state.lastLine = now
        Terminal.show(line(progress) + "\n")
      case .json:
        Terminal.show(json(progress) + "\n")
      case .auto, .none:
        break
      }
    }
  }

  /// Redraws the bar so that its times go on between updates; call about twice a second.
  public func tick() {
    guard style == .bar else { return }
    state.withLock { draw(&$0) }
  }

  /// Ends the bar's line, so that what is printed next starts on its own.
  public func finish() {
    state.withLock { state in
      if state.barIsShown { Terminal.show("\n") }
      state.barIsShown = false
      state.progress = nil
    }
  }

  private func draw(_ state: inout State) {
    guard let progress = state.progress else { return }
    var size = winsize()
    let columns = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    let text = " " + line(progress)
    let width = max(min(columns - text.count - 2, 40), 0)
    let filled = Int((Double(width) * progress.workDone).rounded(.down))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    Terminal.show("\r" + String((bar + text).prefix(max(columns - 1, 1))) + "\u{1B}[K")
    state.barIsShown = true
  }

  private func line(_ progress: StudyRunner.Progress) -> String {
    var parts = [
      "\(Int(100 * progress.workDone)) %", "\(count(progress.finished)) of \(count(progress.total)) trajectories",
    ]
    if progress.diverged > 0 { parts.append("\(progress.diverged) diverged") }
    parts.append("\(PlanSummary.duration(elapsed)) elapsed")
    if let left = secondsLeft(progress) { parts.append("\(PlanSummary.duration(left)) left") }
    return parts.joined(separator: " · ")
  }

  private func json(_ progress: StudyRunner.Progress) -> String {
    var fields = [
      "\"finished\": \(progress.finished)", "\"total\": \(progress.total)", "\"resumed\": \(progress.resumed)",
      "\"diverged\": \(progress.diverged)", "\"work_done\": \(progress.workDone)", "\"seconds\": \(elapsed)",
    ]
    if let left = secondsLeft(progress) { fields.append("\"seconds_left\": \(left)") }
    return "{\(fields.joined(separator: ", "))}"
  }

  private var elapsed: Double { (ContinuousClock.now - started) / .seconds(1) }

  /// The rest of the work at the pace so far.
  private func secondsLeft(_ progress: StudyRunner.Progress) -> Double? {
    guard progress.workDone > 0, progress.finished < progress.total else { return nil }
    return elapsed * (1 - progress.workDone) / progress.workDone
  }
}
