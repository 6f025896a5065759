import NeuralNetwork

/// Stopping rules as figures name them.
enum RuleText {
  /// In full, as a panel title, e.g. `stop when |ΔL| < 0.005`.
  static func title(_ rule: StoppingRule) -> String {
    switch rule {
    case .lossChange(let threshold): "stop when |ΔL| < \(NumberText.plain(threshold))"
    default: short(rule)
    }
  }

  /// As short as it can be told from the others.
  static func short(_ rule: StoppingRule) -> String {
    switch rule {
    case .lossChange(let threshold):
      "|ΔL| < \(NumberText.plain(threshold))"
    case .patience(let epochs, let threshold):
      "patience \(NumberText.count(epochs))" + (threshold > 0 ? ", threshold \(NumberText.plain(threshold))" : "")
    case .generalisationLoss(let threshold): "GL > \(NumberText.plain(threshold))"
    case .progressQuotient(let strip, let threshold): "PQ > \(NumberText.plain(threshold)), strips of \(strip)"
    case .validationUp(let strip, let threshold): "UP \(NumberText.plain(threshold)), strips of \(strip)"
    case .none: "no stopping"
    }
  }

  /// The rule without its threshold, which names a group of thresholds.
  static func family(_ rule: StoppingRule) -> String {
    switch rule {
    case .lossChange: "|ΔL|"
    case .patience(let epochs, _): "patience \(NumberText.count(epochs))"
    case .generalisationLoss: "GL"
    case .progressQuotient(let strip, _): "PQ, strips of \(strip)"
    case .validationUp(let strip, _): "UP, strips of \(strip)"
    case .none: "no stopping"
    }
  }

  /// Whether a smaller threshold of the rule stops later.
  static func stopsLaterBelow(_ rule: StoppingRule) -> Bool {
    switch rule {
    case .lossChange, .patience: true
    case .generalisationLoss, .progressQuotient, .validationUp, .none: false
    }
  }

  /// When a trial under the rule is measured, e.g. `after the last epoch`.
  static func moment(_ rule: StoppingRule) -> String { rule == .none ? "after the last epoch" : "under \(short(rule))" }
}
