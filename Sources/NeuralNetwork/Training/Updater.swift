import ElementaryFunctions
public import Kernels

/// Updates a network's parameters batch by batch, with the optimiser of its settings.
public final class Updater<Scalar: KernelScalar> {
  private let network: Network<Scalar>
  private let engine: GradientEngine<Scalar>
  private let optimiser: Optimiser
  private let l2: Scalar
  /// Created when needed: gradient descent by backpropagation stores no gradient.
  private lazy var gradient = Parameters<Scalar>(network.architecture)
  /// Optimiser state, as much as the optimiser needs.
  let moments: [Parameters<Scalar>]
  /// Number of updates so far.
  public private(set) var updates = 0

  /// Prepares for batches of up to `capacity` samples; `l2` is λ of the penalty λ‖W‖².
  public init(
    _ network: Network<Scalar>, capacity: Int, optimiser: Optimiser, l2: Double, engine: Engine = .backprop
  ) {
    self.network = network
    self.engine = GradientEngine(engine, network, capacity: capacity)
    self.optimiser = optimiser
    self.l2 = Scalar(l2)
    moments = (0..<optimiser.stateCount(with: engine)).map { _ in Parameters(network.architecture) }
  }

  /// Makes one update with the mean gradient of a batch [m, features] plus that of λ‖W‖²; returns the summed loss of
  /// the batch before the update.
  public func update(_ inputs: InputRows<Scalar>, labels: ArraySlice<Int32>, learningRate: Double) -> Double {
    let rate = Scalar(learningRate)
    updates += 1
    if case .sgd = optimiser, case .backprop(let propagation) = engine {
      let logits = propagation.forward(inputs)
      let scale = -rate / Scalar(inputs.count)
      // A rate that decay has brought below all numbers changes nothing, and a scale of 0 would ask for no gradient.
      guard scale != 0 else { return network.loss.sum(logits, labels: labels) }
      return propagation.backward(
        inputs, labels: labels, into: network.parameters, scale: scale,
        keepWeights: 1 - 2 * rate * l2, keepBiases: 1)
    }
    let loss = engine.gradient(inputs, labels: labels, l2: l2, into: gradient)
    step(gradient.storage, rate: rate)
    return loss
  }

  /// Counts as having made `updates` updates.
  func resume(updates: Int) { self.updates = updates }

  private func step(_ gradient: Buffer<Scalar>, rate: Scalar) {
    let weights = network.parameters.storage
    switch optimiser {
    case .sgd:
      // Without momentum, the velocity is the gradient.
      momentumStep(
        weights, gradient: gradient, velocity: moments[0].storage, rate: rate, momentum: 0, nesterov: false)
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
        correction1: Scalar(1 - .pow(beta1, updates)), correction2: Scalar(1 - .pow(beta2, updates)))
    }
  }
}
