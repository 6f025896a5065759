public import Kernels
public import SeededRandom

/// A multilayer perceptron: architecture, activation, loss and parameters.
///
/// Not `Sendable`: a network belongs to the trajectory that trains it.
public struct Network<Scalar: KernelScalar> {
  public let architecture: Architecture
  public let activation: Activation
  public let loss: Loss
  public let parameters: Parameters<Scalar>

  /// A network with all parameters zero.
  public init(architecture: Architecture, activation: Activation, loss: Loss) {
    self.architecture = architecture
    self.activation = activation
    self.loss = loss
    parameters = Parameters(architecture)
  }

  /// The network with parameters of its own.
  public func copy() -> Network {
    let copy = Network(architecture: architecture, activation: activation, loss: loss)
    copy.parameters.storage.copy(parameters.storage)
    return copy
  }

  /// Draws all weights and biases anew; each layer has streams of its own, so that its draw does not depend on the
  /// layers before it.
  public func initialise(weights: Initialiser, biases: Initialiser, seed: StudySeed, replicate: Int) {
    for (index, layer) in parameters.layers.enumerated() {
      let (fanIn, fanOut) = (layer.weights.inputs, layer.weights.outputs)
      var weightStream = seed.generator(for: .initialWeights, UInt64(replicate), UInt64(index), 0)
      for output in 0..<fanOut {
        for input in 0..<fanIn {
          layer.weights[output, input] = Scalar(weights.draw(fanIn: fanIn, fanOut: fanOut, using: &weightStream))
        }
      }
      var biasStream = seed.generator(for: .initialWeights, UInt64(replicate), UInt64(index), 1)
      for output in 0..<fanOut {
        layer.biases[0, output] = Scalar(biases.draw(fanIn: fanIn, fanOut: fanOut, using: &biasStream))
      }
    }
  }
}
