public import Kernels

/// Forward and backward passes of a network over batches of up to `capacity` samples, in memory allocated once.
public final class Propagation<Scalar: KernelScalar> {
  public let network: Network<Scalar>
  public let capacity: Int
  /// Output of each layer [capacity, width]; the last holds logits, then their gradient.
  private let outputs: [Matrix<Scalar>]
  /// ∂L/∂output of each hidden layer [capacity, width].
  private let deltas: [Matrix<Scalar>]

  public init(_ network: Network<Scalar>, capacity: Int) {
    self.network = network
    self.capacity = capacity
    outputs = network.parameters.layers.map { Matrix(rows: capacity, columns: $0.weights.rows) }
    deltas = network.architecture.hidden.map { Matrix(rows: capacity, columns: $0) }
  }

  /// Output of hidden layer `index` for the last batch passed forward, [samples, width].
  public func hiddenOutput(_ index: Int, samples: Int) -> Matrix<Scalar> { outputs[index].prefix(samples) }

  /// Passes `inputs` [m, features] forward, m ≤ capacity; returns the logits [m, outputs].
  @discardableResult
  public func forward(_ inputs: Matrix<Scalar>) -> Matrix<Scalar> {
    let last = outputs.count - 1
    var input = inputs
    for (index, layer) in network.parameters.layers.enumerated() {
      let output = outputs[index].prefix(inputs.rows)
      multiply(input, layer.weights, transposingSecond: true, into: output)
      addToEachRow(layer.biases, of: output)
      if index < last { network.activation.forward(output) }
      input = output
    }
    return input
  }

  /// Passes the batch backward after ``forward(_:)``; returns the sum of its losses.
  ///
  /// For each layer, target ← keep · target + scale · gradient of the summed loss (no penalty). With the network's own
  /// parameters as target this is the update of gradient descent itself, one product a layer: `scale` = −η/m and
  /// `keepWeights` = 1 − 2ηλ. The delta of the layer below is found before its weights change.
  public func backward(
    _ inputs: Matrix<Scalar>, labels: ArraySlice<Int32>, into target: Parameters<Scalar>, scale: Scalar,
    keepWeights: Scalar, keepBiases: Scalar
  ) -> Double {
    let samples = inputs.rows
    let last = outputs.count - 1
    var delta = outputs[last].prefix(samples)
    let loss = network.loss.delta(delta, labels: labels)
    for index in stride(from: last, through: 0, by: -1) {
      let layer = target.layers[index]
      let input = index == 0 ? inputs : outputs[index - 1].prefix(samples)
      let below = index == 0 ? nil : deltas[index - 1].prefix(samples)
      if let below {
        multiply(delta, network.parameters.layers[index].weights, into: below)
        network.activation.backward(below, output: input)
      }
      multiply(delta, input, transposingFirst: true, scale: scale, keep: keepWeights, into: layer.weights)
      sumRows(of: delta, scale: scale, keep: keepBiases, into: layer.biases)
      if let below { delta = below }
    }
    return loss
  }

  /// ∂(summed loss)/∂inputs [m, features] of the batch last passed backward, with the parameters unchanged since.
  public func inputGradient(samples: Int) -> Matrix<Scalar> {
    let delta = (deltas.first ?? outputs[0]).prefix(samples)
    let gradient = Matrix<Scalar>(rows: samples, columns: network.architecture.inputs)
    multiply(delta, network.parameters.layers[0].weights, into: gradient)
    return gradient
  }
}
