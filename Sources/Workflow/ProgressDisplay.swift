import Foundation
public import Study
import Synchronization

/// Shows the progress of a run on standard error, with the time it may still take.
public final class ProgressDisplay: Sendable {
  private let style: ProgressStyle
  private let meter: WorkMeter
  private let started = ContinuousClock.now
  private let state = Mutex(State())

  private struct State {
    var progress: StudyRunner.Progress?
    var lastLine: ContinuousClock.Instant?
    var barIsShown = false
  }

  /// Seconds between plain lines.
  private static let interval = Duration.seconds(10)

  /// `meter` is the run's; it is read whenever something is shown.
  public init(_ style: ProgressStyle, meter: WorkMeter) {
    self.meter = meter
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
        guard begins || progress.finished == progress.total || isTimeForLine(state) else { return }
        writeLine(&state)
      case .json:
        writeLine(&state)
      case .auto, .none:
        break
      }
    }
  }

  /// Shows how far the trajectories under way have come since the last update; call about twice a second.
  public func tick() {
    state.withLock { state in
      guard let progress = state.progress else { return }
      switch style {
      case .bar: draw(&state)
      case .plain, .json:
        if progress.finished < progress.total, isTimeForLine(state) { writeLine(&state) }
      case .auto, .none: break
      }
    }
  }

  private func isTimeForLine(_ state: State) -> Bool {
    state.lastLine.map { ContinuousClock.now - $0 >= Self.interval } ?? true
  }

  private func writeLine(_ state: inout State) {
    guard let progress = state.progress else { return }
    state.lastLine = .now
    Terminal.show((style == .json ? json(progress) : line(progress)) + "\n")
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
    Terminal.showBar(workDone(progress), line(progress))
    state.barIsShown = true
  }

  private func line(_ progress: StudyRunner.Progress) -> String {
    var parts = [
      "\(Int(100 * workDone(progress))) %", "\(count(progress.finished)) of \(count(progress.total)) trajectories",
    ]
    if progress.diverged > 0 { parts.append("\(progress.diverged) diverged") }
    parts.append("\(PlanSummary.duration(elapsed)) elapsed")
    if let left = secondsLeft(progress) { parts.append("\(PlanSummary.duration(left)) left") }
    return parts.joined(separator: " · ")
  }

  private func json(_ progress: StudyRunner.Progress) -> String {
    var fields = [
      "\"finished\": \(progress.finished)", "\"total\": \(progress.total)", "\"resumed\": \(progress.resumed)",
      "\"diverged\": \(progress.diverged)", "\"work_done\": \(workDone(progress))", "\"seconds\": \(elapsed)",
    ]
    if let left = secondsLeft(progress) { fields.append("\"seconds_left\": \(left)") }
    return "{\(fields.joined(separator: ", "))}"
  }

  /// Share of the work done, 0–1: what is finished, and the trajectories under way as far as they are.
  private func workDone(_ progress: StudyRunner.Progress) -> Double { max(progress.workDone, meter.workDone) }

  private var elapsed: Double { (ContinuousClock.now - started) / .seconds(1) }

  /// The rest of the work at the pace so far.
  private func secondsLeft(_ progress: StudyRunner.Progress) -> Double? {
    let done = workDone(progress)
    guard done > 0, progress.finished < progress.total else { return nil }
    return elapsed * (1 - done) / done
  }
}
