import Glibc
public import Kernels

/// Turns batches into updates of a network's parameters, by the optimiser of its settings.
public final class Updater<Scalar: KernelScalar> {
  private let propagation: Propagation<Scalar>
  private let optimiser: Optimiser
  private let l2: Scalar
  /// Gradient and optimiser state, as many as the optimiser needs.
  private let gradient: Parameters<Scalar>?
  private let moments: [Parameters<Scalar>]
  /// Updates made so far.
  public private(set) var updates = 0

  /// Prepares for batches of up to `capacity` samples.
  public init(_ network: Network<Scalar>, capacity: Int, optimiser: Optimiser, l2: Double) {
    propagation = Propagation(network, capacity: capacity)
    self.optimiser = optimiser
    self.l2 = Scalar(l2)
    let states =
      switch optimiser {
      case .sgd: 0
      case .momentum, .nesterov: 1
      case .adam: 2
      }
    gradient = states == 0 ? nil : Parameters(network.architecture)
    moments = (0..<states).map { _ in Parameters(network.architecture) }
  }

  /// Makes one update with the mean gradient of a batch [m, features] plus that of λ‖W‖²; returns the batch's summed loss.
  public func update(_ inputs: InputRows<Scalar>, labels: ArraySlice<Int32>, learningRate: Double) -> Double {
    let rate = Scalar(learningRate)
    let count = Scalar(inputs.count)
    updates += 1
    propagation.forward(inputs)
    guard let gradient else {
      return propagation.backward(
        inputs, labels: labels, into: propagation.network.parameters, scale: -rate / count,
        keepWeights: 1 - 2 * rate * l2, keepBiases: 1)
    }
    let loss = propagation.backward(
      inputs, labels: labels, into: gradient, scale: 1 / count, keepWeights: 0, keepBiases: 0)
    if l2 != 0 {
      for (target, layer) in zip(gradient.layers, propagation.network.parameters.layers) {
        target.weights.add(layer.weights, times: 2 * l2)
      }
    }
    step(gradient.storage, rate: rate)
    return loss
  }

  private func step(_ gradient: Buffer<Scalar>, rate: Scalar) {
    let weights = propagation.network.parameters.storage
    switch optimiser {
    case .sgd:
      break  // Made by the backward pass itself.
    case .momentum(let momentum), .nesterov(let momentum):
      var nesterov = false
      if case .nesterov = optimiser { nesterov = true }
      momentumStep(
        weights, gradient: gradient, velocity: moments[0].storage, rate: rate, momentum: Scalar(momentum),
        nesterov: nesterov)
    case .adam(let beta1, let beta2, let epsilon):
      adamStep(
        weights, gradient: gradient, firstMoment: moments[0].storage, secondMoment: moments[1].storage, rate: rate,
        beta1: Scalar(beta1), beta2: Scalar(beta2), epsilon: Scalar(epsilon),
        correction1: Scalar(1 - pow(beta1, Double(updates))), correction2: Scalar(1 - pow(beta2, Double(updates))))
    }
  }
}
