import ElementaryFunctions

extension Network {
  /// What the network gives for each class, from the logits of one sample: probabilities, or the logits themselves if mean
  /// squared error is taken on them.
  func outputs(_ logits: [Double]) -> [Double] {
    guard loss == .binaryCrossEntropy else { return output.values(of: logits) }
    let second = OutputFunction.sigmoid.values(of: logits)[0]
    return [1 - second, second]
  }
}

extension OutputFunction {
  /// The outputs of one sample, from its logits.
  func values(of logits: [Double]) -> [Double] {
    switch self {
    case .linear: return logits
    case .sigmoid: return logits.map { 1 / (1 + .exp(-$0)) }
    case .softmax:
      let largest = logits.max() ?? 0
      let powers = logits.map { Double.exp($0 - largest) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
  }
}
