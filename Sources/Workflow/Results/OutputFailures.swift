import Datasets
import DurableFiles
public import Plotting
import Reporting
import TrialStorage

/// Figures and tables that could not be written, although everything else was.
public struct OutputFailures: Sendable, CustomStringConvertible {
  /// The results folder of the whole study, as the user gave it.
  let folder: String
  /// The figures that could not be drawn.
  public var figures: [FigureFailure] = []
  /// The names of tables with what was wrong.
  var tables: [(name: String, reason: String)] = []

  init(_ folder: ResultsFolder) { self.folder = folder.path }

  /// Whether nothing failed.
  public var isEmpty: Bool { figures.isEmpty && tables.isEmpty }

  /// One line on what failed, why, and how to try again.
  public var description: String {
    var parts: [String] = []
    if !figures.isEmpty {
      let options = figures.map { " --figure \($0.figure)" }.joined()
      parts.append(
        "not drawn: \(figures.map(\.description).joined(separator: ", ")); fathom plot \(folder)\(options) tries again")
    }
    if !tables.isEmpty {
      let names = tables.map { "\($0.name) (\($0.reason))" }.joined(separator: ", ")
      parts.append("not written: \(names); running the study again writes what is missing")
    }
    return parts.joined(separator: "; ").withoutControls()
  }

  /// Throws a ``WorkflowError`` with the description if anything failed.
  public func check() throws {
    if !isEmpty { throw WorkflowError(description) }
  }
}
