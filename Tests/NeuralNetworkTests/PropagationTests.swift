import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@Suite struct PropagationTests {
  private let architecture = Architecture(inputs: 4, hidden: [5, 3], outputs: 2)
  private static let structures = [LayerStructure.plain] + LayerStructure.special

  private func network(
    _ activation: Activation = .tanh, _ structure: LayerStructure = .plain, seed: UInt64
  ) -> Network<Double> {
    var architecture = architecture
    if structure != .plain { architecture.hidden = [6, 8, 8] }
    architecture.structure = structure
    let network = Network<Double>(architecture: architecture, activation: activation, loss: .crossEntropy)
    network.initialise(
      weights: .xavierNormal, biases: .uniform(-0.5, 0.5), seed: StudySeed(seed), replicate: 1)
    var generator = SeededGenerator(key: seed ^ 1)
    network.disturbNormalisation(using: &generator)
    return network
  }

  /// Batches smaller than the capacity, in turn, as the last batch of an epoch is.
  @Test(arguments: Activation.allCases, structures)
  func forwardMatchesItsDefinition(activation: Activation, structure: LayerStructure) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let network = network(activation, structure, seed: seed)
    let naive = NaiveNetwork(network)
    let propagation = Propagation(network, capacity: 8)
    for count in [8, 1, 3, 0, 7] {
      let samples = RandomSamples(count, features: 4, classes: 2, using: &generator)
      let inputs = Features(rows: count, columns: 4, values: samples.inputs.flatMap { $0 }).all
      let logits = propagation.forward(inputs)
      let expected = samples.inputs.map(naive.layerOutputs)
      #expect(largestDifference(logits.values, expected.flatMap { $0.last ?? [] }) < 1e-13, "\(count), seed \(seed)")
      for layer in network.architecture.hidden.indices {
        let found = propagation.hiddenOutput(layer, samples: count).values
        #expect(largestDifference(found, expected.flatMap { $0[layer] }) < 1e-13, "\(count), seed \(seed)")
      }
    }
  }

  @Test(arguments: structures) func backwardKeepsAndScalesItsTarget(structure: LayerStructure) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let samples = RandomSamples(6, features: 4, classes: 2, using: &generator)
    let inputs = Features(rows: 6, columns: 4, values: samples.inputs.flatMap { $0 }).all
    let network = network(.tanh, structure, seed: seed)
    let naive = NaiveNetwork(network)
    let target = Parameters<Double>(network.architecture)
    for layer in target.layers {
      for vector in layer.vectors {
        for column in 0..<vector.columns { vector[0, column] = 2 }
      }
      for row in 0..<layer.weights.outputs { layer.weights[row, 0] = 3 }
    }
    let before = target.values
    let propagation = Propagation(network, capacity: 10)
    propagation.forward(inputs)
    let loss = propagation.backward(
      inputs, targets: .classes(samples.labels[...]), into: target, scale: -0.5, keepWeights: 0.25, keepBiases: 0.75)
    #expect(abs(loss - 6 * naive.meanLoss(samples.inputs, samples.labels)) < 1e-12, "seed \(seed)")
    let weights = Set(naive.weightPositions)
    let expected = naive.gradient(samples.inputs, samples.labels, l2: 0).enumerated().map { index, mean in
      (weights.contains(index) ? 0.25 : 0.75) * before[index] - 0.5 * 6 * mean
    }
    #expect(largestDifference(target.values, expected) < 1e-7, "seed \(seed)")
  }

  /// With the parameters themselves as target, no layer's gradient may see another's new weights.
  @Test(arguments: structures) func backwardIntoTheParametersIsADescentStep(structure: LayerStructure) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let samples = RandomSamples(5, features: 4, classes: 2, using: &generator)
    let inputs = Features(rows: 5, columns: 4, values: samples.inputs.flatMap { $0 }).all
    let network = network(.tanh, structure, seed: seed)
    let naive = NaiveNetwork(network)
    let propagation = Propagation(network, capacity: 5)
    propagation.forward(inputs)
    _ = propagation.backward(
      inputs, targets: .classes(samples.labels[...]), into: network.parameters, scale: -2 / 5,
      keepWeights: 1 - 2 * 2 * 0.01,
      keepBiases: 1)
    let gradient = naive.gradient(samples.inputs, samples.labels, l2: 0.01)
    let expected = zip(naive.parameters, gradient).map { $0 - 2 * $1 }
    #expect(largestDifference(network.parameters.values, expected) < 1e-7, "seed \(seed)")
  }
}
