import AutomaticDifferentiation
import Kernels

/// An engine with the network whose gradients it computes.
enum GradientEngine<Scalar: KernelScalar> {
  case backprop(Propagation<Scalar>)
  case autodiff(Network<Scalar>, classWeights: [Double], masks: [Matrix<Scalar>])

  /// Prepares for batches of up to `capacity` samples; `classWeights` and `masks` as ``Propagation`` takes them.
  init(
    _ engine: Engine, _ network: Network<Scalar>, capacity: Int, classWeights: [Double], masks: [Matrix<Scalar>]
  ) {
    switch engine {
    case .backprop:
      self = .backprop(Propagation(network, capacity: capacity, classWeights: classWeights, masks: masks))
    case .autodiff: self = .autodiff(network, classWeights: classWeights, masks: masks)
    }
  }

  /// target ← ∂(mean loss + λ‖W‖²)/∂(weights and biases) over a batch; returns the batch's summed loss.
  func gradient(
    _ inputs: InputRows<Scalar>, targets: Targets<Scalar>, l2: Scalar, into target: Parameters<Scalar>
  ) -> Double {
    switch self {
    case .backprop(let propagation):
      propagation.forward(inputs)
      let loss = propagation.backward(
        inputs, targets: targets, into: target, scale: 1 / Scalar(inputs.count), keepWeights: 0, keepBiases: 0)
      if l2 != 0 {
        for (target, layer) in zip(target.layers, propagation.network.parameters.layers) {
          target.weights.add(layer.weights, times: 2 * l2)
        }
      }
      return loss
    case .autodiff(let network, let classWeights, let masks):
      let differentiable = DifferentiableNetwork(
        network, classWeights: classWeights, masks: masks.map { $0.prefix(inputs.count) })
      let found = differentiable.gradients(
        DifferentiableMatrix(inputs), targets: targets.inDoublePrecision, l2: Double(l2))
      target.assign(found.parameters)
      return found.objective.loss * Double(inputs.count)
    }
  }
}
