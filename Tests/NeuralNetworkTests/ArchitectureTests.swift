import Kernels
import NeuralNetwork
import Testing

@Suite struct ArchitectureTests {
  @Test func countsWeightsAndBiases() {
    // 784·256 + 256 + 256·128 + 128 + 128·64 + 64 + 64·10 + 10
    #expect(Architecture(inputs: 784, hidden: [256, 128, 64], outputs: 10).parameterCount == 242_762)
    #expect(Architecture(inputs: 64, hidden: [], outputs: 10).parameterCount == 650)
    #expect(Architecture(inputs: 64, hidden: [], outputs: 10).widths == [64, 10])
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
