/// The figures that a study can ask for. The raw value is the name in study files and of the figure's files; the order
/// is that of reports.
public enum FigureName: String, Sendable, Hashable, Codable, CaseIterable {
  /// The first metric on test and training data against training-set size.
  case learningCurves = "learning-curves"
  /// Which of two models is better at each size, with the uncertainty of their difference.
  case verdicts
  /// Test error against training-set size, both axes logarithmic, with fitted curves.
  case errors
  /// The overfitting gap against training-set size.
  case gaps
  /// The overfitting gap by model and training-set size, as a map of coloured cells.
  case gapMap = "gap-map"
  /// The parts of the test error: bias, draw of the data, initial weights.
  case biasVariance = "bias-variance"
  /// The metric, gap, stop epoch and cost against the stopping threshold.
  case thresholds
  /// The metric on test data against epochs, updates and processor seconds, by stopping rule.
  case cost
  /// The metric on test and training data against the number of hidden layers.
  case depth
  /// The metric and the loss on test and training data against the width of the layers.
  case width
  /// Loss and metric against epoch, with the stop of each threshold.
  case epochs
  /// Loss by epoch and the metric on test data, for each value of a varied key.
  case sweep
  /// Which of the values under `tune` each model took, by training-set size.
  case choices
  /// The difference between two models under every choice of settings and rules, sorted.
  case specifications
  /// Loss of every batch against the update.
  case batchLoss = "batch-loss"
  /// Share of dead hidden neurons by layer, before, during and after training.
  case deadNeurons = "dead-neurons"
  /// The class regions of each model, with training samples; for data with two features.
  case decisionBoundary = "decision-boundary"
  /// Weights of first-layer units as images; for networks on images.
  case weights
  /// Loss and metric growing epoch by epoch, as an animated GIF.
  case progress
}
