public import Kernels

/// Finds the hidden neurons of a ReLU network that are active on none of some samples.
///
/// Each is found in two ways: its pre-activation z is positive on no sample, and the gradient that passes through it,
/// ∂relu(z)/∂z, is other than zero on no sample.
public final class DeadNeuronProbe {
  /// Number of samples that neurons are probed with.
  public let samples: Int
  private let network: Network<Float>
  private let features: Features<Float>

  /// `features` holds `samples` scaled samples, one after the other. The network is probed as it is whenever ``count()``
  /// is called.
  public init(_ network: Network<Float>, features: [Float], samples: Int) {
    self.network = network
    self.samples = samples
    self.features = Features(rows: samples, columns: network.architecture.inputs, values: features)
  }

  /// The number of dead neurons of each hidden layer, first to last.
  ///
  /// - Throws: ``DeadNeuronError`` if the two ways disagree, which only a defect of the engine can make them do.
  public func count() throws(DeadNeuronError) -> [Int] {
    var counts: [Int] = []
    var input = features.all
    for (index, width) in network.architecture.hidden.enumerated() {
      let layer = network.parameters.layers[index]
      let output = Matrix<Float>(rows: samples, columns: width)
      affine(input, layer.weights, bias: layer.biases, into: output)
      let positive = Self.neurons(of: output) { $0 > 0 }
      network.activation.forward(output)
      let gradient = Matrix<Float>(rows: samples, columns: width, values: Array(repeating: 1, count: samples * width))
      network.activation.backward(gradient, output: output)
      let passing = Self.neurons(of: gradient) { $0 != 0 }
      guard positive == passing else {
        throw DeadNeuronError(layer: index + 1, active: positive.count { $0 }, passing: passing.count { $0 })
      }
      counts.append(positive.count { !$0 })
      input = InputRows(output, columns: .all(width))
    }
    return counts
  }

  /// For each column, whether any of its values is as asked.
  private static func neurons(of matrix: Matrix<Float>, _ isSo: (Float) -> Bool) -> [Bool] {
    (0..<matrix.columns).map { column in (0..<matrix.rows).contains { isSo(matrix[$0, column]) } }
  }
}

/// Two ways to find dead neurons that found different ones; the description is one line.
public struct DeadNeuronError: Error, CustomStringConvertible, Equatable {
  public var layer: Int
  /// Neurons with a positive pre-activation, and neurons that pass a gradient.
  public var active: Int
  public var passing: Int

  public var description: String {
    "dead neurons: in hidden layer \(layer) \(active) neurons are active and \(passing) pass a gradient, which must be the "
      + "same ones; please report this as a defect of Fathom"
  }
}
