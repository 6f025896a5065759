import Analysis
import CurveFitting
import DurableFiles
import Foundation
import Plotting
import Reporting
import Study
import TrialStorage
import Workflow

/// Runs one study and then, on what it left, all that commands do.
struct StudyCheck {
  private let file: URL
  private let isDrawn: Bool
  private let folder: ResultsFolder

  init(_ file: URL, isDrawn: Bool) {
    self.file = file
    self.isDrawn = isDrawn
    folder = ResultsFolder(file.deletingLastPathComponent().appending(path: "results", directoryHint: .isDirectory))
  }

  func run() throws {
    let first = try run(onceMore: false)
    let stored = try folder.results()
    try UnsoundContent.unless(stored.digest == first.results.digest, "the store comes out with another digest")
    try UnsoundContent.unless(
      Set(first.figures.map(\.name)) == Set(StudyOutput(stored).figures.map(\.name)), "figures differ on reopening")
    for figure in first.figures { try FigureCheck(figure).run() }
    try readTables(StudyOutput(stored))
    let status = try StudyStatus(folder)
    try UnsoundContent.unless(status.finished == status.total, "status: \(status)")
    try UnsoundContent.unless(status.digest == first.results.digest, "status shows another digest")
    try draw(first)
    _ = try run(onceMore: true)
  }

  private func run(onceMore: Bool) throws -> StudyOutput {
    let prepared = try PreparedStudy(path: file.path(percentEncoded: false)) { _ in folder }
    let execution = StudyExecution(prepared, folder: folder, jobs: 1, version: "test", command: ["fathom"])
    try execution.check()
    let outcome = try execution.run(cancellation: Cancellation(), meter: WorkMeter()) { _ in }
    try UnsoundContent.unless(outcome.isFinished, "it does not finish")
    if let failures = outcome.failures { throw UnsoundContent("\(failures)") }
    try UnsoundContent.unless(outcome.wasComplete == onceMore, onceMore ? "something is missing" : "nothing was run")
    try UnsoundContent.unless(outcome.summary != nil, "it has no summary")
    if !onceMore { _ = try PlanSummary(prepared, jobs: 1).description }
    return StudyOutput(try folder.results())
  }

  /// What gaps, curves and export print.
  private func readTables(_ output: StudyOutput) throws {
    for name in ResultTable.allCases {
      let table = output.table(name)
      for format in TableFormat.allCases { _ = format.write(table) }
      _ = TableFormat.table.write(ScreenTable.cut(table, name, metrics: output.results.study.metrics))
      let isFinite = table.rows.allSatisfy { row in
        row.allSatisfy { if case .number(let value) = $0 { value.isFinite } else { true } }
      }
      try UnsoundContent.unless(isFinite, "\(name.rawValue) has a number that is none")
    }
    for level in [0, 0.05, 0.5] { _ = GapOnsetTable.table(output.results, level: level) }
    for target in [0.01, 0.5, 0.95, 0.999] where !output.analysis.fittedCurves.isEmpty {
      _ = DataNeedsTable.table(output.analysis, target: target)
    }
  }

  /// What plot and report write.
  private func draw(_ output: StudyOutput) throws {
    let formats = isDrawn ? ["svg,png,pdf", "terminal"] : ["svg"]
    for formats in formats {
      let drawn = try FigureOutput(output, names: [], formats: [formats], of: folder).write(to: folder)
      try drawn.failures.check()
    }
    let report = try StudyReport.make(StudyOutput(folder.results()), of: folder, goesElsewhere: false, version: "test")
    try report.failures.check()
    guard isDrawn else { return }
    for figure in output.figures {
      let complaint = try gnuplot("\(figure.name).gp")
      try UnsoundContent.unless(complaint.isEmpty, "gnuplot \(figure.name).gp: \(complaint)")
    }
  }

  /// What gnuplot, called as a user would, says of a script.
  private func gnuplot(_ script: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gnuplot", script]
    process.currentDirectoryURL = folder.plots.url
    process.standardInput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let complaint = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    // What gnuplot says of every animation is no complaint.
    return String(decoding: complaint, as: UTF8.self).replacing(/\d+ frames in animation sequence\n/, with: "")
      + (process.terminationStatus == 0 ? "" : " (status \(process.terminationStatus))")
  }
}
