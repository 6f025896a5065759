import Foundation
import Kernels
import NeuralNetwork
import SeededRandom
import Testing

@Suite struct ArchitectureTests {
  @Test func countsWeightsAndBiases() {
    // 784·256 + 256 + 256·128 + 128 + 128·64 + 64 + 64·10 + 10
    #expect(Architecture(inputs: 784, hidden: [256, 128, 64], outputs: 10).parameterCount == 242_762)
    #expect(Architecture(inputs: 64, hidden: [], outputs: 10).parameterCount == 650)
    #expect(Architecture(inputs: 64, hidden: [], outputs: 10).widths == [64, 10])
  }

  /// A gain and an offset for each of the 448 hidden units; skip connections have no parameters.
  @Test func countsGainsAndOffsets() {
    for isResidual in [false, true] {
      let architecture = Architecture(
        inputs: 784, hidden: [256, 128, 64], outputs: 10,
        structure: LayerStructure(normalisation: .layer, isResidual: isResidual))
      #expect(architecture.parameterCount == 242_762 + 2 * 448)
      #expect(Parameters<Float>(architecture).count == architecture.parameterCount)
    }
  }

  /// Stores and keys of earlier versions know nothing of structures.
  @Test func aPlainStructureIsLeftOut() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    func text(_ structure: LayerStructure) throws -> String {
      String(
        decoding: try encoder.encode(Architecture(inputs: 2, hidden: [3, 3], outputs: 1, structure: structure)),
        as: UTF8.self)
    }
    let plain = #"{"hidden":[3,3],"inputs":2,"outputs":1}"#
    #expect(try text(.plain) == plain)
    #expect(
      try text(LayerStructure(normalisation: .layer, isResidual: true))
        == #"{"hidden":[3,3],"inputs":2,"normalisation":"layer","outputs":1,"residual":true}"#)
    for structure in [LayerStructure.plain] + LayerStructure.special {
      let read = try JSONDecoder().decode(Architecture.self, from: Data(try text(structure).utf8))
      #expect(read == Architecture(inputs: 2, hidden: [3, 3], outputs: 1, structure: structure))
    }
  }

  @Test func skipsAreBetweenHiddenLayersOfEqualWidth() {
    let architecture = Architecture(
      inputs: 4, hidden: [4, 4, 3, 3, 3], outputs: 3, structure: LayerStructure(isResidual: true))
    #expect((0...5).map(architecture.skips) == [false, true, false, true, true, false])
    #expect(architecture.structure.problem(hidden: [4, 3, 4])?.property == "residual")
    #expect(architecture.structure.problem(hidden: [4, 4]) == nil)
    #expect(LayerStructure(normalisation: .layer).problem(hidden: [])?.property == "normalisation")
    #expect(LayerStructure.plain.problem(hidden: []) == nil)
  }

  @Test func gainsBeginAtOneAndOffsetsAtZero() throws {
    let network = Network<Float>(
      architecture: Architecture(
        inputs: 2, hidden: [3], outputs: 2, structure: LayerStructure(normalisation: .layer)), activation: .relu,
      loss: .crossEntropy)
    network.parameters.assign(Array(repeating: 7, count: network.parameters.count))
    network.initialise(weights: .xavierNormal, biases: .constant(0.5), seed: StudySeed(1), replicate: 1)
    #expect(Array(network.parameters.values[6..<15]) == [0.5, 0.5, 0.5, 1, 1, 1, 0, 0, 0])
    for index in 0..<network.parameters.count { network.parameters[index] = Float(index) }
    #expect(network.parameters.values == (0..<network.parameters.count).map { Float($0) })
    #expect(network.parameters.layers[0].normalisation?.offsets.values == [12, 13, 14])
  }

  @Test func parametersLieInOneRow() {
    let network = Network<Double>(
      architecture: Architecture(inputs: 2, hidden: [3], outputs: 1), activation: .relu, loss: .binaryCrossEntropy)
    for (index, layer) in network.parameters.layers.enumerated() {
      layer.weights[0, 1] = Double(10 * index + 1)
      layer.biases[0, 0] = Double(10 * index + 2)
    }
    #expect(network.parameters.values == [0, 1, 0, 0, 0, 0, 2, 0, 0, 0, 11, 0, 12])
  }

  @Test func lossesNeedAnOutputAClassOrOne() {
    #expect(Loss.crossEntropy.outputs(classes: 7) == 7)
    #expect(Loss.meanSquaredError.outputs(classes: 2) == 2)
    #expect(Loss.binaryCrossEntropy.outputs(classes: 2) == 1)
  }
}
