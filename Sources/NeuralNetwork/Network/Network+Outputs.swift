import ElementaryFunctions

extension Network {
  /// What the network gives for each class, from the logits of one sample: probabilities, or the logits themselves if mean
  /// squared error is taken on them.
  func outputs(_ logits: [Double]) -> [Double] {
    func sigmoid(_ logit: Double) -> Double { 1 / (1 + .exp(-logit)) }
    switch (loss, output) {
    case (.binaryCrossEntropy, _): return [1 - sigmoid(logits[0]), sigmoid(logits[0])]
    case (.meanSquaredError, .linear): return logits
    case (.meanSquaredError, .sigmoid): return logits.map(sigmoid)
    case (.crossEntropy, _), (.meanSquaredError, .softmax):
      let largest = logits.max() ?? 0
      let powers = logits.map { Double.exp($0 - largest) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
  }
}
