import Datasets
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

  /// Looks the names up; no name stands for every figure of the study, no formats for the usual ones of each figure.
  ///
  /// - Throws: ``WorkflowError`` for a name that is no figure, a figure that the results cannot fill, a format that is
  ///   none, or formats that none of the figures has.
  public init(_ output: StudyOutput, names: [String], formats: String?) throws {
    isWhole = names.isEmpty
    figures =
      names.isEmpty
      ? output.figures
      : try names.map { name in
        let kind = try FigureKind.named(name)
        guard let figure = kind.build(output.analysis) else {
          throw WorkflowError("--figure: \(name) does not apply to this study: it needs \(kind.requirement)")
        }
        return figure
      }
    guard let formats else {
      (self.formats, inTerminal) = (nil, false)
      return
    }
    let wanted = formats.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    guard !wanted.isEmpty else { throw WorkflowError("--format: names no format; give svg, png, pdf, gif or terminal") }
    inTerminal = wanted.contains("terminal")
    let pictures = try wanted.filter { $0 != "terminal" }.map { name in
      guard let format = FigureFormat(rawValue: name) else {
        let known = FigureFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw WorkflowError("--format: there is no format \(name); the formats are \(known), terminal")
      }
      return format
    }
    if !pictures.isEmpty, !figures.contains(where: { figure in pictures.contains(where: figure.formats.contains) }) {
      throw WorkflowError("--format: no figure asked for is an animation; give svg, png or pdf, or --figure progress")
    }
    self.formats = pictures
  }

  /// Draws into the folder's `plots`, or to text for the terminal; returns what to print, and the figures that failed.
  public func write(to folder: ResultsFolder) throws -> (text: String, failures: OutputFailures) {
    var text = ""
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
