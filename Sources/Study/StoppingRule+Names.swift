public import NeuralNetwork

extension StoppingRule {
  /// The name of the rule in study files and tables.
  public var name: String { kind.rawValue }

  /// The name with the threshold as people write it, e.g. `loss-change 0.01`.
  public var label: String {
    var words = [name]
    if case .patience(let epochs, _) = self { words.append("\(epochs)") }
    // Patience hardly ever has another threshold than zero.
    if let threshold, threshold != 0 || words.count == 1 {
      words.append(Int(exactly: threshold).map(String.init) ?? "\(threshold)")
    }
    return words.joined(separator: " ")
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
