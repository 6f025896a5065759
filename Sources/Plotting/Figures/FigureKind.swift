public import Analysis
public import Study
import Threads

/// A kind of figure: its name in study files and on the command line, what it shows, and how it is made.
public struct FigureKind: Sendable {
  /// Name of the kind in study files, on the command line and in file names.
  public let name: FigureName
  /// What the figure shows, in one line.
  public let summary: String
  /// Whether what only the data tell of a plan allows the figure.
  var mayApply: @Sendable (StudyPlan) -> Bool = { _ in true }
  /// Makes the figure of an analysis; returns nil if it does not apply.
  public let build: @Sendable (StudyAnalysis) -> Figure?

  /// Whether the figure may apply to the results of a plan, as far as that can be told before there are any.
  public func mayApply(to plan: StudyPlan) -> Bool { name.needs.mayBeMet(plan.study) && mayApply(plan) }

  /// Every kind, in the order in which reports show them.
  public static let all = FigureName.allCases.map(kind)

  fileprivate static func kind(_ name: FigureName) -> FigureKind {
    switch name {
    case .learningCurves: LearningCurvesFigure.kind
    case .verdicts: VerdictsFigure.kind
    case .errors: ErrorsFigure.kind
    case .gaps: GapsFigure.kind
    case .gapMap: GapMapFigure.kind
    case .biasVariance: BiasVarianceFigure.kind
    case .thresholds: ThresholdsFigure.kind
    case .cost: CostFigure.kind
    case .depth: DepthFigure.kind
    case .width: WidthFigure.kind
    case .epochs: EpochsFigure.kind
    case .sweep: SweepFigure.kind
    case .choices: ChoicesFigure.kind
    case .specifications: SpecificationsFigure.kind
    case .batchLoss: BatchLossFigure.kind
    case .deadNeurons: DeadNeuronsFigure.kind
    case .decisionBoundary: DecisionBoundaryFigure.kind
    case .weights: WeightsFigure.kind
    case .progress: ProgressFigure.kind
    }
  }

  /// Returns the kind with this name.
  ///
  /// - Throws: ``PlottingError/unknownFigure(name:known:)``, whose description lists all names, after the `others` that
  ///   the caller knows.
  public static func named(_ text: String, or others: [String] = []) throws(PlottingError) -> FigureKind {
    guard let name = FigureName(rawValue: text) else {
      let kinds = FigureName.allCases.map(\.rawValue)
      throw .unknownFigure(name: text, known: others.filter { !kinds.contains($0) } + kinds)
    }
    return kind(name)
  }

  /// Returns the requests of a study that none of the figures `drawn` answers, because they do not apply to it.
  public static func undrawn(_ study: StudyDescription, drawn: [String]) -> [FigureRequest] {
    (study.figures ?? []).filter { !drawn.contains($0.fileName) }
  }

  /// Returns the figures that apply to an analysis and that its study asks for, in the order of reports. One that cannot be
  /// drawn as it is asked for says so when it is drawn.
  public static func figures(of analysis: StudyAnalysis) -> [Figure] {
    let wanted = analysis.study.figures ?? FigureName.allCases.map { FigureRequest($0) }
    let requests = FigureName.allCases.flatMap { name in wanted.filter { $0.figure == name } }
    return concurrentMap(requests.count) { index -> Figure? in
      let request = requests[index]
      do throws(PlottingError) { return try request.withoutIdleKeys.figure(of: analysis) } catch {
        return Figure(failing: request.fileName, error)
      }
    }.compactMap { $0 }
  }
}

extension FigureRequest {
  /// The kind of the figure.
  public var kind: FigureKind { .kind(figure) }
}

extension StudyPlan {
  /// Number of training-set sizes.
  var sizeCount: Int { Set(trajectories.map(\.configuration.size)).count }
}
