import Datasets
import DurableFiles
import Foundation

/// Why a figure could not be drawn, in one line.
public enum PlottingError: Error, Equatable, CustomStringConvertible {
  case gnuplotMissing
  case cannotWrite(path: String, reason: String)
  case gnuplotFailed(figure: String, reason: String)
  case timedOut(figure: String, seconds: Int)
  case incompletePicture(path: String)
  case unknownFigure(name: String, known: [String])

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
    case .unknownFigure(let name, let known):
      "there is no figure \(name)"
        + (Suggestion.nearest(to: name, among: known).map { "; did you mean \($0)? There are " } ?? "; there are ")
        + known.joined(separator: ", ")
    }
  }
}

/// A figure that could not be written or drawn, and why.
public struct FigureFailure: Error, Equatable, CustomStringConvertible {
  public var figure: String
  public var error: PlottingError

  public init(figure: String, error: PlottingError) {
    (self.figure, self.error) = (figure, error)
  }

  public var description: String { "\(figure) (\(error))" }
}

extension PlottingError {
  init(_ error: FileError) { self = .cannotWrite(path: error.path, reason: error.reason) }

  /// `code` is an errno value.
  init(path: String, code: Int32) { self = .cannotWrite(path: path, reason: String(cString: strerror(code))) }
}
