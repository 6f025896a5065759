import AutomaticDifferentiation
import Kernels
import _Differentiation

extension DifferentiableNetwork {
  /// Copies the parameters of `network`; `classWeights` and `masks` [samples, width] as ``Propagation`` takes them.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  init<Scalar: KernelScalar>(_ network: Network<Scalar>, classWeights: [Double] = [], masks: [Matrix<Scalar>] = []) {
    architecture = network.architecture
    activation = network.activation
    loss = network.loss
    output = network.output
    self.classWeights = classWeights
    self.masks = masks.map { mask in
      DifferentiableMatrix(rows: mask.rows, columns: mask.columns, values: mask.values.map { Double($0) })
    }
    func vector(_ matrix: Matrix<Scalar>) -> DifferentiableMatrix {
      DifferentiableMatrix(rows: 1, columns: matrix.columns, values: matrix.values.map { Double($0) })
    }
    layers = network.parameters.layers.map { layer in
      Layer(
        weights: DifferentiableMatrix(
          rows: layer.weights.outputs, columns: layer.weights.inputs, values: layer.weights.values.map { Double($0) }),
        biases: vector(layer.biases), gains: layer.normalisation.map { vector($0.gains) } ?? .zero,
        offsets: layer.normalisation.map { vector($0.offsets) } ?? .zero, isNormalised: layer.normalisation != nil)
    }
  }

  /// The objective with its derivatives with respect to parameters and inputs.
  func gradients(
    _ inputs: DifferentiableMatrix, targets: Targets<Double>, l2: Double
  ) -> (objective: Objective, parameters: TangentVector, inputs: DifferentiableMatrix) {
    var (labels, quantities): (ArraySlice<Int32>, ArraySlice<Double>) = ([], [])
    switch targets {
    case .classes(let classes): labels = classes
    case .quantities(let values): quantities = values
    }
    let (objective, pullback) = valueWithPullback(at: self, inputs) { [labels, quantities] in
      $0.objective($1, labels: labels, quantities: quantities, l2: l2)
    }
    let (parameters, inputs) = pullback(Objective.TangentVector(loss: 1, penalty: 1))
    return (objective, parameters, inputs)
  }
}

extension DifferentiableMatrix {
  /// Copies a batch.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  init<Scalar: KernelScalar>(_ rows: InputRows<Scalar>) {
    self.init(rows: rows.count, columns: rows.columns, values: rows.values.map { Double($0) })
  }
}

extension Parameters {
  /// Takes over a derivative of the same shape, rounded to this number type.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func assign(_ derivative: DifferentiableNetwork.TangentVector) {
    for (layer, source) in zip(layers, derivative.layers.base) {
      let weights = layer.weights
      for output in 0..<weights.outputs {
        for input in 0..<weights.inputs {
          weights[output, input] = Scalar(source.weights.values[output * weights.inputs + input])
        }
      }
      for (vector, source) in zip(layer.vectors, [source.biases, source.gains, source.offsets]) {
        for output in 0..<vector.columns { vector[0, output] = Scalar(source.values[output]) }
      }
    }
  }
}
