import NeuralNetwork
import Study

/// Stopping rules as figures name them: two that differ in anything have different names.
enum RuleText {
  /// The threshold of a rule, rounded only as far as the same number can be read back; empty without one.
  static func threshold(_ rule: StoppingRule) -> String { rule.threshold.map(number) ?? "" }

  private static func number(_ threshold: Double) -> String {
    let text = NumberText.plain(threshold)
    return Double(text.replacing(",", with: "")) == threshold ? text : "\(threshold)"
  }

  /// In full, as a panel title, e.g. `stop when |ΔL| < 0.005`.
  static func title(_ rule: StoppingRule) -> String {
    switch rule {
    case .lossChange(let threshold): "stop when |ΔL| < \(number(threshold))"
    default: short(rule)
    }
  }

  /// The shortest form that is still unique.
  static func short(_ rule: StoppingRule) -> String {
    switch rule {
    case .lossChange(let threshold):
      "|ΔL| < \(number(threshold))"
    case .patience(let epochs, let threshold):
      "patience \(NumberText.count(epochs))" + (threshold > 0 ? ", threshold \(number(threshold))" : "")
    case .generalisationLoss(let threshold): "GL > \(number(threshold))"
    case .progressQuotient(let strip, let threshold): "PQ > \(number(threshold)), strips of \(strip)"
    case .validationUp(let strip, let threshold): "UP \(number(threshold)), strips of \(strip)"
    case .none: rule.inWords
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
    case .none: rule.inWords
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
