public import NeuralNetwork

extension StoppingRule {
  /// The rule with its parameters but without its threshold, as tables name it, e.g. `patience 10`.
  public var name: String {
    switch self {
    case .patience(let epochs, _): "\(kind.rawValue) \(epochs)"
    case .progressQuotient(let strip, _), .validationUp(let strip, _): "\(kind.rawValue) strip \(strip)"
    case .lossChange, .generalisationLoss, .none: kind.rawValue
    }
  }

  /// The rule with its threshold, e.g. `loss-change 0.01` or `progress-quotient strip 5 threshold 1`; unique to the
  /// rule.
  public var label: String {
    guard let threshold else { return name }
    let number = Int(exactly: threshold).map(String.init) ?? "\(threshold)"
    // A number after another one has to say what it is; patience hardly ever has another threshold than zero.
    if name == kind.rawValue { return "\(name) \(number)" }
    return kind == .patience && threshold == 0 ? name : "\(name) threshold \(number)"
  }

  /// The rule as it is named within a sentence: its label, or `no stopping`.
  public var inWords: String { kind == .none ? "no stopping" : label }

  /// The threshold of the rule; nil for `none`.
  public var threshold: Double? {
    switch self {
    case .lossChange(let threshold), .patience(_, let threshold), .generalisationLoss(let threshold),
      .progressQuotient(_, let threshold), .validationUp(_, let threshold):
      threshold
    case .none: nil
    }
  }
}
