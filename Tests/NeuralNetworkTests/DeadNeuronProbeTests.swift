import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@Suite struct DeadNeuronProbeTests {
  /// Two inputs, hidden layers of 3 and 2 units, worked by hand on the samples (1, 0), (0, 1) and (−1, −1).
  @Test func countsNeuronsThatAreNeverActive() throws {
    let network = Network<Float>(
      architecture: Architecture(inputs: 2, hidden: [3, 2], outputs: 2), activation: .relu, loss: .crossEntropy)
    // Pre-activations of the first layer, unit by unit: (1, 0, −1); (−2, −2, −4); (−1, 0, 1).
    let first = network.parameters.layers[0]
    for (unit, weights) in [[1, 0], [1, 1], [-1, 0]].enumerated() {
      for (input, weight) in weights.enumerated() { first.weights[unit, input] = Float(weight) }
    }
    first.biases[0, 1] = -3
    // Outputs of the first layer are (1, 0, 0), (0, 0, 0) and (0, 0, 1): the first unit of the second layer sees −1, 0 and
    // −1, never more than 0; the other sees 0.5 where its bias is all.
    let second = network.parameters.layers[1]
    second.weights[0, 0] = -1
    second.weights[0, 2] = -1
    second.biases[0, 1] = 0.5
    let probe = DeadNeuronProbe(network, features: [1, 0, 0, 1, -1, -1], samples: 3)
    #expect(try probe.count() == [1, 1])
    // The probe looks at the network as it is.
    first.biases[0, 1] = 0
    second.biases[0, 0] = 0.1
    #expect(try probe.count() == [0, 0])
  }

  /// Units that normalisation makes negative in every sample are dead; a skip connection revives no unit, but those behind
  /// it see what it adds.
  @Test(arguments: LayerStructure.special) func countsNeuronsOfNormalisedAndResidualLayers(structure: LayerStructure)
    throws
  {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let network = Network<Float>(
      architecture: Architecture(inputs: 5, hidden: [9, 9, 9], outputs: 3, structure: structure), activation: .relu,
      loss: .crossEntropy)
    network.initialise(
      weights: .kaimingNormal, biases: .normal(mean: -1, standardDeviation: 1), seed: StudySeed(seed), replicate: 1)
    network.disturbNormalisation(using: &generator)
    for layer in network.parameters.layers {
      guard let learnt = layer.normalisation else { continue }
      for unit in 0..<4 { learnt.offsets[0, unit] = -2 }
    }
    let samples = (0..<4).map { _ in (0..<5).map { _ in generator.normal() } }
    let found = try DeadNeuronProbe(
      network, features: samples.flatMap { $0.map(Float.init) }, samples: samples.count
    ).count()
    let outputs = samples.map { NaiveNetwork(network).layerOutputs($0.map { Double(Float($0)) }) }
    for layer in 0..<3 {
      // What the activation gives is the output less what a skip connection adds.
      let most = (0..<9).map { unit in
        outputs.map { $0[layer][unit] - (structure.isResidual && layer > 0 ? $0[layer - 1][unit] : 0) }.max() ?? 0
      }
      // What lies next to zero may round to either side.
      let (dead, open) = (most.count { $0 <= 0 }, most.count { 0 < $0 && $0 < 1e-5 })
      #expect(dead...dead + open ~= found[layer], "layer \(layer + 1), seed \(seed)")
    }
  }

  /// Against a plain forward pass in double precision, for random networks and samples.
  @Test(arguments: 0..<20) func agreesWithANaiveForwardPass(number: Int) throws {
    let seed = printedSeed() &+ UInt64(number)
    var generator = SeededGenerator(key: seed)
    let hidden = (0..<1 + generator.below(4)).map { _ in 1 + generator.below(40) }
    let network = Network<Float>(
      architecture: Architecture(inputs: 5, hidden: hidden, outputs: 3), activation: .relu, loss: .crossEntropy)
    network.initialise(
      weights: .kaimingNormal, biases: .normal(mean: -1, standardDeviation: 1), seed: StudySeed(seed), replicate: 1)
    let samples = (0..<7).map { _ in (0..<5).map { _ in Float(generator.normal()) } }
    let found = try DeadNeuronProbe(network, features: samples.flatMap { $0 }, samples: samples.count).count()
    #expect(found.count == hidden.count)
    var outputs = samples.map { $0.map { Double($0) } }
    for (index, width) in hidden.enumerated() {
      let layer = network.parameters.layers[index]
      let sums = outputs.map { input in
        (0..<width).map { unit in
          input.indices.reduce(Double(layer.biases[0, unit])) { $0 + Double(layer.weights[unit, $1]) * input[$1] }
        }
      }
      let greatest = (0..<width).map { unit in sums.map { $0[unit] }.max() ?? 0 }
      // What lies next to zero may round to either side.
      let open = greatest.count { abs($0) < 1e-5 }
      let dead = greatest.count { $0 <= -1e-5 }
      #expect(dead...dead + open ~= found[index], "seed \(seed), layer \(index + 1)")
      outputs = sums.map { $0.map { max($0, 0) } }
    }
  }
}
