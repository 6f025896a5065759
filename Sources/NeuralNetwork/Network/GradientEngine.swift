import AutomaticDifferentiation
import Kernels

/// An engine with the network whose gradients it computes.
enum GradientEngine<Scalar: KernelScalar> {
  case backprop(Propagation<Scalar>)
  case autodiff(Network<Scalar>)

  /// Prepares for batches of up to `capacity` samples.
  init(_ engine: Engine, _ network: Network<Scalar>, capacity: Int) {
    switch engine {
    case .backprop: self = .backprop(Propagation(network, capacity: capacity))
    case .autodiff: self = .autodiff(network)
    }
  }

  /// target ← ∂(mean loss + λ‖W‖²)/∂(weights and biases) over a batch; returns the batch's summed loss.
  func gradient(
    _ inputs: InputRows<Scalar>, labels: ArraySlice<Int32>, l2: Scalar, into target: Parameters<Scalar>
  ) -> Double {
    switch self {
    case .backprop(let propagation):
      propagation.forward(inputs)
      let loss = propagation.backward(
        inputs, labels: labels, into: target, scale: 1 / Scalar(inputs.count), keepWeights: 0, keepBiases: 0)
      if l2 != 0 {
        for (target, layer) in zip(target.layers, propagation.network.parameters.layers) {
          target.weights.add(layer.weights, times: 2 * l2)
        }
      }
      return loss
    case .autodiff(let network):
      let found = DifferentiableNetwork(network).gradients(
        DifferentiableMatrix(inputs), labels: labels, l2: Double(l2))
      target.assign(found.parameters)
      return found.objective.loss * Double(inputs.count)
    }
  }
}
