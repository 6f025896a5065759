import AutomaticDifferentiation
import _Differentiation

/// A network that the compiler differentiates: a loop over layers, in double precision, without a formula for its
/// gradient.
struct DifferentiableNetwork: Differentiable {
  /// Weights [out, in] and biases [1, out].
  struct Layer: Differentiable {
    var weights: DifferentiableMatrix
    var biases: DifferentiableMatrix

    @differentiable(reverse)
    func callAsFunction(_ x: DifferentiableMatrix) -> DifferentiableMatrix {
      x.product(transposing: weights).adding(bias: biases)
    }
  }

  /// The objective of training is the sum of these.
  struct Objective: Differentiable {
    /// Mean over the samples.
    var loss: Double
    /// λ‖W‖².
    var penalty: Double
  }

  /// First hidden layer to output layer.
  var layers: [Layer]
  @noDerivative let activation: Activation
  @noDerivative let loss: Loss

  /// The output of layer `index` for inputs [m, features], [m, width]; the last layer's are logits.
  func output(_ index: Int, _ inputs: DifferentiableMatrix) -> DifferentiableMatrix {
    let z = preactivation(index, inputs)
    return index < layers.count - 1 ? activation(z) : z
  }

  /// The logits of inputs [m, features], [m, outputs].
  @differentiable(reverse)
  func logits(_ inputs: DifferentiableMatrix) -> DifferentiableMatrix {
    preactivation(withoutDerivative(at: layers.count) - 1, inputs)
  }

  /// The output of layer `last` for inputs [m, features], before its activation.
  @differentiable(reverse)
  private func preactivation(_ last: Int, _ inputs: DifferentiableMatrix) -> DifferentiableMatrix {
    var z = layers[0](inputs)
    for index in 0..<last { z = layers[index + 1](activation(z)) }
    return z
  }

  @differentiable(reverse)
  func objective(_ inputs: DifferentiableMatrix, labels: ArraySlice<Int32>, l2: Double) -> Objective {
    var penalty = 0.0
    if l2 != 0 {
      for index in 0..<withoutDerivative(at: layers.count) { penalty += l2 * layers[index].weights.sumOfSquares() }
    }
    return Objective(loss: loss.mean(logits(inputs), labels: labels), penalty: penalty)
  }
}

extension Activation {
  @differentiable(reverse)
  func callAsFunction(_ z: DifferentiableMatrix) -> DifferentiableMatrix {
    switch self {
    case .relu: z.relu()
    case .sigmoid: z.sigmoid()
    case .tanh: z.hyperbolicTangent()
    case .identity: z
    }
  }
}

extension Loss {
  @differentiable(reverse)
  func mean(_ logits: DifferentiableMatrix, labels: ArraySlice<Int32>) -> Double {
    switch self {
    case .crossEntropy: softmaxCrossEntropy(logits, labels: labels)
    case .meanSquaredError: softmaxMeanSquaredError(logits, labels: labels)
    case .binaryCrossEntropy: sigmoidCrossEntropy(logits, labels: labels)
    }
  }
}
