import Kernels
import NeuralNetwork

/// Networks small enough to be worked by hand.
public enum WorkedExamples {
  public static func checks() -> [Check] {
    sigmoidUnit() + network3221() + network3221OfOnes() + softmaxGradient() + network232()
  }

  /// One sigmoid unit with λ = 0.1: x = (1, 2), y = 1, w = (0.5, −0.25), b = 0, so that ŷ = 0.5.
  ///
  /// ∂J/∂w = (ŷ − y)·x + 2λw = (−0.5 + 0.1, −1 − 0.05); ∂J/∂b = ŷ − y.
  private static func sigmoidUnit() -> [Check] {
    let group = "R1 sigmoid unit with l2"
    let example = Example(
      hidden: [], activation: .sigmoid, loss: .binaryCrossEntropy, layers: [([[0.5, -0.25]], [0])], input: [1, 2],
      label: 1)
    let objective = example.objective(l2: 0.1)
    return [
      Check(group: group, quantity: "∂J/∂w", found: objective.weights(0), expected: [-0.4, -1.05]),
      Check(group: group, quantity: "∂J/∂b", found: objective.biases(0), expected: [-0.5]),
    ]
  }

  /// 3-2-2-1, ReLU, sigmoid output, binary cross-entropy, penalty ½‖W‖² (λ = ½): numbers of R1.
  private static func network3221() -> [Check] {
    let group = "R1 network 3-2-2-1"
    let example = Example(
      hidden: [2, 2], activation: .relu, loss: .binaryCrossEntropy,
      layers: [
        ([[0.1, -1, 1], [2, -0.3, 0.1]], [0, 0]), ([[0.5, 1], [-1, 2]], [0, 0]), ([[-2, -0.5]], [1]),
      ], input: [0, 1, 2], label: 0)
    let objective = example.objective(l2: 0.5)
    return [
      Check(group: group, quantity: "h1", found: example.hiddenOutput(0), expected: [1, 0]),
      Check(group: group, quantity: "h2", found: example.hiddenOutput(1), expected: [0.5, 0]),
      Check(group: group, quantity: "J", found: [objective.value], expected: [8.998147]),
      Check(group: group, quantity: "∂J/∂W3", found: objective.weights(2), expected: [-1.75, -0.5]),
      Check(group: group, quantity: "∂J/∂b3", found: objective.biases(2), expected: [0.5]),
      Check(group: group, quantity: "∂J/∂W2", found: objective.weights(1), expected: [-0.5, 1, -1, 2]),
      Check(group: group, quantity: "∂J/∂b2", found: objective.biases(1), expected: [-1, 0]),
      Check(group: group, quantity: "∂J/∂W1", found: objective.weights(0), expected: [0.1, -1.5, 0, 2, -0.3, 0.1]),
      Check(group: group, quantity: "∂J/∂b1", found: objective.biases(0), expected: [-0.5, 0]),
      Check(
        group: group, quantity: "∂J/∂x (no penalty)", found: objective.inputGradient.values,
        expected: [-0.05, 0.5, -0.5]),
    ]
  }

  /// The same network with all weights 1 and b3 = 1: a3 = 13, J = ln(1 + e¹³) + ½·12, and units that stay alike.
  private static func network3221OfOnes() -> [Check] {
    let group = "R1 network 3-2-2-1, all weights 1"
    let example = Example(
      hidden: [2, 2], activation: .relu, loss: .binaryCrossEntropy,
      layers: [([[1, 1, 1], [1, 1, 1]], [0, 0]), ([[1, 1], [1, 1]], [0, 0]), ([[1, 1]], [1])], input: [0, 1, 2],
      label: 0)
    let objective = example.objective(l2: 0.5)
    let (first, second) = (objective.weights(0), objective.weights(1))
    return [
      Check(group: group, quantity: "h1", found: example.hiddenOutput(0), expected: [3, 3]),
      Check(group: group, quantity: "h2", found: example.hiddenOutput(1), expected: [6, 6]),
      Check(group: group, quantity: "a3", found: example.logits(), expected: [13]),
      Check(group: group, quantity: "J", found: [objective.value], expected: [19.000002], tolerance: 1e-6),
      Check(
        group: group, quantity: "∂J/∂W1: row 1 − row 2", found: zip(first.prefix(3), first.suffix(3)).map { $0 - $1 },
        expected: [0, 0, 0]),
      Check(
        group: group, quantity: "∂J/∂W2: row 1 − row 2",
        found: zip(second.prefix(2), second.suffix(2)).map { $0 - $1 }, expected: [0, 0]),
    ]
  }

  /// Logits (1, 2, 3), class 2: ∂L/∂a = softmax(a) − onehot = (0.090031, 0.244728, 0.665241 − 1).
  private static func softmaxGradient() -> [Check] {
    let example = Example(
      hidden: [], activation: .identity, loss: .crossEntropy, layers: [([[0], [0], [0]], [1, 2, 3])], input: [0],
      label: 2)
    return [
      Check(
        group: "R1 softmax and negative log-likelihood", quantity: "∂L/∂a",
        found: example.objective(l2: 0).biases(0), expected: [0.0900306, 0.2447285, -0.334759])
    ]
  }

  /// 2-3-2, sigmoid hidden, softmax output: numbers of R2, whose W [2, 3] and V [3, 2] are the transposes of ours.
  private static func network232() -> [Check] {
    let group = "R2 network 2-3-2"
    let example = Example(
      hidden: [3], activation: .sigmoid, loss: .crossEntropy,
      layers: [([[1, -1], [1, -1], [1, -1]], [0, 0, 0]), ([[1, -1, -1], [1, -1, -1]], [0, 0])], input: [1, -1],
      label: 0)
    let objective = example.objective(l2: 0)
    let v = 0.44039854
    return [
      Check(group: group, quantity: "loss", found: [objective.value], expected: [0.6931471805599453]),
      Check(group: group, quantity: "∂L/∂V", found: objective.weights(1), expected: [-v, -v, -v, v, v, v]),
      Check(group: group, quantity: "∂L/∂c", found: objective.biases(1), expected: [-0.5, 0.5]),
      Check(group: group, quantity: "∂L/∂W", found: objective.weights(0), expected: Array(repeating: 0, count: 6)),
      Check(group: group, quantity: "∂L/∂b", found: objective.biases(0), expected: [0, 0, 0]),
    ]
  }
}

/// A network with given parameters and one sample.
private struct Example {
  let network: Network<Double>
  let sample: LabelledSamples<Double>

  /// `layers` gives each layer's weights, a row a unit, and its biases.
  init(
    hidden: [Int], activation: Activation, loss: Loss, layers: [(weights: [[Double]], biases: [Double])],
    input: [Double], label: Int32
  ) {
    network = Network(
      architecture: Architecture(inputs: input.count, hidden: hidden, outputs: layers.last?.biases.count ?? 0),
      activation: activation, loss: loss)
    for (target, layer) in zip(network.parameters.layers, layers) {
      for (row, values) in layer.weights.enumerated() {
        for (column, value) in values.enumerated() { target.weights[row, column] = value }
      }
      for (index, value) in layer.biases.enumerated() { target.biases[0, index] = value }
    }
    sample = LabelledSamples(features: input, featureCount: input.count, labels: [label])
  }

  func objective(l2: Double) -> Objective<Double> { Objective(network, samples: sample, l2: l2) }

  func logits() -> [Double] { Propagation(network, capacity: 1).forward(sample.features.all).values }

  func hiddenOutput(_ index: Int) -> [Double] {
    let propagation = Propagation(network, capacity: 1)
    propagation.forward(sample.features.all)
    return propagation.hiddenOutput(index, samples: 1).values
  }
}

extension Objective<Double> {
  fileprivate func weights(_ layer: Int) -> [Double] { gradient.layers[layer].weights.values }
  fileprivate func biases(_ layer: Int) -> [Double] { gradient.layers[layer].biases.values }
}
