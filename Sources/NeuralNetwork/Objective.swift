public import Kernels

/// The objective J = mean loss + λ‖W‖² of a network on some samples, with its gradients: what training descends.
public struct Objective<Scalar: KernelScalar> {
  /// J.
  public let value: Double
  /// ∂J/∂(weights and biases), in the network's shape.
  public let gradient: Parameters<Scalar>
  /// ∂(mean loss)/∂inputs [samples, features], without the penalty.
  public let inputGradient: Matrix<Scalar>

  /// Evaluates J by backpropagation; `samples` must not be empty.
  public init(_ network: Network<Scalar>, samples: LabelledSamples<Scalar>, l2: Double) {
    let propagation = Propagation(network, capacity: samples.count)
    let gradient = Parameters<Scalar>(network.architecture)
    let scale = 1 / Scalar(samples.count)
    propagation.forward(samples.features)
    let loss = propagation.backward(
      samples.features, labels: samples.labels[...], into: gradient, scale: scale, keepWeights: 0, keepBiases: 0)
    var penalty = 0.0
    for (target, layer) in zip(gradient.layers, network.parameters.layers) {
      add(layer.weights, times: Scalar(2 * l2), to: target.weights)
      penalty += l2 * sumOfSquares(layer.weights)
    }
    let inputGradient = propagation.inputGradient(samples: samples.count)
    let mean = Matrix<Scalar>(rows: inputGradient.rows, columns: inputGradient.columns)
    add(inputGradient, times: scale, to: mean)
    value = loss / Double(samples.count) + penalty
    self.gradient = gradient
    self.inputGradient = mean
  }
}
