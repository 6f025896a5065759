import ElementaryFunctions
public import Kernels

/// Updates a network's parameters batch by batch, with the optimiser of its settings.
public final class Updater<Scalar: KernelScalar> {
  private let network: Network<Scalar>
  private let engine: GradientEngine<Scalar>
  private let optimiser: Optimiser
  private let l2: Scalar
  /// Created when needed: gradient descent by backpropagation stores no gradient of a batch in one block.
  private lazy var gradient = Parameters<Scalar>(network.architecture)
  /// Optimiser state, as much as the optimiser needs.
  let moments: [Parameters<Scalar>]
  /// The same, if there is any; with one value for each parameter, both are that.
  private var state: OptimiserState<Parameters<Scalar>> { (moments[0], moments[moments.count - 1]) }
  /// Number of updates so far.
  public private(set) var updates = 0

  /// Prepares for blocks of up to `capacity` samples; `l2` is λ of the penalty λ‖W‖².
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
  public func update(_ inputs: InputRows<Scalar>, targets: Targets<Scalar>, learningRate: Double) -> Double {
    update(samples: inputs.count, learningRate: learningRate, blocks: 1) { _ in (inputs, targets) }
  }

  /// Makes one update with a batch of `samples` that comes in `blocks`, each with up to ``blockCapacity(_:engine:)`` samples;
  /// the parameters get the bits that one block gives them.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func update(
    samples: Int, learningRate: Double, blocks: Int,
    block: (Int) -> (inputs: InputRows<Scalar>, targets: Targets<Scalar>)
  ) -> Double {
    let rate = Scalar(learningRate)
    updates += 1
    if case .backprop(let propagation) = engine {
      if case .sgd = optimiser {
        return descend(propagation, samples: samples, rate: rate, blocks: blocks, block: block)
      }
      if blocks == 1, let step = step(rate) {
        let (inputs, targets) = block(0)
        propagation.forward(inputs)
        let loss = propagation.backward(
          inputs, targets: targets, into: gradient, scale: 1 / Scalar(samples), keepWeights: 0, keepBiases: 0,
          step: (step, state: state))
        takeVectorSteps(OptimiserStep(step.rule, rate: rate))
        return loss
      }
    }
    let loss = engine.gradient(samples: samples, l2: l2, into: gradient, blocks: blocks, block: block)
    guard let step = step(rate) else {
      takeRpropStep(rate: rate)
      return loss
    }
    for layer in network.parameters.layers where step.keep != 1 { layer.weights.scale(by: step.keep) }
    takeStep(
      OptimiserStep(step.rule, rate: rate), network.parameters.storage, gradient: gradient.storage,
      state: (state.first.storage, state.second.storage))
    return loss
  }

  /// Makes one update of plain gradient descent, for which no gradient is stored.
  private func descend(
    _ propagation: Propagation<Scalar>, samples: Int, rate: Scalar, blocks: Int,
    block: (Int) -> GradientEngine<Scalar>.Block
  ) -> Double {
    let scale = -rate / Scalar(samples)
    // Of several blocks all need the parameters as they were.
    let target = blocks == 1 ? network.parameters : gradient
    if blocks > 1 { target.storage.copy(network.parameters.storage) }
    var loss = 0.0
    for index in 0..<blocks {
      let (inputs, targets) = block(index)
      let logits = propagation.forward(inputs)
      // A rate that decay has brought below all numbers changes nothing, and a scale of 0 would ask for no gradient.
      guard scale != 0 else {
        loss += propagation.sumOfLosses(logits, targets: targets, scale: 0)
        continue
      }
      loss += propagation.backward(
        inputs, targets: targets, into: target, scale: scale, keepWeights: index == 0 ? 1 - 2 * rate * l2 : 1,
        keepBiases: 1)
    }
    if blocks > 1 { network.parameters.storage.copy(target.storage) }
    return loss
  }

  /// How many of `samples` pass through the network at once: so many that what layers pass on stays in the cache.
  public static func blockCapacity(_ samples: Int, engine: Engine) -> Int {
    switch engine {
    case .backprop: min(samples, 256)
    case .autodiff: samples
    }
  }

  /// Counts as having made `updates` updates.
  func resume(updates: Int) { self.updates = updates }

  /// The step of the weights with rate η; nil for Rprop, whose steps have sizes of their own.
  private func step(_ rate: Scalar) -> OptimiserStep<Scalar>? {
    func adam(_ beta1: Double, _ beta2: Double, _ epsilon: Double) -> OptimiserStep<Scalar>.Rule {
      .adam(
        beta1: Scalar(beta1), beta2: Scalar(beta2), epsilon: Scalar(epsilon),
        correction1: Scalar(1 - .pow(beta1, updates)), correction2: Scalar(1 - .pow(beta2, updates)))
    }
    var step: OptimiserStep<Scalar>
    switch optimiser {
    // Without momentum, the velocity is the gradient.
    case .sgd: step = OptimiserStep(.momentum(0), rate: rate)
    case .momentum(let momentum): step = OptimiserStep(.momentum(Scalar(momentum)), rate: rate)
    case .nesterov(let momentum): step = OptimiserStep(.nesterov(Scalar(momentum)), rate: rate)
    case .rprop: return nil
    case .adam(let beta1, let beta2, let epsilon): step = OptimiserStep(adam(beta1, beta2, epsilon), rate: rate)
    case .adamW(let beta1, let beta2, let epsilon, let weightDecay):
      step = OptimiserStep(
        adam(beta1, beta2, epsilon), rate: rate, keep: Scalar(1 - Double(rate) * weightDecay))
    }
    step.penalty = 2 * l2
    return step
  }

  /// Steps of all parameters but the weights.
  private func takeVectorSteps(_ step: OptimiserStep<Scalar>) {
    let (first, second) = state
    func take(_ vector: (Parameters<Scalar>.Layer) -> Matrix<Scalar>?, _ layer: Int) {
      guard let values = vector(network.parameters.layers[layer]), let gradient = vector(gradient.layers[layer]),
        let first = vector(first.layers[layer]), let second = vector(second.layers[layer])
      else { return }
      takeStep(step, values, gradient: gradient, state: (first, second))
    }
    for layer in network.parameters.layers.indices {
      take(\.biases, layer)
      take(\.normalisation?.gains, layer)
      take(\.normalisation?.offsets, layer)
    }
  }

  private func takeRpropStep(rate: Scalar) {
    let (previous, steps) = (state.first.storage, state.second.storage)
    if updates == 1 { steps.fill(rate) }
    rpropStep(
      network.parameters.storage, gradient: gradient.storage, previous: previous, steps: steps,
      growth: Scalar(Optimiser.Rprop.growth), shrinkage: Scalar(Optimiser.Rprop.shrinkage),
      limits: (Scalar(Optimiser.Rprop.steps.lowerBound), Scalar(Optimiser.Rprop.steps.upperBound)))
  }
}
