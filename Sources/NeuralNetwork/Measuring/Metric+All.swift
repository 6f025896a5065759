extension Metric {
  /// Accuracy: the fraction of samples that are classified correctly.
  public static let accuracy = Metric(
    "accuracy", .higherIsBetter, unit: .fraction, best: 1, worst: 0, errorName: "error",
    .classes(tally: { AccuracyTally(keepingSamples: $1) }, chance: \.accuracyLimit))

  /// Balanced accuracy: the mean over the classes that occur of the fraction of their samples that are classified
  /// correctly.
  public static let balancedAccuracy = Metric(
    "balanced-accuracy", words: "balanced accuracy", .higherIsBetter, unit: .fraction, best: 1, worst: 0,
    errorName: "balanced error", isMeanOverClasses: true,
    .classes(
      tally: { ConfusionTally(.balancedAccuracy, classes: $0, keepingSamples: $1) }, chance: \.meanOverClassesLimit))

  /// Macro-averaged F1: the mean over the classes that occur among labels or predictions of 2·TP/(2·TP + FP + FN).
  public static let macroF1 = Metric(
    "macro-f1", words: "macro F1", .higherIsBetter, unit: .fraction, best: 1, worst: 0, errorName: "1 − macro F1",
    isMeanOverClasses: true,
    .classes(tally: { ConfusionTally(.macroF1, classes: $0, keepingSamples: $1) }, chance: \.meanOverClassesLimit))

  /// Log-loss: the mean of −ln p, where p is the probability that a model gives the class of a sample, from softmax
  /// outputs or one sigmoid output. It is not clipped.
  public static let logLoss = Metric(
    "log-loss", .lowerIsBetter, unit: .plain(name: "nats", decimals: 4), best: 0, worst: nil, errorName: "log-loss",
    losses: [.crossEntropy, .binaryCrossEntropy],
    .outputs(tally: { LogLossTally(keepingSamples: $1) }, chance: { $0.limit(of: .crossEntropy) }))

  /// The area under the ROC curve: of two classes that of the second class's output; of more the mean over the
  /// classes that occur, each against all others. There is none for samples of a single class.
  public static let rocAUC = Metric(
    "roc-auc", words: "ROC AUC", .higherIsBetter, unit: .fraction, best: 1, worst: 0, errorName: "1 − ROC AUC",
    undefined: .ofOneClass, isMeanOverClasses: true, expectedByChance: 0.5,
    .outputs(tally: { AreaUnderCurveTally($0, keepingSamples: $1) }, chance: \.areaUnderCurveLimit))

  /// The root of the mean squared error of a predicted quantity, in its unit.
  public static let rmse = Metric(
    "rmse", words: "RMSE", .lowerIsBetter, unit: .plain(name: unitOfData, decimals: 4), best: 0, worst: nil,
    errorName: "RMSE",
    .quantities(tally: { SquaredErrorTally(.rmse, keepingSamples: $0) }, chance: \.rmseLimit))

  /// The mean absolute error of a predicted quantity, in its unit.
  public static let mae = Metric(
    "mae", words: "MAE", .lowerIsBetter, unit: .plain(name: unitOfData, decimals: 4), best: 0, worst: nil,
    errorName: "MAE",
    .quantities(tally: { AbsoluteErrorTally(keepingSamples: $0) }, chance: \.maeLimit))

  /// R²: the share of the variance of a quantity that is predicted, 1 − Σ(y − ŷ)²/Σ(y − ȳ)²; below 0 for predictions worse
  /// than the mean ȳ of the same samples. There is none for samples of one value.
  public static let r2 = Metric(
    "r2", words: "R²", .higherIsBetter, unit: .plain(name: "", decimals: 4), best: 1, worst: nil, errorName: "1 − R²",
    undefined: .ofOneQuantity,
    .quantities(tally: { SquaredErrorTally(.r2, keepingSamples: $0) }, chance: \.r2Limit))

  /// All metrics.
  public static let all = [accuracy, balancedAccuracy, macroF1, logLoss, rocAUC, rmse, mae, r2]

  /// The metric of a study that names none.
  public static let usual = accuracy

  /// The metric of a study that predicts a quantity and names none.
  public static let usualOfQuantities = rmse

  /// Returns the metric with this name; nil if there is none.
  public static func named(_ name: String) -> Metric? { all.first { $0.name == name } }
}
