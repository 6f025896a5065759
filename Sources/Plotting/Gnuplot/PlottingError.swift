import Datasets
import DurableFiles
import Foundation
public import Study

/// Why a figure could not be drawn. The description is one line.
public enum PlottingError: Error, Equatable, CustomStringConvertible {
  /// There is no gnuplot on `PATH`.
  case gnuplotMissing
  /// A file or folder could not be written.
  case cannotWrite(path: String, reason: String)
  /// gnuplot ended with an error; `reason` is the last line it printed, or its exit status.
  case gnuplotFailed(figure: String, reason: String)
  /// gnuplot took longer than the time limit.
  case timedOut(figure: String, seconds: Int)
  /// gnuplot left a picture file that has no proper end.
  case incompletePicture(path: String)
  /// What has to be drawn does not fit on a page; `least` is a length that would do.
  case pageTooSmall(figure: String, side: PageSide, least: PageLength)
  /// There is no such font; fontconfig would take `other`, and `similar` are fonts whose names begin alike.
  case fontMissing(name: String, other: String, similar: [String])
  /// A selection or a label names something that is not there, or a key changes nothing.
  case cannotBe(FigureRequestError)
  /// There is no figure of this name; `known` has all names.
  case unknownFigure(name: String, known: [String])

  /// Whether the same figure may be drawn another time: it was not what was asked for that failed.
  public var mayPass: Bool {
    switch self {
    case .gnuplotMissing, .cannotWrite, .gnuplotFailed, .timedOut, .incompletePicture, .fontMissing: true
    case .pageTooSmall, .cannotBe, .unknownFigure: false
    }
  }

  /// One line that says what failed and, where possible, what to do.
  public var description: String {
    switch self {
    case .gnuplotMissing:
      "gnuplot is not installed: apt-get install gnuplot-nox"
    case .cannotWrite(let path, let reason):
      "cannot write \(path): \(reason)"
    case .gnuplotFailed(let figure, let reason):
      "gnuplot could not draw \(figure): \(reason)"
    case .timedOut(let figure, let seconds):
      "gnuplot did not finish \(figure) within \(seconds) s; run gnuplot \(figure).gp in its folder to see why"
    case .incompletePicture(let path):
      "gnuplot left \(path) incomplete; is the disk full?"
    case .pageTooSmall(let figure, let side, let least):
      "\(figure) does not fit into this \(side); it needs at least \(least.text), or smaller letters (font-size), or fewer panels"
    case .fontMissing(let name, let other, let similar):
      "there is no font \(name)\(other.isEmpty ? "" : "; \(other) would take its place"); "
        + (similar.isEmpty
          ? "install it, or give another (fc-list : family lists them)"
          : "did you mean \(similar.joined(separator: " or "))?")
    case .cannotBe(let error): error.description
    case .unknownFigure(let name, let known):
      "there is no figure \(name)"
        + (Suggestion.nearest(to: name, among: known).map { "; did you mean \($0)? There are " } ?? "; there are ")
        + known.joined(separator: ", ")
    }
  }
}

/// What is too small of a page.
public enum PageSide: Sendable {
  /// Its width, or its height.
  case width, height
}

/// A figure that could not be written or drawn, and why.
public struct FigureFailure: Error, Equatable, CustomStringConvertible {
  /// Name of the figure.
  public var figure: String
  /// Why it failed.
  public var error: PlottingError

  /// Creates a failure from the figure's name and the error.
  public init(figure: String, error: PlottingError) {
    (self.figure, self.error) = (figure, error)
  }

  /// The name of the figure with the error in parentheses.
  public var description: String { "\(figure) (\(error))" }
}

extension PlottingError {
  init(_ error: FileError) { self = .cannotWrite(path: error.path, reason: error.reason) }

  /// `code` is an errno value.
  init(path: String, code: Int32) { self = .cannotWrite(path: path, reason: String(cString: strerror(code))) }
}
