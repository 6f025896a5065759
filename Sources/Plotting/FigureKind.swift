public import Analysis
import Study

/// A kind of figure: its name in study files and on the command line, what it shows, and how it is made.
public struct FigureKind: Sendable {
  public let name: String
  /// One line.
  public let summary: String
  /// What a study must have for the figure to apply, to go after "needs".
  public let requirement: String
  /// The figure of an analysis; nil where it does not apply.
  public let build: @Sendable (StudyAnalysis) -> Figure?

  /// Every kind, in the order in which reports show them.
  public static let all: [FigureKind] = [
    LearningCurvesFigure.kind, VerdictsFigure.kind, GapsFigure.kind, GapMapFigure.kind, ThresholdsFigure.kind,
    DepthFigure.kind, EpochsFigure.kind, SweepFigure.kind, BatchLossFigure.kind, DeadNeuronsFigure.kind,
    DecisionBoundaryFigure.kind, WeightsFigure.kind, ProgressFigure.kind,
  ]

  /// The kind of a name; throws `PlottingError.unknownFigure`, which lists them all.
  public static func named(_ name: String) throws(PlottingError) -> FigureKind {
    guard let kind = all.first(where: { $0.name == name }) else {
      throw .unknownFigure(name: name, known: all.map(\.name))
    }
    return kind
  }

  /// The figures that apply to an analysis, of the kinds its study asks for.
  public static func figures(of analysis: StudyAnalysis) -> [Figure] {
    let wanted = analysis.study.figures
    return all.filter { wanted?.contains($0.name) ?? true }.compactMap { $0.build(analysis) }
  }
}
