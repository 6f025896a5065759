public import Kernels

/// The weights and biases of a network, layer by layer, in one buffer.
///
/// Gradients and optimiser state have the same shape.
public struct Parameters<Scalar: KernelScalar> {
  /// The parameters of one layer.
  public struct Layer {
    /// Weights [outputs, inputs].
    public let weights: WeightMatrix<Scalar>
    /// Biases [1, outputs].
    public let biases: Matrix<Scalar>
  }

  /// The layers from the first hidden layer to the output layer; views of ``storage``.
  public let layers: [Layer]
  /// All parameters in the layout of the kernels, padded with zeros.
  public let storage: Buffer<Scalar>

  /// Creates zeros in the shape of `architecture`.
  public init(_ architecture: Architecture) {
    let shapes = Array(zip(architecture.widths, architecture.widths.dropFirst()))
    let counts = shapes.map { inputs, outputs in
      (
        weights: WeightMatrix<Scalar>.storageCount(outputs: outputs, inputs: inputs),
        biases: Matrix<Scalar>.storageCount(rows: 1, columns: outputs)
      )
    }
    let storage = Buffer<Scalar>(count: counts.reduce(0) { $0 + $1.weights + $1.biases })
    var offset = 0
    layers = zip(shapes, counts).map { shape, count in
      let weights = WeightMatrix(storage, at: offset, outputs: shape.1, inputs: shape.0)
      let biases = Matrix(storage, at: offset + count.weights, rows: 1, columns: shape.1)
      offset += count.weights + count.biases
      return Layer(weights: weights, biases: biases)
    }
    self.storage = storage
  }

  /// Number of weights and biases, without padding.
  public var count: Int { layers.reduce(0) { $0 + $1.weights.count + $1.biases.columns } }

  /// The parameter at a position, in this order: for each layer, weights [outputs, inputs] row by row, then biases.
  public subscript(index: Int) -> Scalar {
    get {
      let (layer, index) = locate(index)
      let (weights, biases) = (layers[layer].weights, layers[layer].biases)
      return index < weights.count
        ? weights[index / weights.inputs, index % weights.inputs] : biases[0, index - weights.count]
    }
    nonmutating set {
      let (layer, index) = locate(index)
      let (weights, biases) = (layers[layer].weights, layers[layer].biases)
      if index < weights.count {
        weights[index / weights.inputs, index % weights.inputs] = newValue
      } else {
        biases[0, index - weights.count] = newValue
      }
    }
  }

  /// All parameters, in the order of the subscript.
  public var values: [Scalar] { layers.flatMap { $0.weights.values + $0.biases.values } }

  /// Sets all parameters, in the order of the subscript; there must be ``count`` values.
  public func assign(_ values: [Scalar]) {
    precondition(values.count == count, "as many values as parameters")
    var next = 0
    for layer in layers {
      for output in 0..<layer.weights.outputs {
        for input in 0..<layer.weights.inputs {
          layer.weights[output, input] = values[next]
          next += 1
        }
      }
      for output in 0..<layer.biases.columns {
        layer.biases[0, output] = values[next]
        next += 1
      }
    }
  }

  private func locate(_ index: Int) -> (layer: Int, index: Int) {
    var rest = index
    for (layer, part) in layers.enumerated() {
      let count = part.weights.count + part.biases.columns
      if rest < count { return (layer, rest) }
      rest -= count
    }
    preconditionFailure("parameter \(index) of \(count)")
  }
}
