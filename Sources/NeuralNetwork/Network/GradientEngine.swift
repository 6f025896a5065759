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

  /// target ← ∂(mean loss + λ‖W‖²)/∂(weights and biases) over a batch of `samples` that comes in blocks; returns the batch's
  /// summed loss. Automatic differentiation takes one block.
  func gradient(
    samples: Int, l2: Scalar, into target: Parameters<Scalar>, blocks: Int, block: (Int) -> Block
  ) -> Double {
    switch self {
    case .backprop(let propagation):
      var loss = 0.0
      for index in 0..<blocks {
        let (inputs, targets) = block(index)
        propagation.forward(inputs)
        let keep: Scalar = index == 0 ? 0 : 1
        loss += propagation.backward(
          inputs, targets: targets, into: target, scale: 1 / Scalar(samples), keepWeights: keep, keepBiases: keep)
      }
      if l2 != 0 {
        for (target, layer) in zip(target.layers, propagation.network.parameters.layers) {
          target.weights.add(layer.weights, times: 2 * l2)
        }
      }
      return loss
    case .autodiff(let network, let classWeights, let masks):
      precondition(blocks == 1, "automatic differentiation takes a batch as a whole")
      let (inputs, targets) = block(0)
      let differentiable = DifferentiableNetwork(
        network, classWeights: classWeights, masks: masks.map { $0.prefix(inputs.count) })
      let found = differentiable.gradients(
        DifferentiableMatrix(inputs), targets: targets.inDoublePrecision, l2: Double(l2))
      target.assign(found.parameters)
      return found.objective.loss * Double(samples)
    }
  }

  /// Inputs and targets of some samples of a batch.
  typealias Block = (inputs: InputRows<Scalar>, targets: Targets<Scalar>)
}
