import Datasets
import DurableFiles
public import Plotting
import Reporting
import TrialStorage

/// Figures and tables that could not be written, although everything else was.
public struct OutputFailures: Sendable, CustomStringConvertible {
  /// The results folder of the whole study, as the user gave it.
  let folder: String
  /// Whether a command asked for the figures, in a way that the study itself does not.
  private let isOfCommand: Bool
  /// The figures that could not be drawn.
  public var figures: [FigureFailure] = []
  /// The names of tables with what was wrong.
  var tables: [(name: String, reason: String)] = []

  /// The failures of what a study asks for itself, or of what a command asks for in its place.
  init(_ folder: ResultsFolder, ofCommand isOfCommand: Bool = false) {
    (self.folder, self.isOfCommand) = (folder.path, isOfCommand)
  }

  /// Whether nothing failed.
  public var isEmpty: Bool { figures.isEmpty && tables.isEmpty }

  /// One line on what failed, why, and how to try again.
  public var description: String {
    var parts: [String] = []
    if !figures.isEmpty {
      parts.append("not drawn: " + ([reasons] + advice).joined(separator: "; "))
    }
    if !tables.isEmpty {
      let names = tables.map { "\($0.name) (\($0.reason))" }.joined(separator: ", ")
      parts.append("not written: \(names); running the study again writes what is missing")
    }
    return parts.joined(separator: "; ").withoutControls()
  }

  /// The figures with what was wrong, which is said once where it is the same.
  private var reasons: String {
    var seen: [PlottingError] = []
    for failure in figures where !seen.contains(failure.error) { seen.append(failure.error) }
    return seen.map { error in
      let names = figures.filter { $0.error == error }.map(\.figure)
      return FigureFailure(figure: names.joined(separator: ", "), error: error).description
    }.joined(separator: ", ")
  }

  /// How figures that failed can be drawn after all. What cannot be as it was asked for says itself what can.
  private var advice: [String] {
    let passing = figures.filter(\.error.mayPass).map(\.figure)
    guard !isOfCommand else { return passing.isEmpty ? [] : ["the same command tries again"] }
    let command = "fathom plot \(ShellWord.quoted(folder)) --figure \(passing.joined(separator: ",")) tries again"
    let others = figures.filter { !$0.error.mayPass }.map(\.figure).joined(separator: ", ")
    return (passing.isEmpty ? [] : [command])
      + (others.isEmpty ? [] : ["change \(others) under figures in the study file and run the study again"])
  }

  /// Throws a ``WorkflowError`` with the description if anything failed.
  public func check() throws {
    if !isEmpty { throw WorkflowError(description) }
  }
}
