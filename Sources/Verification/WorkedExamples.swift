import Kernels
import NeuralNetwork

/// Networks small enough to compute by hand.
public enum WorkedExamples {
  /// Returns the checks of all worked examples.
  public static func checks() -> [Check] {
    sigmoidUnit() + network3221() + network3221OfOnes() + softmaxGradient() + network232()
  }

  /// One sigmoid unit with λ = 0.1: x = (1, 2), y = 1, w = (0.5, −0.25), b = 0, so that ŷ = 0.5.
  ///
  /// ∂J/∂w = (ŷ − y)·x + 2λw = (−0.5 + 0.1, −1 − 0.05); ∂J/∂b = ŷ − y.
  private static func sigmoidUnit() -> [Check] {
    let example = Example(
      "sigmoid unit with l2", hidden: [], activation: .sigmoid, loss: .binaryCrossEntropy,
      layers: [([[0.5, -0.25]], [0])], input: [1, 2], label: 1, l2: 0.1)
    return [
      example.check("∂J/∂w", [-0.4, -1.05]) { $0.weights(0) },
      example.check("∂J/∂b", [-0.5]) { $0.biases(0) },
    ]
  }

  /// 3-2-2-1, ReLU, sigmoid output, binary cross-entropy, penalty ½‖W‖² (λ = ½).
  ///
  /// h1 = (1, 0), h2 = (½, 0), a3 = 0, so that ŷ = ½ and J = ln 2 + ½·16.61.
  private static func network3221() -> [Check] {
    let example = Example(
      "network 3-2-2-1", hidden: [2, 2], activation: .relu, loss: .binaryCrossEntropy,
      layers: [
        ([[0.1, -1, 1], [2, -0.3, 0.1]], [0, 0]), ([[0.5, 1], [-1, 2]], [0, 0]), ([[-2, -0.5]], [1]),
      ], input: [0, 1, 2], label: 0, l2: 0.5)
    return [
      example.check("h1", [1, 0]) { $0.outputs[0].values },
      example.check("h2", [0.5, 0]) { $0.outputs[1].values },
      example.check("J", [8.998147]) { [$0.value] },
      example.check("∂J/∂W3", [-1.75, -0.5]) { $0.weights(2) },
      example.check("∂J/∂b3", [0.5]) { $0.biases(2) },
      example.check("∂J/∂W2", [-0.5, 1, -1, 2]) { $0.weights(1) },
      example.check("∂J/∂b2", [-1, 0]) { $0.biases(1) },
      example.check("∂J/∂W1", [0.1, -1.5, 0, 2, -0.3, 0.1]) { $0.weights(0) },
      example.check("∂J/∂b1", [-0.5, 0]) { $0.biases(0) },
      example.check("∂J/∂x (no penalty)", [-0.05, 0.5, -0.5]) { $0.inputGradient.values },
    ]
  }

  /// The same network with all weights 1 and b3 = 1: a3 = 13, J = ln(1 + e¹³) + ½·12, and units that stay alike.
  private static func network3221OfOnes() -> [Check] {
    let example = Example(
      "network 3-2-2-1, all weights 1", hidden: [2, 2], activation: .relu, loss: .binaryCrossEntropy,
      layers: [([[1, 1, 1], [1, 1, 1]], [0, 0]), ([[1, 1], [1, 1]], [0, 0]), ([[1, 1]], [1])], input: [0, 1, 2],
      label: 0, l2: 0.5)
    return [
      example.check("h1", [3, 3]) { $0.outputs[0].values },
      example.check("h2", [6, 6]) { $0.outputs[1].values },
      example.check("a3", [13]) { $0.outputs[2].values },
      example.check("J", [19.000002], tolerance: 1e-6) { [$0.value] },
      example.check("∂J/∂W1: row 1 − row 2", [0, 0, 0]) { $0.differenceOfRows(0) },
      example.check("∂J/∂W2: row 1 − row 2", [0, 0]) { $0.differenceOfRows(1) },
    ]
  }

  /// Logits (1, 2, 3), class 2: ∂L/∂a = softmax(a) − onehot = (0.090031, 0.244728, 0.665241 − 1).
  private static func softmaxGradient() -> [Check] {
    let example = Example(
      "softmax and cross-entropy", hidden: [], activation: .identity, loss: .crossEntropy,
      layers: [([[0], [0], [0]], [1, 2, 3])], input: [0], label: 2)
    return [example.check("∂L/∂a", [0.0900306, 0.2447285, -0.334759]) { $0.biases(0) }]
  }

  /// 2-3-2, sigmoid hidden, softmax output: every hidden unit gives v = σ(2), the logits are alike, and what flows back
  /// to each hidden unit cancels.
  private static func network232() -> [Check] {
    let example = Example(
      "network 2-3-2", hidden: [3], activation: .sigmoid, loss: .crossEntropy,
      layers: [([[1, -1], [1, -1], [1, -1]], [0, 0, 0]), ([[1, -1, -1], [1, -1, -1]], [0, 0])], input: [1, -1],
      label: 0)
    let v = 0.88079708
    return [
      example.check("loss", [0.6931471805599453]) { [$0.value] },
      example.check("∂L/∂V", [-v / 2, -v / 2, -v / 2, v / 2, v / 2, v / 2]) { $0.weights(1) },
      example.check("∂L/∂c", [-0.5, 0.5]) { $0.biases(1) },
      example.check("∂L/∂W", [0, 0, 0, 0, 0, 0]) { $0.weights(0) },
      example.check("∂L/∂b", [0, 0, 0]) { $0.biases(0) },
    ]
  }
}

/// A network with given parameters and one sample, as both engines see it.
private struct Example {
  let name: String
  let backprop: Objective<Double>
  let autodiff: Objective<Double>

  /// `layers` gives each layer's weights, a row a unit, and its biases.
  init(
    _ name: String, hidden: [Int], activation: Activation, loss: Loss,
    layers: [(weights: [[Double]], biases: [Double])], input: [Double], label: Int32, l2: Double = 0
  ) {
    self.name = name
    let network = Network<Double>(
      architecture: Architecture(inputs: input.count, hidden: hidden, outputs: layers.last?.biases.count ?? 0),
      activation: activation, loss: loss)
    for (target, layer) in zip(network.parameters.layers, layers) {
      for (row, values) in layer.weights.enumerated() {
        for (column, value) in values.enumerated() { target.weights[row, column] = value }
      }
      for (index, value) in layer.biases.enumerated() { target.biases[0, index] = value }
    }
    let sample = LabelledSamples(features: input, featureCount: input.count, labels: [label])
    backprop = Objective(network, samples: sample, l2: l2, engine: .backprop)
    autodiff = Objective(network, samples: sample, l2: l2, engine: .autodiff)
  }

  /// Compares what `values` takes out of each engine's objective with the values worked by hand.
  func check(
    _ quantity: String, _ expected: [Double], tolerance: Double = 1e-5, values: (Objective<Double>) -> [Double]
  ) -> Check {
    Check(
      group: name, quantity: quantity, backprop: values(backprop), autodiff: values(autodiff), expected: expected,
      tolerance: tolerance)
  }
}

extension Objective<Double> {
  fileprivate func weights(_ layer: Int) -> [Double] { gradient.layers[layer].weights.values }
  fileprivate func biases(_ layer: Int) -> [Double] { gradient.layers[layer].biases.values }

  /// ∂J/∂(weights of the first unit) − ∂J/∂(weights of the second).
  fileprivate func differenceOfRows(_ layer: Int) -> [Double] {
    let weights = gradient.layers[layer].weights
    return (0..<weights.inputs).map { weights[0, $0] - weights[1, $0] }
  }
}
