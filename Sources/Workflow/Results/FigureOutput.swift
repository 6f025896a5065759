import Datasets
import DurableFiles
import Foundation
import Plotting
public import TrialStorage

/// The figures and formats that `fathom plot` was asked for.
public struct FigureOutput: Sendable {
  private let figures: [Figure]
  /// Whether these are all figures of the study, and not some of them.
  private let isWhole: Bool
  /// Nil for the usual formats of each figure.
  private let formats: [FigureFormat]?
  private let inTerminal: Bool

  /// Checks the names of figures, and the formats as a comma-separated list.
  ///
  /// - Throws: ``WorkflowError`` for an unknown name.
  public static func check(names: [String], formats: String?) throws(WorkflowError) {
    for name in names {
      do {
        _ = try FigureKind.named(name)
      } catch {
        throw WorkflowError("--figure: \(error)")
      }
    }
    guard let formats else { return }
    let wanted = Self.listed(formats)
    let known = FigureFormat.allCases.map(\.rawValue) + [terminal]
    let hint = "the formats are \(known.joined(separator: ", "))"
    guard !wanted.isEmpty else { throw WorkflowError("--format: names no format; \(hint)") }
    if let unknown = wanted.first(where: { !known.contains($0) }) {
      throw WorkflowError("--format: there is no format \(unknown); \(hint)")
    }
  }

  private static let terminal = "terminal"

  private static func listed(_ formats: String) -> [String] {
    formats.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// Selects figures of a study and their formats. Without names it is every figure of the study, without formats the
  /// usual ones of each figure; `folder` has the results.
  ///
  /// - Throws: ``WorkflowError`` for an unknown name, a figure that does not apply to the results, or formats that none
  ///   of the figures supports.
  public init(_ output: StudyOutput, names: [String], formats: String?, of folder: ResultsFolder) throws {
    try Self.check(names: names, formats: formats)
    isWhole = names.isEmpty
    figures =
      names.isEmpty
      ? output.figures
      : try names.map { name in
        let kind = try FigureKind.named(name)
        guard let figure = kind.build(output.analysis) else {
          throw WorkflowError(
            "--figure: \(name) "
              + (folder.manifest.isThere
                ? "does not apply to this study" : "cannot be drawn from what is finished so far")
              + ": it needs \(kind.requirement)")
        }
        return figure
      }
    guard let formats else {
      (self.formats, inTerminal) = (nil, false)
      return
    }
    let wanted = Self.listed(formats)
    inTerminal = wanted.contains(Self.terminal)
    let pictures = wanted.compactMap(FigureFormat.init(rawValue:))
    if !pictures.isEmpty, !figures.isEmpty,
      !figures.contains(where: { figure in pictures.contains(where: figure.formats.contains) })
    {
      throw WorkflowError("--format: no figure asked for is an animation; give svg, png or pdf, or --figure progress")
    }
    self.formats = pictures
  }

  /// Draws into `plots` of the folder, or as text for the terminal.
  ///
  /// - Returns: what to print, and the figures that failed.
  public func write(to folder: ResultsFolder) throws -> (text: String, failures: OutputFailures) {
    var text = figures.isEmpty ? "no figure applies to what is finished of this study\n" : ""
    var failures = OutputFailures(folder)
    if inTerminal {
      let (columns, rows) = Self.terminalSize()
      for figure in figures {
        do throws(PlottingError) {
          text += try TerminalRenderer.draw(
            figure, columns: columns, rows: rows, colour: isatty(STDOUT_FILENO) == 1)
        } catch {
          failures.figures.append(FigureFailure(figure: figure.name, error: error))
        }
      }
    }
    if formats?.isEmpty != true {
      let lock = try folder.claim()
      defer { withExtendedLifetime(lock) {} }
      let drawn = try FigureRenderer(folder: folder.plots).attempt(figures, formats: formats)
      if isWhole { FigureFiles.removeOutdated(in: folder.plots, keeping: figures) }
      text += drawn.pictures.map { $0.relativePath.withoutControls() + "\n" }.joined()
      failures.figures += drawn.failures
    }
    return (text, failures)
  }

  private static func terminalSize() -> (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
