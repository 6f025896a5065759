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
  @noDerivative let output: OutputFunction
  /// How much the loss of a sample of each class counts; empty if all count alike.
  @noDerivative let classWeights: [Double]
  /// What the output of each hidden layer is multiplied by [m, width]; empty without dropout.
  @noDerivative let masks: [DifferentiableMatrix]

  /// The output of layer `index` for inputs [m, features], [m, width], without its mask; the last layer's are logits.
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
    for index in 0..<last { z = layers[index + 1](masked(activation(z), index)) }
    return z
  }

  /// The output y of hidden layer `index` times its mask.
  @differentiable(reverse)
  private func masked(_ y: DifferentiableMatrix, _ index: Int) -> DifferentiableMatrix {
    if masks.isEmpty { return y }
    return y * withoutDerivative(at: masks[index])
  }

  @differentiable(reverse)
  func objective(
    _ inputs: DifferentiableMatrix, labels: ArraySlice<Int32>, quantities: ArraySlice<Double>, l2: Double
  ) -> Objective {
    var penalty = 0.0
    if l2 != 0 {
      for index in 0..<withoutDerivative(at: layers.count) { penalty += l2 * layers[index].weights.sumOfSquares() }
    }
    let weights = withoutDerivative(at: classWeights.isEmpty ? [] : labels.map { classWeights[Int($0)] })
    return Objective(
      loss: loss.mean(logits(inputs), labels: labels, quantities: quantities, weights: weights, output: output),
      penalty: penalty)
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
  /// The mean over the rows, each of which counts with its weight; `output` is what mean squared error is taken on. With
  /// `quantities` it is the squared error of these, whatever the loss.
  @differentiable(reverse,wrt: logits)
  func mean(
    _ logits: DifferentiableMatrix, labels: ArraySlice<Int32>, quantities: ArraySlice<Double>, weights: [Double],
    output: OutputFunction
  ) -> Double {
    if !quantities.isEmpty { return quantityMeanSquaredError(logits, quantities: quantities) }
    switch self {
    case .crossEntropy: return softmaxCrossEntropy(logits, labels: labels, weights: weights)
    case .binaryCrossEntropy: return sigmoidCrossEntropy(logits, labels: labels, weights: weights)
    case .meanSquaredError:
      switch output {
      case .softmax: return softmaxMeanSquaredError(logits, labels: labels, weights: weights)
      case .sigmoid: return sigmoidMeanSquaredError(logits, labels: labels, weights: weights)
      case .linear: return linearMeanSquaredError(logits, labels: labels, weights: weights)
      }
    }
  }
}
