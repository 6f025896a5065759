import Foundation
import HTMLReport
import Plotting
import Study
import Synchronization
import Threads
import TrialStorage

/// Keeps the report of a run up to date while the run goes on: its progress, and the figures of what is finished.
///
/// A separate thread draws one figure after the other, for at most a twentieth of the time. Errors on the way appear in
/// the report; they do not end the run.
final class LiveReport: Sendable {
  private let report: StudyReport
  private let folder: ResultsFolder
  private let title: String
  private let meter: WorkMeter
  private let results: @Sendable () throws -> StudyResults
  private let started = ContinuousClock.now
  private let isNew: Bool
  private let state = Mutex(State())
  private let end = EndSignal()
  private let thread = DispatchGroup()
  /// Held while the file is written.
  private let writing = Mutex(())

  /// The least seconds between two versions, and before the first version that has figures.
  private static let (interval, firstInterval) = (20.0, 10.0)
  /// The share of the time that drawing may take.
  private static let share = 0.05

  private struct State {
    var progress: StudyRunner.Progress?
    /// Trajectories in `output`.
    var drawn = 0
    var output: StudyOutput?
    var note: String?
    var hasEnded = false
  }

  /// Writes the first version, unless there is a report of an earlier run to continue; `results` reads what is stored.
  init(
    _ report: StudyReport, titled title: String, _ folder: ResultsFolder, meter: WorkMeter, isNew: Bool,
    results: @escaping @Sendable () throws -> StudyResults
  ) throws {
    (self.report, self.title, self.folder, self.meter, self.results) = (report, title, folder, meter, results)
    self.isNew = isNew
    if isNew { try write("Running", goesOn: true) }
  }

  /// Begins to draw if a thread can be started; training threads come first.
  private func begin() {
    thread.enter()
    let pause = isNew ? Self.firstInterval : 1
    let hasBegun = WorkerThread.start { [self] in
      keepUp(after: pause)
      thread.leave()
    }
    if !hasBegun { thread.leave() }
  }

  /// Records how far the run has come.
  func update(_ progress: StudyRunner.Progress) {
    let isFirst = state.withLock { state in
      defer { state.progress = progress }
      return state.progress == nil
    }
    if isFirst { begin() }
  }

  /// Writes the last version, which says how the run ended (a state in words). With `waiting`, first waits for the
  /// drawing in progress.
  func finish(_ words: String, goesOn: Bool = false, waiting: Bool = true) throws {
    state.withLock { $0.hasEnded = true }
    end.give()
    if waiting { thread.wait() }
    try writing.withLock { _ in try write(words, goesOn: goesOn) }
  }

  /// Stops writing; to be called when the run has failed.
  func abandon() {
    state.withLock { $0.hasEnded = true }
    end.give()
    thread.wait()
  }

  private func keepUp(after first: Double) {
    var pause = first
    while !end.wait(seconds: pause) {
      let began = ContinuousClock.now
      draw()
      writing.withLock { _ in
        // After the end, only the last version counts.
        if !state.withLock({ $0.hasEnded }) { try? write("Running", goesOn: true) }
      }
      pause = max(Self.interval, (ContinuousClock.now - began) / .seconds(1) / Self.share)
    }
  }

  /// Analyses and draws what is finished, if that is more than the last time.
  private func draw() {
    let (finished, drawn) = state.withLock { ($0.progress?.finished ?? 0, $0.drawn) }
    guard finished > drawn else { return }
    do {
      guard let output = try stored() else { return }
      var failures = OutputFailures(folder)
      for figure in output.figures {
        if state.withLock({ $0.hasEnded }) { return }
        let formats = figure.usualFormats.filter { $0 != .png }
        failures.figures += try FigureRenderer(folder: folder.plots).attempt([figure], formats: formats).failures
      }
      let note = failures.isEmpty ? nil : "Not up to date: \(failures)"
      state.withLock { ($0.output, $0.drawn, $0.note) = (output, finished, note) }
    } catch {
      state.withLock { $0.note = "Not up to date: \(error)" }
    }
  }

  private func write(_ words: String, goesOn: Bool) throws {
    let (run, output, note, hasEnded) = state.withLock { ($0.progress, $0.output, $0.note, $0.hasEnded) }
    var progress = ReportProgress(state: words, finished: run?.finished ?? 0, of: run?.total)
    if let run, !hasEnded {
      let estimate = ProgressEstimate(run, meter: meter, since: started)
      (progress.line, progress.share) = (estimate.words, estimate.workDone)
    }
    progress.refreshSeconds = goesOn ? Int(Self.interval) : nil
    progress.note = note
    if let output = try output ?? stored() {
      try report.write(output, progress: progress)
    } else {
      try report.write(titled: title, progress: progress)
    }
  }

  /// The stored results, used until something has been drawn: a run that continues an earlier one has figures already.
  private func stored() throws -> StudyOutput? {
    let results = try results()
    return results.trajectories.isEmpty ? nil : StudyOutput(results)
  }
}
