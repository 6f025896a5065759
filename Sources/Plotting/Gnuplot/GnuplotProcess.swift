import ChildProcesses
import Foundation

/// Runs gnuplot without a shell, on a script that tells it everything.
struct GnuplotProcess {
  /// Seconds after which gnuplot is killed.
  var timeLimit = 60

  /// The gnuplot program on `PATH`; nil if there is none.
  static func executable(environment: [String: String] = ProcessInfo.processInfo.environment) -> URL? {
    ChildProcess.find("gnuplot", environment: environment).map { URL(filePath: $0) }
  }

  /// A script, with gnuplot commands to run before it.
  struct Step {
    var script: String
    var first: String
  }

  /// What brings gnuplot back to how it started: the settings, then what SVG keeps, scales and the colour with which it begins.
  private static let fresh = [
    "reset session",
    "set terminal svg fontscale 1 linewidth 1; set output \"/dev/null\"; set multiplot; unset multiplot; unset output",
  ]

  /// Runs scripts in a folder, one after the other and each as if it were alone, and returns what gnuplot printed. The first
  /// that fails ends it.
  @discardableResult
  func run(_ steps: [Step], in folder: URL, figure: String) throws(PlottingError) -> Data {
    let arguments = steps.enumerated().flatMap { index, step in
      ((index > 0 ? Self.fresh : []) + [step.first]).flatMap { ["-e", $0] } + [step.script]
    }
    return try run(arguments, in: folder, figure: figure)
  }

  /// Runs one script in a folder, with gnuplot commands to run before it, and returns what gnuplot printed.
  func run(script: String, first commands: String, in folder: URL, figure: String) throws(PlottingError) -> Data {
    try run([Step(script: script, first: commands)], in: folder, figure: figure)
  }

  /// Has gnuplot draw an almost empty picture in each format, so that a missing format is noticed before it is needed.
  func tryFormats(_ formats: [FigureFormat]) throws(PlottingError) {
    let attempts = formats.map {
      "\($0.terminal(width: 100, height: 100, delay: nil)); set output \"/dev/null\"; plot 0; unset output"
    }
    let commands = ["\(FigureFormat.scaleVariable) = 1"] + attempts
    let trial = "a first trial"
    do throws(PlottingError) {
      _ = try run(["-e", commands.joined(separator: "; ")], in: nil, figure: trial)
    } catch .timedOut {
      throw .gnuplotFailed(
        figure: trial, reason: "it did not end within \(timeLimit) s; see whether gnuplot runs by itself")
    }
  }

  /// Default settings (`-d`) and an environment without what gnuplot reads from it keep the user's own settings out of the
  /// picture.
  private func run(_ arguments: [String], in folder: URL?, figure: String) throws(PlottingError) -> Data {
    guard let executable = Self.executable()?.path(percentEncoded: false) else { throw .gnuplotMissing }
    let process = ChildProcess(
      executable, ["-d"] + arguments, environment: Self.environment(from: ProcessInfo.processInfo.environment),
      folder: folder?.path(percentEncoded: false), timeLimit: Double(timeLimit))
    let outcome: ChildProcess.Outcome
    do {
      outcome = try process.run()
    } catch {
      throw .gnuplotFailed(figure: figure, reason: error.description)
    }
    func reason(_ otherwise: String) -> String { Self.lastLine(of: outcome.errors) ?? otherwise }
    switch outcome.ending {
    case .exited(0): return outcome.output
    case .exited(let status): throw .gnuplotFailed(figure: figure, reason: reason("it ended with \(status)"))
    case .killed(let signal): throw .gnuplotFailed(figure: figure, reason: reason("signal \(signal) ended it"))
    case .timedOut: throw .timedOut(figure: figure, seconds: timeLimit)
    }
  }

  /// What gnuplot gets of an environment: nothing that it takes settings from, such as a terminal.
  static func environment(from environment: [String: String]) -> [String: String] {
    let settings = ["GNUPLOT", "GNUTERM", "GNUHELP", "FIT_"]
    return environment.filter { name, _ in !settings.contains { name.hasPrefix($0) } }
      .merging(["LC_ALL": "C.UTF-8"]) { $1 }
  }

  /// gnuplot prints the offending line, a caret and then the message.
  private static func lastLine(of complaint: Data) -> String? {
    String(decoding: complaint.prefix(65536), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .last { !$0.isEmpty }
  }
}
