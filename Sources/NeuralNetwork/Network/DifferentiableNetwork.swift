import AutomaticDifferentiation
import Kernels
import _Differentiation

/// A network that the compiler differentiates: a loop over layers, in double precision, without a formula for its
/// gradient.
struct DifferentiableNetwork: Differentiable {
  /// Weights [out, in] and biases [1, out]; gains and offsets [1, out] of a layer that is normalised, empty for others.
  struct Layer: Differentiable {
    var weights: DifferentiableMatrix
    var biases: DifferentiableMatrix
    var gains: DifferentiableMatrix
    var offsets: DifferentiableMatrix
    @noDerivative let isNormalised: Bool

    @differentiable(reverse)
    func callAsFunction(_ x: DifferentiableMatrix) -> DifferentiableMatrix {
      let z = x.product(transposing: weights).adding(bias: biases)
      return isNormalised
        ? z.normalisingRows(epsilon: normalisationEpsilon).scalingColumns(by: gains).adding(bias: offsets) : z
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
  @noDerivative let architecture: Architecture
  @noDerivative let activation: Activation
  @noDerivative let loss: Loss
  @noDerivative let output: OutputFunction
  /// How much the loss of a sample of each class counts; empty if all count alike.
  @noDerivative let classWeights: [Double]
  /// What the output of each hidden layer's activation is multiplied by [m, width]; empty without dropout.
  @noDerivative let masks: [DifferentiableMatrix]

  /// The output of layer `index` for inputs [m, features], [m, width], without its mask unless it has a skip connection; the
  /// last layer's are logits.
  func output(_ index: Int, _ inputs: DifferentiableMatrix) -> DifferentiableMatrix {
    var x = inputs
    for layer in 0..<index { x = hidden(layer, x) }
    guard index < layers.count - 1 else { return layers[index](x) }
    let y = activation(layers[index](x))
    return architecture.skips(to: index) ? masked(y, index) + x : y
  }

  /// The output of hidden layer `index` for that of the layer below.
  @differentiable(reverse)
  private func hidden(_ index: Int, _ below: DifferentiableMatrix) -> DifferentiableMatrix {
    let y = masked(activation(layers[index](below)), index)
    return architecture.skips(to: index) ? y + below : y
  }

  /// The logits of inputs [m, features], [m, outputs].
  @differentiable(reverse)
  func logits(_ inputs: DifferentiableMatrix) -> DifferentiableMatrix {
    let last = withoutDerivative(at: layers.count) - 1
    var x = inputs
    for index in 0..<last { x = hidden(index, x) }
    return layers[last](x)
  }

  /// The output y of the activation of hidden layer `index` times its mask.
  @differentiable(reverse,wrt: y)
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
