public import Kernels

/// Runs forward and backward passes over batches of up to `capacity` samples, in memory allocated once.
public final class Propagation<Scalar: KernelScalar> {
  /// The network whose parameters are used.
  public let network: Network<Scalar>
  /// The largest number of samples in a batch.
  public let capacity: Int
  /// Output of each layer [capacity, width]; the last holds logits, then their gradient.
  private let outputs: [Matrix<Scalar>]
  /// ∂L/∂output of each hidden layer [capacity, width].
  private let deltas: [Matrix<Scalar>]
  /// The units of each layer, as lists for kernels.
  private let units: [IndexList]
  /// Working memory for passing a delta to the layer below.
  private let scratch: Buffer<Scalar>
  /// What each hidden layer's output is multiplied by, and the product [capacity, width]; empty without dropout.
  private let masks: [Matrix<Scalar>]
  private let masked: [Matrix<Scalar>]
  private let isMasked: Bool
  /// How much the loss of a sample of each class counts; empty if all count alike.
  private let classWeights: [Scalar]
  private let isWeighted: Bool

  /// Allocates the memory for batches of up to `capacity` samples.
  ///
  /// `masks` are what the output of each hidden layer [capacity, width] is multiplied by, as they are at the time of each
  /// pass; none without dropout. `classWeights` say how much the loss of a sample of each class counts in the backward
  /// pass; none if all count alike.
  public init(
    _ network: Network<Scalar>, capacity: Int, classWeights: [Double] = [], masks: [Matrix<Scalar>] = []
  ) {
    precondition(masks.isEmpty || masks.count == network.architecture.hidden.count, "a mask for each hidden layer")
    self.network = network
    self.capacity = capacity
    self.classWeights = classWeights.map { Scalar($0) }
    isWeighted = !classWeights.isEmpty
    self.masks = masks
    isMasked = !masks.isEmpty
    masked = masks.map { Matrix(rows: capacity, columns: $0.columns) }
    let layers = network.parameters.layers
    outputs = layers.map { Matrix(rows: capacity, columns: $0.weights.outputs) }
    deltas = network.architecture.hidden.map { Matrix(rows: capacity, columns: $0) }
    units = layers.map { .all($0.weights.outputs) }
    scratch = Buffer(count: deltaScratchCount(outputs: layers.map(\.weights.outputs).max() ?? 0))
  }

  /// Returns the output [samples, width] of hidden layer `index`, from 0, for the batch of the last forward pass; without its
  /// mask.
  public func hiddenOutput(_ index: Int, samples: Int) -> Matrix<Scalar> { outputs[index].prefix(samples) }

  /// Runs the forward pass for `inputs` [m, features], m ≤ capacity, and returns the logits [m, outputs].
  @discardableResult
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func forward(_ inputs: InputRows<Scalar>) -> Matrix<Scalar> {
    let last = outputs.count - 1
    let count = inputs.count
    for index in 0...last {
      let layer = network.parameters.layers[index]
      let output = outputs[index].prefix(count)
      affine(input(of: index, inputs, count), layer.weights, bias: layer.biases, into: output)
      if index < last {
        network.activation.forward(output)
        if isMasked { multiply(output, masks[index].prefix(count), into: masked[index].prefix(count)) }
      }
    }
    return outputs[last].prefix(count)
  }

  /// Runs the backward pass for the batch of the last ``forward(_:)`` and returns the sum of its losses.
  ///
  /// For each layer, target ← keep · target + scale · gradient of the summed loss, without a penalty; losses count with the
  /// weights of their classes. If the target is
  /// the network's own parameters, this is a step of gradient descent itself, one product per layer: `scale` = −η/m and
  /// `keepWeights` = 1 − 2ηλ. The deltas include the scale, and the delta of the layer below is computed before the
  /// weights change.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func backward(
    _ inputs: InputRows<Scalar>, targets: Targets<Scalar>, into target: Parameters<Scalar>, scale: Scalar,
    keepWeights: Scalar, keepBiases: Scalar
  ) -> Double {
    let count = inputs.count
    let last = outputs.count - 1
    var delta = outputs[last].prefix(count)
    let loss = sumOfLosses(delta, targets: targets, scale: scale)
    for index in stride(from: last, through: 0, by: -1) {
      let layer = target.layers[index]
      let below = index == 0 ? nil : deltas[index - 1].prefix(count)
      if let below {
        deltaBelow(
          delta, network.parameters.layers[index].weights, outputs: units[index], scratch: scratch, into: below)
        if isMasked { multiply(below, masks[index - 1].prefix(count), into: below) }
        network.activation.backward(below, output: outputs[index - 1].prefix(count))
      }
      update(layer.weights, keep: keepWeights, delta: delta, input(of: index, inputs, count))
      update(layer.biases, keep: keepBiases, delta: delta)
      if let below { delta = below }
    }
    return loss
  }

  /// The sum of the losses of all rows, each times the weight of its class; with a scale other than 0 replaces each row of
  /// logits by scale · the gradient of that.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func sumOfLosses(_ logits: Matrix<Scalar>, targets: Targets<Scalar>, scale: Scalar) -> Double {
    guard isWeighted, case .classes(let labels) = targets else {
      return network.sumOfLosses(logits, targets: targets, scale: scale)
    }
    var total = 0.0
    for (row, label) in labels.enumerated() {
      let weight = classWeights[Int(label)]
      let logits = logits.rows(row..<row + 1)
      total += Double(weight) * network.sumOfLosses(logits, targets: targets[row..<row + 1], scale: scale * weight)
      // A scale of 0 asks for no gradient.
      if scale * weight == 0, scale != 0 { logits.clear() }
    }
    return total
  }

  /// The input of layer `index`: the batch itself, or the output of the layer below.
  private func input(of index: Int, _ inputs: InputRows<Scalar>, _ count: Int) -> InputRows<Scalar> {
    if index == 0 { return inputs }
    let below = isMasked ? masked[index - 1] : outputs[index - 1]
    return InputRows(below.prefix(count), columns: units[index - 1])
  }

  /// Returns scale · ∂(summed loss)/∂inputs [m, features] for the batch of the last backward pass. The parameters must
  /// not have changed since.
  public func inputGradient(samples: Int) -> Matrix<Scalar> {
    let delta = (deltas.first ?? outputs[0]).prefix(samples)
    let weights = network.parameters.layers[0].weights
    let gradient = Matrix<Scalar>(rows: samples, columns: network.architecture.inputs)
    deltaBelow(delta, weights, outputs: units[0], scratch: scratch, into: gradient)
    return gradient
  }
}
