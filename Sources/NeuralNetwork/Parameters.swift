public import Kernels

/// The weights and biases of a network, in one buffer: each layer's weights [out, in], row by row, then its biases [out].
///
/// The same shape serves gradients and optimiser state.
public struct Parameters<Scalar: KernelScalar> {
  /// Weights [out, in] and biases [1, out] of one layer.
  public struct Layer {
    public let weights: Matrix<Scalar>
    public let biases: Matrix<Scalar>
  }

  /// First hidden layer to output layer; views of ``all``.
  public let layers: [Layer]
  /// Every parameter as one row.
  public let all: Matrix<Scalar>

  /// Zeros in the shape of `architecture`.
  public init(_ architecture: Architecture) {
    let buffer = Buffer<Scalar>(count: architecture.parameterCount)
    var offset = 0
    layers = zip(architecture.widths, architecture.widths.dropFirst()).map { inputs, outputs in
      let weights = buffer.matrix(at: offset, rows: outputs, columns: inputs)
      let biases = buffer.matrix(at: offset + weights.count, rows: 1, columns: outputs)
      offset += weights.count + outputs
      return Layer(weights: weights, biases: biases)
    }
    all = buffer.row
  }
}
