import NeuralNetwork

/// A part of the data that something is measured on.
enum Part: Int, CaseIterable {
  case train, validation, test

  var name: String { "\(self)" }

  /// The words for each part in the names of columns.
  static let words: [String: Part] = [
    "train": .train, "training": .train, "tr": .train, "val": .validation, "valid": .validation,
    "validation": .validation, "dev": .validation, "eval": .validation, "evaluation": .validation, "test": .test,
    "testing": .test, "tst": .test, "holdout": .test,
  ]
}

/// What is measured: a loss, or a metric in one of the forms that programs write it in.
struct Quantity: Hashable {
  enum Kind: Hashable {
    case loss
    case metric(Metric)
    /// A score that says no more of itself; accuracy if its values are fractions.
    case score
  }

  /// How the values of a metric follow from what the file has.
  enum Form: Int {
    case same
    /// 1 − x, of an error rate.
    case complement
    /// √x, of a mean squared error.
    case root
    /// −x, of scores that scikit-learn negates so that higher is better.
    case negative
    /// √−x.
    case negativeRoot
  }

  var kind: Kind
  var form = Form.same
  /// Whether the name says that values are in percent.
  var isPercent = false

  /// The name of the metric, or `loss`, as columns of tables have it.
  var name: String {
    switch kind {
    case .loss: "loss"
    case .metric(let metric): metric.columnName
    case .score: "score"
    }
  }

  var isLoss: Bool { kind == .loss }

  /// The metric that values are turned into; nil for a loss.
  var metric: Metric? {
    switch kind {
    case .loss: nil
    case .metric(let metric): metric
    case .score: .accuracy
    }
  }

  /// Of several columns for one metric, that of the lowest cost says it best.
  var cost: Int { kind == .score ? 2 : form == .same ? 0 : 1 }

  private static func metric(_ metric: Metric, _ form: Form = .same) -> Quantity {
    Quantity(kind: .metric(metric), form: form)
  }

  /// The quantity with this name: words in lower case with `_` between them.
  static func named(_ name: String) -> Quantity? {
    if let quantity = names[name] { return quantity }
    if name.hasPrefix("neg_"), let quantity = named(String(name.dropFirst(4))) {
      switch quantity.form {
      case .same: return Quantity(kind: quantity.kind, form: .negative)
      case .root: return Quantity(kind: quantity.kind, form: .negativeRoot)
      default: return nil
      }
    }
    return nil
  }

  private static let names: [String: Quantity] = {
    var names = Dictionary(uniqueKeysWithValues: Metric.all.map { ($0.columnName, metric($0)) })
    for metric in Metric.all { names[ColumnName(metric.words).text] = Quantity.metric(metric) }
    for name in ["loss"] { names[name] = Quantity(kind: .loss) }
    for name in ["score"] { names[name] = Quantity(kind: .score) }
    let others: [(Quantity, [String])] = [
      (
        metric(.accuracy),
        [
          "acc", "categorical_accuracy", "sparse_categorical_accuracy", "binary_accuracy", "accuracy_score", "top_1",
          "top1", "acc1", "acc_1", "multiclass_accuracy",
        ]
      ),
      (metric(.accuracy, .complement), ["error", "error_rate", "err", "zero_one_loss", "misclassification_rate"]),
      (metric(.balancedAccuracy), ["balanced_acc", "bacc", "balanced_accuracy_score"]),
      (metric(.macroF1), ["f1_macro", "f1_score_macro"]),
      (metric(.logLoss), ["logloss", "cross_entropy", "crossentropy", "nll", "ce"]),
      (metric(.rocAUC), ["auc", "auroc", "roc_auc_score", "roc_auc_ovr"]),
      (metric(.rmse), ["root_mean_squared_error"]), (metric(.rmse, .root), ["mse", "mean_squared_error"]),
      (metric(.mae), ["mean_absolute_error"]), (metric(.r2), ["r2_score", "r_squared", "rsquared"]),
    ]
    for (quantity, words) in others { for word in words { names[word] = quantity } }
    return names
  }()

  /// The metrics that are known, for messages.
  static let metricNames = Metric.all.map(\.columnName).joined(separator: ", ")

  /// Metrics of other programs that are not measured here; columns of them are no settings.
  static let unknown: Set<String> = [
    "f1", "f1_score", "f1_micro", "f1_weighted", "precision", "recall", "mcc", "matthews_corrcoef", "kappa",
    "cohen_kappa_score", "perplexity", "ppl", "top5", "top_5", "acc5", "acc_5", "top_5_accuracy",
    "top_k_categorical_accuracy", "mape", "mean_absolute_percentage_error", "iou", "dice", "auprc", "pr_auc",
    "average_precision", "brier", "brier_score",
  ]

  /// What the metric is where a file has `number`, written as `text`: rounded once from its digits.
  func metricValue(_ number: Double, text: ArraySlice<UInt8>, isPercentage: Bool) -> Double {
    let isComplement = form == .complement
    guard isPercentage || isComplement, var digits = DecimalNumber(text, is: number) else {
      return converted(isPercentage ? number / 100 : number)
    }
    if isPercentage { digits = digits.hundredth }
    if isComplement { digits = digits.complement }
    guard let value = digits.double else { return converted(isPercentage ? number / 100 : number) }
    return isComplement ? value : converted(value)
  }

  /// What a metric's value in this form is; a value that no such quantity has becomes NaN.
  private func converted(_ value: Double) -> Double {
    switch form {
    case .same: value
    case .complement: 1 - value
    case .root: value.squareRoot()
    case .negative: -value
    case .negativeRoot: (-value).squareRoot()
    }
  }

  /// What is done to values, for notes; nil if nothing is.
  var conversion: String? {
    switch form {
    case .same: nil
    case .complement: "accuracy is 1 − the error"
    case .root: "RMSE is the root of the mean squared error"
    case .negative: "the sign is turned"
    case .negativeRoot: "RMSE is the root of the mean squared error, whose sign is turned"
    }
  }
}

/// Something measured on a part of the data.
struct Measurement: Hashable {
  /// Nil if the name does not say.
  var part: Part?
  var quantity: Quantity

  /// What it gives a value of, whatever the form of that.
  var slot: Measurement {
    Measurement(part: part, quantity: Quantity(kind: quantity.metric.map { .metric($0) } ?? .loss))
  }
}
