public import NeuralNetwork

extension StoppingRule {
  /// The name of the rule in study files and tables.
  public var name: String { kind.rawValue }

  /// The name with the threshold as people write it, e.g. `loss-change 0.01`.
  public var label: String {
    guard let threshold else { return name }
    let whole = Int(exactly: threshold)
    return "\(name) \(whole.map(String.init) ?? "\(threshold)")"
  }

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
