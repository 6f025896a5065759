/// The figures that a study can ask for, as study files and file names spell them, in the order in which reports show them.
public enum FigureName: String, Sendable, Hashable, Codable, CaseIterable {
  case learningCurves = "learning-curves"
  case verdicts
  case errors
  case gaps
  case gapMap = "gap-map"
  case biasVariance = "bias-variance"
  case thresholds
  case cost
  case depth
  case epochs
  case sweep
  case batchLoss = "batch-loss"
  case deadNeurons = "dead-neurons"
  case decisionBoundary = "decision-boundary"
  case weights
  case progress
}
