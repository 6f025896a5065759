import Datasets
import DurableFiles
public import Foundation
import Plotting
public import Study
public import TrialStorage

/// The figures and formats that `fathom plot` was asked for.
public struct FigureOutput: Sendable {
  private let figures: [Figure]
  /// Whether these are all figures of the study as it asks for them, so that files of others are left over.
  private let isWhole: Bool
  /// Nil for the usual formats of each figure.
  private let formats: [FigureFormat]?
  private let inTerminal: Bool

  /// Checks formats, each a comma-separated list.
  ///
  /// - Throws: ``WorkflowError`` for an unknown one.
  public static func check(formats: [String]) throws(WorkflowError) {
    guard !formats.isEmpty else { return }
    let wanted = Self.listed(formats)
    let known = FigureFormat.allCases.map(\.rawValue) + [terminal]
    let hint = "the formats are \(known.joined(separator: ", "))"
    guard !wanted.isEmpty else { throw WorkflowError("--format: names no format; \(hint)") }
    if let unknown = wanted.first(where: { !known.contains($0) }) {
      throw WorkflowError("--format: there is no format \(unknown); \(hint)")
    }
  }

  private static let terminal = "terminal"

  private static func listed(_ formats: [String]) -> [String] {
    var listed: [String] = []
    for format in formats.flatMap({ $0.split(separator: ",") }).map({ $0.trimmingCharacters(in: .whitespaces) })
    where !listed.contains(format) {
      listed.append(format)
    }
    return listed
  }

  /// Selects figures of a study and their formats. Names are those of the study's own figures or of kinds; without, it is
  /// every figure of the study. Without formats it is the usual ones of each figure. `folder` has the results; `change`
  /// sets what the command says of each figure.
  ///
  /// - Throws: ``UsageError`` for an unknown name; ``WorkflowError`` for a figure that does not apply to the results, or formats that none
  ///   of the figures supports.
  public init(
    _ output: StudyOutput, names: [String], formats: [String], of folder: ResultsFolder,
    changing change: (inout FigureRequest) throws -> Void = { _ in }
  ) throws {
    try Self.check(formats: formats)
    let wanted = Self.listed(formats)
    let own = output.results.study.figures ?? []
    var requests =
      names.isEmpty
      ? (own.isEmpty ? FigureKind.all.map { FigureRequest($0.name) } : own)
      : try names.map { name in
        if let request = own.first(where: { $0.fileName == name }) { return request }
        do { return FigureRequest(try FigureKind.named(name, or: own.map(\.fileName)).name) } catch {
          throw UsageError("--figure: \(error)")
        }
      }
    let usual = requests
    for index in requests.indices {
      try change(&requests[index])
      // What is said of all figures is for those to which it means something.
      if names.isEmpty { requests[index] = requests[index].withoutIdleKeys }
      // What LaTeX is to set is for a page.
      if wanted.contains(FigureFormat.tex.rawValue), !requests[index].style.isForPaper {
        requests[index].style.fontSize = FigureStyle.usualFontSize
      }
    }
    isWhole = names.isEmpty && requests == usual
    let others = Set(FigureName.allCases.map(\.rawValue) + own.map(\.fileName))
    for (request, usual) in zip(requests, usual)
    where request.fileName != usual.fileName && others.contains(request.fileName) {
      throw WorkflowError("--name: \(request.fileName) is the name of another figure; choose one that none has")
    }
    if let twice = requests.first(where: { one in requests.count { $0.fileName == one.fileName } > 1 }) {
      throw WorkflowError("--name: \(twice.fileName) would name several figures; draw one at a time (--figure)")
    }
    if requests == usual, names.isEmpty {
      figures = output.figures
    } else {
      figures = try requests.compactMap { request in
        let figure: Figure?
        do throws(PlottingError) { figure = try request.figure(of: output.analysis) } catch {
          if case .cannotBe = error { throw WorkflowError("--\(error)") }
          throw error
        }
        if figure == nil, !names.isEmpty {
          let absence = request.absence(in: output.analysis)
          throw WorkflowError(
            "--figure: \(request.figure.rawValue) "
              + (!request.selection.isOfAll
                ? absence
                : (folder.manifest.isThere
                  ? "does not apply to this study" : "cannot be drawn from what is finished so far")
                  + ": it \(absence)"))
        }
        return figure
      }
    }
    guard !formats.isEmpty else {
      (self.formats, inTerminal) = (nil, false)
      return
    }
    inTerminal = wanted.contains(Self.terminal)
    let pictures = wanted.compactMap(FigureFormat.init(rawValue:))
    if !pictures.isEmpty, !figures.isEmpty,
      !figures.contains(where: { figure in pictures.contains(where: figure.formats.contains) })
    {
      throw WorkflowError("--format: no figure asked for is an animation; give svg, png or pdf, or --figure progress")
    }
    self.formats = pictures
  }

  /// One line on each figure that is higher than a page.
  public var remarks: [String] { figures.compactMap { $0.heightRemark("--") } }

  /// Draws into `plots` of the folder, or into the folder `elsewhere`, or as text for the terminal.
  ///
  /// - Returns: what to print, and the figures that failed.
  public func write(to folder: ResultsFolder, elsewhere: URL? = nil) throws -> (text: String, failures: OutputFailures)
  {
    var text = figures.isEmpty ? "no figure applies to what is finished of this study\n" : ""
    var failures = OutputFailures(folder, ofCommand: true)
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
      let lock = elsewhere == nil ? try folder.claim(orElse: "-o draws into another folder") : nil
      defer { withExtendedLifetime(lock) {} }
      let place = elsewhere.map { FolderItem($0) } ?? folder.plots
      let drawn = try FigureRenderer(folder: place).attempt(figures, formats: formats)
      if isWhole, elsewhere == nil { FigureFiles.removeOutdated(in: place, keeping: figures) }
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
