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
    let inputs = samples.features.all
    gradient = Parameters(network.architecture)
    propagation.forward(inputs)
    let loss = propagation.backward(
      inputs, labels: samples.labels[...], into: gradient, scale: 1 / Scalar(samples.count), keepWeights: 0,
      keepBiases: 0)
    var penalty = 0.0
    for (target, layer) in zip(gradient.layers, network.parameters.layers) {
      target.weights.add(layer.weights, times: Scalar(2 * l2))
      penalty += l2 * layer.weights.sumOfSquares
    }
    inputGradient = propagation.inputGradient(samples: samples.count)
    value = loss / Double(samples.count) + penalty
  }
}
