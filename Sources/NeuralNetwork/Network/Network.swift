public import Kernels
public import SeededRandom

/// A multilayer perceptron: architecture, activation, loss and parameters.
///
/// It is not `Sendable`: a network belongs to the trajectory that trains it.
public struct Network<Scalar: KernelScalar> {
  /// The layer widths and their structure.
  public let architecture: Architecture
  /// The activation of the hidden layers; the outputs are logits.
  public let activation: Activation
  /// The loss that turns logits into a number.
  public let loss: Loss
  /// What mean squared error is taken on.
  public let output: OutputFunction
  /// Weights and biases, gains and offsets. Copies of the network share them; see ``copy()``.
  public let parameters: Parameters<Scalar>

  /// Creates a network with all parameters zero; `output` matters to mean squared error only.
  public init(
    architecture: Architecture, activation: Activation, loss: Loss, output: OutputFunction = .softmax
  ) {
    self.architecture = architecture
    self.activation = activation
    self.loss = loss
    self.output = output
    parameters = Parameters(architecture)
  }

  /// Returns a copy of the network with its own parameters.
  public func copy() -> Network {
    let copy = Network(architecture: architecture, activation: activation, loss: loss, output: output)
    copy.parameters.storage.copy(parameters.storage)
    return copy
  }

  /// Draws all weights and biases anew; gains become 1, offsets 0.
  ///
  /// Each layer has its own random streams, so that its draw does not depend on the layers before it.
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
      guard let normalisation = layer.normalisation else { continue }
      for output in 0..<fanOut {
        normalisation.gains[0, output] = 1
        normalisation.offsets[0, output] = 0
      }
    }
  }
}
