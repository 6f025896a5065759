/// The layer widths of a multilayer perceptron.
///
/// `hidden` may be empty: the network is then a linear (softmax) classifier.
public struct Architecture: Sendable, Hashable, Codable {
  /// Number of input features.
  public var inputs: Int
  /// Units of each hidden layer, first to last.
  public var hidden: [Int]
  /// Number of output units: the classes, or 1 for binary cross-entropy.
  public var outputs: Int

  /// Creates an architecture from its layer widths.
  public init(inputs: Int, hidden: [Int], outputs: Int) {
    self.inputs = inputs
    self.hidden = hidden
    self.outputs = outputs
  }

  /// Widths of all layers, inputs first, outputs last.
  public var widths: [Int] { [inputs] + hidden + [outputs] }

  /// Number of weights and biases: Σ (fan-in + 1) · fan-out over the layers.
  public var parameterCount: Int {
    zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
  }
}
