import Study
import TextOutput

/// How far a run is, and how long it may still take.
struct ProgressEstimate {
  let progress: StudyRunner.Progress
  /// Share of the work done, 0–1: finished trajectories, and those under way as far as they are.
  let workDone: Double
  /// Seconds since the run began.
  let elapsed: Double
  /// Seconds since the present work began: the whole run, or the replicates that a precision has added last.
  private let elapsedOfWork: Double

  init(_ progress: StudyRunner.Progress, meter: WorkMeter, since start: ContinuousClock.Instant) {
    self.progress = progress
    // Shares add up to one, except for rounding.
    workDone = progress.finished == progress.total ? 1 : max(progress.workDone, meter.workDone)
    elapsed = (ContinuousClock.now - start) / .seconds(1)
    elapsedOfWork = (ContinuousClock.now - max(start, meter.start)) / .seconds(1)
  }

  /// Seconds that the rest of the work takes at the pace so far.
  var secondsLeft: Double? {
    guard workDone > 0, progress.finished < progress.total else { return nil }
    return elapsedOfWork * (1 - workDone) / workDone
  }

  /// The share of the work in per cent, and the rest in words.
  var line: String { "\(Int(100 * workDone)) % · \(words)" }

  /// What is finished, and the time.
  var words: String {
    var parts = ["\(count(progress.finished)) of \(progress.total.counted("trajectory", "trajectories"))"]
    if progress.diverged > 0 { parts.append("\(progress.diverged) diverged") }
    parts.append("\(PlanSummary.duration(elapsed)) elapsed")
    if let left = secondsLeft { parts.append("\(PlanSummary.duration(left)) left") }
    if let note = progress.note { parts.append(note) }
    return parts.joined(separator: " · ")
  }
}
