extension Metric {
  /// Accuracy: the fraction of samples that are classified correctly.
  public static let accuracy = Metric(
    "accuracy", .higherIsBetter, unit: .fraction, best: 1, worst: 0, errorName: "error",
    tally: { .classes(AccuracyTally(keepingSamples: $1)) }, chanceLimit: \.accuracyLimit)

  /// Balanced accuracy: the mean over the classes that occur of the fraction of their samples that are classified
  /// correctly.
  public static let balancedAccuracy = Metric(
    "balanced-accuracy", .higherIsBetter, unit: .fraction, best: 1, worst: 0, errorName: "balanced error",
    tally: { .classes(ConfusionTally(.balancedAccuracy, classes: $0, keepingSamples: $1)) },
    chanceLimit: \.meanOverClassesLimit)

  /// Macro-averaged F1: the mean over the classes that occur among labels or predictions of 2·TP/(2·TP + FP + FN).
  public static let macroF1 = Metric(
    "macro-f1", .higherIsBetter, unit: .fraction, best: 1, worst: 0, errorName: "1 − macro-f1",
    tally: { .classes(ConfusionTally(.macroF1, classes: $0, keepingSamples: $1)) },
    chanceLimit: \.meanOverClassesLimit)

  /// Log-loss: the mean of −ln p, where p is the probability that a model gives the class of a sample, from softmax
  /// outputs or one sigmoid output. It is not clipped.
  public static let logLoss = Metric(
    "log-loss", .lowerIsBetter, unit: .plain(name: "nats", decimals: 4), best: 0, worst: nil, errorName: "log-loss",
    losses: [.crossEntropy, .binaryCrossEntropy],
    tally: { .outputs(LogLossTally(keepingSamples: $1)) }, chanceLimit: { $0.limit(of: .crossEntropy) })

  /// The area under the ROC curve: of two classes that of the second class's probability; of more the mean over the
  /// classes that occur, each against all others. There is none for samples of a single class.
  public static let rocAUC = Metric(
    "roc-auc", .higherIsBetter, unit: .fraction, best: 1, worst: 0, errorName: "1 − roc-auc",
    tally: { .outputs(AreaUnderCurveTally(keepingSamples: $1)) }, chanceLimit: \.areaUnderCurveLimit)

  /// All metrics.
  public static let all = [accuracy, balancedAccuracy, macroF1, logLoss, rocAUC]

  /// The metric of a study that names none.
  public static let usual = accuracy

  /// Returns the metric with this name; nil if there is none.
  public static func named(_ name: String) -> Metric? { all.first { $0.name == name } }
}
