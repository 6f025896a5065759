import Foundation
public import Study
import Synchronization
import TextOutput

/// Shows the progress of a run on standard error, with the estimated time left.
public final class ProgressDisplay: Sendable {
  private let style: ProgressStyle
  private let meter: WorkMeter
  private let study: String
  /// What is trained, where that is only a part of what the command runs; nil otherwise.
  private let part: String?
  private let started = ContinuousClock.now
  private let state = Mutex(State())

  private struct State {
    var progress: StudyRunner.Progress?
    var lastLine: ContinuousClock.Instant?
    var barIsShown = false
  }

  /// Seconds between plain lines.
  private static let interval = Duration.seconds(10)

  /// Creates a display for a run of the study with this name.
  ///
  /// - Parameters:
  ///   - meter: the meter of the run, read whenever something is shown.
  ///   - part: what is trained, if the command runs more than that; nil otherwise.
  public init(_ style: ProgressStyle, study: String, meter: WorkMeter, part: String? = nil) {
    self.study = study
    self.meter = meter
    self.part = part
    self.style = style.onThisTerminal
  }

  /// Shows how far the run has come.
  public func update(_ progress: StudyRunner.Progress) {
    state.withLock { state in
      let begins = state.progress == nil
      state.progress = progress
      if begins && progress.unstarted > 0 {
        Terminal.tell(
          "\(count(progress.unstarted)) of the workers could not start: a limit on processes or memory is reached; "
            + "the others train everything")
      }
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

  /// Shows the progress of unfinished trajectories since the last update; to be called about twice a second.
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
    let estimate = estimate(progress)
    Terminal.show((style == .json ? json(estimate) : line(estimate)) + "\n")
  }

  /// Ends the line of the bar, so that further output starts on a new line.
  public func finish() {
    state.withLock { state in
      if state.barIsShown { Terminal.show("\n") }
      state.barIsShown = false
      state.progress = nil
    }
  }

  private func draw(_ state: inout State) {
    guard let progress = state.progress else { return }
    let estimate = estimate(progress)
    Terminal.showBar(estimate.workDone, line(estimate))
    state.barIsShown = true
  }

  private func line(_ estimate: ProgressEstimate) -> String {
    (part.map { "\($0) · " } ?? "") + estimate.line
  }

  private func json(_ estimate: ProgressEstimate) -> String {
    let progress = estimate.progress
    return JSONLine([
      ("study", .text(study)), ("finished", .integer(progress.finished)), ("total", .integer(progress.total)),
      ("resumed", .integer(progress.resumed)), ("diverged", .integer(progress.diverged)),
      ("work_done", .number(estimate.workDone)), ("seconds", .number(estimate.elapsed)),
      ("seconds_left", estimate.secondsLeft.map { .number($0) }), ("note", progress.note.map { .text($0) }),
    ]).description
  }

  private func estimate(_ progress: StudyRunner.Progress) -> ProgressEstimate {
    ProgressEstimate(progress, meter: meter, since: started)
  }
}
