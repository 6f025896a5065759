public import Kernels

/// The weights and biases of a network, and the gains and offsets of its normalisation, layer by layer, in one buffer.
///
/// Gradients and optimiser state have the same shape.
public struct Parameters<Scalar: KernelScalar> {
  /// The parameters of one layer.
  public struct Layer {
    /// Weights [outputs, inputs].
    public let weights: WeightMatrix<Scalar>
    /// Biases [1, outputs].
    public let biases: Matrix<Scalar>
    /// Gains and offsets of a layer that is normalised, nil for others.
    public let normalisation: NormalisationParameters?

    /// What everything but the weights is learnt for each unit: biases, gains, offsets, each [1, outputs].
    public var vectors: [Matrix<Scalar>] { [biases] + (normalisation.map { [$0.gains, $0.offsets] } ?? []) }

    /// Number of parameters, without padding.
    public var count: Int { weights.count + vectors.count * biases.columns }
  }

  /// What layer normalisation learns.
  public struct NormalisationParameters {
    /// Gains [1, outputs].
    public let gains: Matrix<Scalar>
    /// Offsets [1, outputs].
    public let offsets: Matrix<Scalar>
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
        vector: Matrix<Scalar>.storageCount(rows: 1, columns: outputs)
      )
    }
    let total = counts.enumerated().reduce(0) { sum, layer in
      sum + layer.element.weights + (architecture.normalises(layer.offset) ? 3 : 1) * layer.element.vector
    }
    let storage = Buffer<Scalar>(count: total)
    var offset = 0
    layers = zip(shapes, counts).enumerated().map { index, layer in
      let (shape, count) = layer
      let weights = WeightMatrix(storage, at: offset, outputs: shape.1, inputs: shape.0)
      offset += count.weights
      func vector() -> Matrix<Scalar> {
        defer { offset += count.vector }
        return Matrix(storage, at: offset, rows: 1, columns: shape.1)
      }
      let biases = vector()
      let normalisation =
        architecture.normalises(index) ? NormalisationParameters(gains: vector(), offsets: vector()) : nil
      return Layer(weights: weights, biases: biases, normalisation: normalisation)
    }
    self.storage = storage
  }

  /// Number of parameters, without padding.
  public var count: Int { layers.reduce(0) { $0 + $1.count } }

  /// The parameter at a position, in this order: for each layer, weights [outputs, inputs] row by row, then biases, then
  /// gains and offsets if it is normalised.
  public subscript(index: Int) -> Scalar {
    get {
      let (layer, index) = locate(index)
      let weights = layers[layer].weights
      if index < weights.count { return weights[index / weights.inputs, index % weights.inputs] }
      let rest = index - weights.count
      return layers[layer].vectors[rest / weights.outputs][0, rest % weights.outputs]
    }
    nonmutating set {
      let (layer, index) = locate(index)
      let weights = layers[layer].weights
      if index < weights.count {
        weights[index / weights.inputs, index % weights.inputs] = newValue
      } else {
        let rest = index - weights.count
        layers[layer].vectors[rest / weights.outputs][0, rest % weights.outputs] = newValue
      }
    }
  }

  /// All parameters, in the order of the subscript.
  public var values: [Scalar] { layers.flatMap { $0.weights.values + $0.vectors.flatMap(\.values) } }

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
      for vector in layer.vectors {
        for output in 0..<vector.columns {
          vector[0, output] = values[next]
          next += 1
        }
      }
    }
  }

  private func locate(_ index: Int) -> (layer: Int, index: Int) {
    var rest = index
    for (layer, part) in layers.enumerated() {
      if rest < part.count { return (layer, rest) }
      rest -= part.count
    }
    preconditionFailure("parameter \(index) of \(count)")
  }
}
