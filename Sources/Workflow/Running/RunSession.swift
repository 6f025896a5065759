import Analysis
import Datasets
import Foundation
import NeuralNetwork
import Plotting
import Reporting
public import Study
import TextOutput
import TrialStorage

/// A run of a study from a terminal: it shows progress and, at the end, scores, gaps, findings and where the files are.
public struct RunSession: Sendable {
  private let execution: StudyExecution
  private let style: ProgressStyle
  /// Whether the command runs other studies, too.
  private let isOneOfMany: Bool

  /// Creates a session; `isOneOfMany` says whether the command runs other studies, too.
  public init(_ execution: StudyExecution, style: ProgressStyle, isOneOfMany: Bool = false) {
    self.execution = execution
    self.style = style
    self.isOneOfMany = isOneOfMany
  }

  /// Runs the study until all of `scope` is done or `cancellation` is requested; prints the outcome if it is finished
  /// or interrupted.
  ///
  /// - Returns: whether the study is finished; if not, it can be resumed.
  /// - Throws: an error of one line that names what is wrong.
  public func run(_ cancellation: Cancellation, _ scope: StudyRunner.Scope = StudyRunner.Scope()) throws -> Bool {
    let meter = WorkMeter()
    let display = ProgressDisplay(
      style, study: execution.prepared.description.name, meter: meter, part: part(scope))
    let ticker = Ticker { display.tick() }
    defer { withExtendedLifetime(ticker) {} }
    let outcome: StudyExecution.Outcome
    do {
      outcome = try execution.run(scope, cancellation: cancellation, meter: meter) { progress in
        display.update(progress)
        ticker.start()
      }
    } catch {
      display.finish()
      throw error
    }
    display.finish()
    guard let output = outcome.output else {
      guard !outcome.isFinished || outcome.wasCutShort, cancellation.reason == .interrupted else {
        return outcome.isFinished
      }
      Terminal.tell(
        "interrupted: \(count(outcome.progress.finished)) of \(outcome.progress.total.counted("trajectory", "trajectories")) "
          + "\(outcome.progress.total == 1 ? "is" : "are") finished and "
          + "kept in \(execution.folder.path); run the same command again to go on")
      return false
    }
    do {
      try Terminal.print(summary(output, outcome) + "\n")
    } catch {
      throw WorkflowError("\(error); the results themselves are complete in \(execution.folder.path)")
    }
    tell(outcome.failures)
    return true
  }

  /// The part of the command's work that is trained here.
  private func part(_ scope: StudyRunner.Scope) -> String? {
    let study = execution.prepared.description
    guard isOneOfMany else { return nil }
    return study.name + (scope.replicates < study.replicates.count ? " to replicate \(scope.replicates)" : "")
  }

  /// Writes and draws what is finished without any training, and prints what is left to do, unless `isQuiet`.
  ///
  /// - Throws: an error of one line that names what is wrong.
  public func write(isQuiet: Bool = false) throws {
    if isQuiet {
      let outcome = try execution.run(
        StudyRunner.Scope(replicates: 0), cancellation: Cancellation(), meter: WorkMeter()
      ) { _ in }
      return tell(outcome.output == nil ? try execution.writeUnfinished()?.failures : outcome.failures)
    }
    if try run(Cancellation(), StudyRunner.Scope(replicates: 0)) { return }
    let written = try execution.writeUnfinished()
    try Terminal.print((written.map { overview($0.output) + "\n" } ?? "") + (try execution.unfinishedWork()) + "\n")
    tell(written?.failures)
  }

  /// Writes the finished part of a study whose time is up, and says what is done and what is left.
  func conclude() throws {
    let written = try execution.writeUnfinished()
    try Terminal.print(
      (written.map { overview($0.output) + "\n" } ?? "")
        + "Time is up: \(try execution.unfinishedWork())\nRun the same command again to go on.\n")
    tell(written?.failures)
  }

  private func tell(_ failures: OutputFailures?) {
    if let failures, !failures.isEmpty { Terminal.tell(failures.description) }
  }

  private func summary(_ output: StudyOutput, _ outcome: StudyExecution.Outcome) -> String {
    overview(output)
      + (outcome.wasComplete
        ? "\nNothing was missing; the results are as they were. Files that you delete are written again." : "")
  }

  /// The most rows of the overview.
  private static let maximumRows = 30

  /// Test values and gaps, findings, and where tables and figures are, in lines that fit the terminal.
  private func overview(_ output: StudyOutput) -> String {
    let width = min(Terminal.width, Terminal.usualWidth)
    let study = output.analysis.study
    let metric = study.metric
    let folder = execution.folder.path.withoutControls()
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    let (table, leftOut) = ScreenTable.overview(output.analysis, maximumRows: Self.maximumRows)
    let replicates = output.results.trainedReplicates
    var lines = [
      study.title,
      "Test \(metric.words)\(metric.directionNote), and gap between train and test \(metric.words) in "
        + "\(metric.differenceName): "
        + (replicates == 1 ? "of 1 replicate" : "mean [95 % interval] of up to \(replicates) replicates"),
    ]
    if let leftOut { lines.append("\(leftOut); all are in fathom curves \(folder)") }
    lines = lines.map { $0.wrapped(to: width) } + ["", TableFormat.table.write(table, width: width)]
    let findings = Findings(output.analysis).sentences
    if !findings.isEmpty {
      lines += ["Findings"] + findings.map { "- \($0)".wrapped(to: width, indent: "  ") } + [""]
    }
    var remarks = TrialRemarks(output.results, execution.prepared.plan.facts).lines
    let prepared = execution.prepared
    remarks += (try? StudyRemarks(prepared.plan, prepared.loadedData).lines) ?? []
    remarks += FigureKind.undrawn(study, drawn: output.drawnFigures.map(\.name)).map {
      "Not drawn: \($0.fileName), which \($0.absence(in: output.analysis))"
    }
    if study.figures?.contains(where: { $0.style.width != nil }) == true {
      remarks += output.figures.compactMap { $0.heightRemark() }
    }
    let drawn = output.drawnFigures.map(\.name).joined(separator: ", ")
    remarks += [
      "Figures  \(base)plots/  \(drawn.isEmpty ? "(none)" : "(\(drawn); pictures and gnuplot scripts)")",
      "Tables   \(base)tables/", "Report   \(base)report.html",
    ]
    lines += remarks.map { $0.wrapped(to: width, indent: "         ") }
    return lines.joined(separator: "\n")
  }
}
