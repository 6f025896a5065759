import SeededRandom
import TestSupport

@testable import NeuralNetwork

/// Random samples of three features and a random network with one hidden layer: of two classes for binary cross-entropy,
/// else four. The seed is printed.
struct RandomCase {
  let seed: UInt64
  let classes: Int
  let samples: RandomSamples
  let network: Network<Float>

  init(_ count: Int, _ loss: Loss) {
    seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    classes = loss == .binaryCrossEntropy ? 2 : 4
    samples = RandomSamples(count, features: 3, classes: classes, using: &generator)
    network = Network(
      architecture: Architecture(inputs: 3, hidden: [6], outputs: loss.outputs(classes: classes)), activation: .relu,
      loss: loss)
    network.initialise(
      weights: .kaimingNormal, biases: .normal(mean: 0, standardDeviation: 1), seed: StudySeed(seed), replicate: 1)
  }
}
