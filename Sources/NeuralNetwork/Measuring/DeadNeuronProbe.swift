public import Kernels

/// Counts the hidden neurons of a ReLU network that are dead: active on none of some samples.
///
/// Each neuron is tested in two ways: whether its pre-activation z (normalised, if its layer is) is positive on any sample, and whether the gradient
/// ∂relu(z)/∂z is nonzero on any sample.
public final class DeadNeuronProbe {
  /// Number of samples that neurons are probed with.
  public let samples: Int
  private let network: Network<Float>
  private let features: Features<Float>

  /// Prepares to probe a network with `samples` scaled samples, which `features` holds one after the other.
  ///
  /// ``count()`` probes the network with its weights at that time.
  public init(_ network: Network<Float>, features: [Float], samples: Int) {
    self.network = network
    self.samples = samples
    self.features = Features(rows: samples, columns: network.architecture.inputs, values: features)
  }

  /// Returns the number of dead neurons of each hidden layer, first to last.
  ///
  /// - Throws: ``DeadNeuronError`` if the two tests disagree, which only a defect of the engine can cause.
  public func count() throws(DeadNeuronError) -> [Int] {
    var counts: [Int] = []
    var input = features.all
    var below: Matrix<Float>?
    for (index, width) in network.architecture.hidden.enumerated() {
      let layer = network.parameters.layers[index]
      let output = Matrix<Float>(rows: samples, columns: width)
      affine(input, layer.weights, bias: layer.biases, into: output)
      if let learnt = layer.normalisation {
        normalise(
          output, gains: learnt.gains, offsets: learnt.offsets, into: Matrix(rows: samples, columns: width),
          inverse: Matrix(rows: 1, columns: samples))
      }
      let positive = Self.neurons(of: output) { $0 > 0 }
      network.activation.forward(output)
      let gradient = Matrix<Float>(rows: samples, columns: width, values: Array(repeating: 1, count: samples * width))
      network.activation.backward(gradient, output: output)
      let passing = Self.neurons(of: gradient) { $0 != 0 }
      guard positive == passing else {
        throw DeadNeuronError(layer: index + 1, active: positive.count { $0 }, passing: passing.count { $0 })
      }
      counts.append(positive.count { !$0 })
      if let below, network.architecture.skips(to: index) { add(output, below, into: output) }
      below = output
      input = InputRows(output, columns: .all(width))
    }
    return counts
  }

  /// For each column, whether any of its values satisfies `isSo`.
  private static func neurons(of matrix: Matrix<Float>, _ isSo: (Float) -> Bool) -> [Bool] {
    (0..<matrix.columns).map { column in (0..<matrix.rows).contains { isSo(matrix[$0, column]) } }
  }
}

/// A disagreement between the two tests for dead neurons.
public struct DeadNeuronError: Error, CustomStringConvertible, Equatable {
  /// Number of the hidden layer, from 1.
  public var layer: Int
  /// Number of neurons with a positive pre-activation on some sample.
  public var active: Int
  /// Number of neurons that pass a gradient on some sample.
  public var passing: Int

  /// One line with the layer and both numbers.
  public var description: String {
    "dead neurons: in hidden layer \(layer) \(active) neurons are active and \(passing) pass a gradient, which must be the "
      + "same ones; please report this as a defect of Fathom"
  }
}
