public import Kernels

/// Runs forward and backward passes over batches of up to `capacity` samples, in memory allocated once.
public final class Propagation<Scalar: KernelScalar> {
  /// The network whose parameters are used.
  public let network: Network<Scalar>
  /// The largest number of samples in a batch.
  public let capacity: Int
  /// Output of each layer [capacity, width]; the last holds logits, then their gradient.
  private let outputs: [Matrix<Scalar>]
  /// Output of the activation of each hidden layer that adds it to the output of the layer below; nil for others, whose
  /// output it is.
  private let activated: [Matrix<Scalar>?]
  /// What the backward pass needs of each layer that is normalised; nil for others.
  private let normalised: [Normalised?]
  /// ∂L/∂output of each hidden layer [capacity, width], then of its pre-activation.
  private let deltas: [Matrix<Scalar>]
  /// ∂L/∂output of each hidden layer with a skip connection, for the layer below; nil for others.
  private let skipped: [Matrix<Scalar>?]
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

  private struct Normalised {
    /// The pre-activations, normalised [capacity, width], without gain and offset.
    let values: Matrix<Scalar>
    /// What they were multiplied by, for each sample [1, capacity].
    let inverse: Matrix<Scalar>
    /// The gains [1, width] before an update.
    let gains: Matrix<Scalar>
  }

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
    let architecture = network.architecture
    deltas = architecture.hidden.map { Matrix(rows: capacity, columns: $0) }
    func atSkips() -> [Matrix<Scalar>?] {
      architecture.hidden.enumerated().map { index, width in
        architecture.skips(to: index) ? Matrix(rows: capacity, columns: width) : nil
      }
    }
    activated = atSkips()
    skipped = atSkips()
    normalised = architecture.hidden.enumerated().map { index, width in
      guard architecture.normalises(index) else { return nil }
      return Normalised(
        values: Matrix(rows: capacity, columns: width), inverse: Matrix(rows: 1, columns: capacity),
        gains: Matrix(rows: 1, columns: width))
    }
    units = layers.map { .all($0.weights.outputs) }
    scratch = Buffer(count: deltaScratchCount(outputs: layers.map(\.weights.outputs).max() ?? 0))
  }

  /// Returns the output [samples, width] of hidden layer `index`, from 0, for the batch of the last forward pass; without its
  /// mask, unless it has a skip connection.
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
      let skip = index < last ? activated[index]?.prefix(count) : nil
      let output = skip ?? outputs[index].prefix(count)
      affine(input(of: index, inputs, count), layer.weights, bias: layer.biases, into: output)
      guard index < last else { break }
      if let normalised = normalised[index], let learnt = layer.normalisation {
        normalise(
          output, gains: learnt.gains, offsets: learnt.offsets, into: normalised.values.prefix(count),
          inverse: normalised.inverse)
      }
      network.activation.forward(output)
      if isMasked { multiply(output, masks[index].prefix(count), into: masked[index].prefix(count)) }
      if let skip {
        let added = isMasked ? masked[index].prefix(count) : skip
        add(added, hiddenInput(index - 1).prefix(count), into: outputs[index].prefix(count))
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
  ///
  /// With a `step`, the network's weights take it as soon as their gradient is known, and what the target's weights are
  /// afterwards is undefined; everything but the weights is in the target as without one.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func backward(
    _ inputs: InputRows<Scalar>, targets: Targets<Scalar>, into target: Parameters<Scalar>, scale: Scalar,
    keepWeights: Scalar, keepBiases: Scalar,
    step: (OptimiserStep<Scalar>, state: OptimiserState<Parameters<Scalar>>)? = nil
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
        if index < last, let skipped = skipped[index] { add(below, skipped.prefix(count), into: below) }
        skipped[index - 1]?.prefix(count).copy(below)
        if isMasked { multiply(below, masks[index - 1].prefix(count), into: below) }
        network.activation.backward(below, output: (activated[index - 1] ?? outputs[index - 1]).prefix(count))
        unnormalise(below, index - 1, into: target, keep: keepBiases)
      }
      let input = input(of: index, inputs, count)
      if let (step, state) = step {
        takeStep(
          step, network.parameters.layers[index].weights, delta: delta, input, gradient: layer.weights,
          state: (state.first.layers[index].weights, state.second.layers[index].weights))
      } else {
        update(layer.weights, keep: keepWeights, delta: delta, input)
      }
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

  /// Takes the delta of a hidden layer through its normalisation, if it has one, and updates gains and offsets of the target,
  /// which may be those of the network.
  private func unnormalise(_ delta: Matrix<Scalar>, _ index: Int, into target: Parameters<Scalar>, keep: Scalar) {
    guard let normalised = normalised[index], let learnt = network.parameters.layers[index].normalisation,
      let target = target.layers[index].normalisation
    else { return }
    let values = normalised.values.prefix(delta.rows)
    normalised.gains.copy(learnt.gains)
    update(target.gains, keep: keep, delta: delta, normalised: values)
    update(target.offsets, keep: keep, delta: delta)
    normalisationBackward(delta, gains: normalised.gains, normalised: values, inverse: normalised.inverse)
  }

  /// The input of layer `index`: the batch itself, or the output of the layer below.
  private func input(of index: Int, _ inputs: InputRows<Scalar>, _ count: Int) -> InputRows<Scalar> {
    index == 0 ? inputs : InputRows(hiddenInput(index - 1).prefix(count), columns: units[index - 1])
  }

  /// What hidden layer `index` gives to the next one: its output, times its mask. Where there is a skip connection, that
  /// mask is in the output, which is the sum of the masked activation and the output of the layer below.
  private func hiddenInput(_ index: Int) -> Matrix<Scalar> {
    isMasked && activated[index] == nil ? masked[index] : outputs[index]
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
