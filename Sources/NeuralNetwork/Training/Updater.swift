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
  ///
  /// `classWeights` say how much the loss of a sample of each class counts; none if all count alike. `masks` are what the
  /// output of each hidden layer [capacity, width] is multiplied by, as they are at the time of an update; none without
  /// dropout.
  public init(
    _ network: Network<Scalar>, capacity: Int, optimiser: Optimiser, l2: Double, engine: Engine = .backprop,
    classWeights: [Double] = [], masks: [Matrix<Scalar>] = []
  ) {
    self.network = network
    self.engine = GradientEngine(engine, network, capacity: capacity, classWeights: classWeights, masks: masks)
    self.optimiser = optimiser
    self.l2 = Scalar(l2)
    moments = (0..<optimiser.stateCount(with: engine)).map { _ in Parameters(network.architecture) }
  }

  /// Makes one update with the mean gradient of a batch [m, features] plus that of λ‖W‖²; returns the summed loss of
  /// the batch before the update.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func update(_ inputs: InputRows<Scalar>, targets: Targets<Scalar>, learningRate: Double) -> Double {
    let rate = Scalar(learningRate)
    updates += 1
    if case .sgd = optimiser, case .backprop(let propagation) = engine {
      let logits = propagation.forward(inputs)
      let scale = -rate / Scalar(inputs.count)
      // A rate that decay has brought below all numbers changes nothing, and a scale of 0 would ask for no gradient.
      guard scale != 0 else { return propagation.sumOfLosses(logits, targets: targets, scale: 0) }
      return propagation.backward(
        inputs, targets: targets, into: network.parameters, scale: scale,
        keepWeights: 1 - 2 * rate * l2, keepBiases: 1)
    }
    let loss = engine.gradient(inputs, targets: targets, l2: l2, into: gradient)
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
    case .rprop:
      let (previous, steps) = (moments[0].storage, moments[1].storage)
      if updates == 1 { steps.fill(rate) }
      rpropStep(
        weights, gradient: gradient, previous: previous, steps: steps, growth: Scalar(Optimiser.Rprop.growth),
        shrinkage: Scalar(Optimiser.Rprop.shrinkage),
        limits: (Scalar(Optimiser.Rprop.steps.lowerBound), Scalar(Optimiser.Rprop.steps.upperBound)))
    case .adamW(let beta1, let beta2, let epsilon, let weightDecay):
      for layer in network.parameters.layers { layer.weights.scale(by: Scalar(1 - Double(rate) * weightDecay)) }
      adam(gradient, rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon)
    case .adam(let beta1, let beta2, let epsilon):
      adam(gradient, rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon)
    }
  }

  private func adam(_ gradient: Buffer<Scalar>, rate: Scalar, beta1: Double, beta2: Double, epsilon: Double) {
    adamStep(
      network.parameters.storage, gradient: gradient, firstMoment: moments[0].storage, secondMoment: moments[1].storage,
      rate: rate, beta1: Scalar(beta1), beta2: Scalar(beta2), epsilon: Scalar(epsilon),
      correction1: Scalar(1 - .pow(beta1, updates)), correction2: Scalar(1 - .pow(beta2, updates)))
  }
}
