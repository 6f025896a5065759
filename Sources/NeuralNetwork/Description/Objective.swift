import AutomaticDifferentiation
public import Kernels

/// The objective J = mean of the weighted losses + λ‖W‖² of a network on some samples, with its gradients.
public struct Objective<Scalar: KernelScalar> {
  /// The value of J.
  public let value: Double
  /// The output of each layer [samples, width], without its mask; those of the last layer are logits.
  public let outputs: [Matrix<Scalar>]
  /// ∂J/∂(weights and biases), with the penalty, in the shape of the network's parameters.
  public let gradient: Parameters<Scalar>
  /// ∂(mean loss)/∂inputs [samples, features], without the penalty.
  public let inputGradient: Matrix<Scalar>

  /// Evaluates J and its gradients with `engine`. `l2` is λ; `samples` must not be empty.
  ///
  /// `classWeights` say how much the loss of a sample of each class counts; none if all count alike. `masks` are what the
  /// output of each hidden layer [samples, width] is multiplied by; none without dropout.
  public init(
    _ network: Network<Scalar>, samples: LabelledSamples<Scalar>, l2: Double, engine: Engine = .backprop,
    classWeights: [Double] = [], masks: [Matrix<Scalar>] = []
  ) {
    switch engine {
    case .backprop:
      self.init(
        Propagation(network, capacity: samples.count, classWeights: classWeights, masks: masks), samples, l2: l2)
    case .autodiff:
      self.init(
        DifferentiableNetwork(network, classWeights: classWeights, masks: masks), network.architecture, samples, l2: l2)
    }
  }

  private init(_ propagation: Propagation<Scalar>, _ samples: LabelledSamples<Scalar>, l2: Double) {
    let network = propagation.network
    let inputs = samples.features.all
    let logits = propagation.forward(inputs)
    outputs =
      network.architecture.hidden.indices.map { propagation.hiddenOutput($0, samples: samples.count) }
      // A copy, as the backward pass replaces logits.
      + [Matrix(rows: logits.rows, columns: logits.columns, values: logits.values)]
    gradient = Parameters(network.architecture)
    let loss = propagation.backward(
      inputs, targets: samples.targets, into: gradient, scale: 1 / Scalar(samples.count), keepWeights: 0,
      keepBiases: 0)
    var penalty = 0.0
    for (target, layer) in zip(gradient.layers, network.parameters.layers) {
      target.weights.add(layer.weights, times: Scalar(2 * l2))
      penalty += l2 * layer.weights.sumOfSquares
    }
    inputGradient = propagation.inputGradient(samples: samples.count)
    value = loss / Double(samples.count) + penalty
  }

  private init(
    _ differentiable: DifferentiableNetwork, _ architecture: Architecture, _ samples: LabelledSamples<Scalar>,
    l2: Double
  ) {
    let inputs = DifferentiableMatrix(samples.features.all)
    let result = differentiable.gradients(inputs, targets: samples.targets.inDoublePrecision, l2: l2)
    value = result.objective.loss + result.objective.penalty
    outputs = differentiable.layers.indices.map { Matrix(differentiable.output($0, inputs)) }
    gradient = Parameters(architecture)
    gradient.assign(result.parameters)
    inputGradient = Matrix(result.inputs)
  }
}

extension Matrix {
  /// Copies `matrix`, rounded to this number type.
  fileprivate init(_ matrix: DifferentiableMatrix) {
    self.init(rows: matrix.rows, columns: matrix.columns, values: matrix.values.map { Scalar($0) })
  }
}
