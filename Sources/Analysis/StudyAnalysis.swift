public import Study

/// Everything that figures and tables are drawn from: plain values computed once from a study's results.
public struct StudyAnalysis: Sendable {
  public var study: StudyDescription
  /// Curve by curve (sorted by model, varied settings and rule), each by size.
  public var curves: [CurvePoint]
  /// Those of the largest size, sorted by model and varied settings.
  public var epochCurves: [EpochCurve]
  /// Of the largest size, where batch losses were recorded, sorted by model and varied settings.
  public var batchLossCurves: [BatchLossCurve]
  /// Of the largest size, where dead neurons were recorded, sorted by model, varied settings and layer.
  public var deadNeuronCurves: [DeadNeuronCurve]
  /// Of the largest size, sorted by model and varied settings.
  public var portraits: [ModelPortrait]
  /// For each size, each rule and each pair of models, the paired difference in test accuracy.
  public var comparisons: [Comparison]

  public init(
    study: StudyDescription, curves: [CurvePoint], epochCurves: [EpochCurve], comparisons: [Comparison],
    batchLossCurves: [BatchLossCurve] = [], deadNeuronCurves: [DeadNeuronCurve] = [], portraits: [ModelPortrait] = []
  ) {
    self.study = study
    self.curves = curves
    self.epochCurves = epochCurves
    self.comparisons = comparisons
    self.batchLossCurves = batchLossCurves
    self.deadNeuronCurves = deadNeuronCurves
    self.portraits = portraits
  }
}
