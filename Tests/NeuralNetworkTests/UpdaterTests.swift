import Foundation
import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@Suite struct UpdaterTests {
  @Test(arguments: PyTorchUpdates.all, Engine.allCases)
  func tenUpdatesMatchPyTorch(reference: PyTorchUpdates, engine: Engine) {
    let double: (parameters: [Double], loss: Double) = tenUpdates(reference, engine)
    #expect(largestDifference(double.parameters, reference.parameters) < 1e-12)
    #expect(abs(double.loss - reference.summedLoss) < 1e-12)
    // Adam divides by roots of squared gradients, which magnifies rounding where they are small.
    let float: (parameters: [Float], loss: Double) = tenUpdates(reference, engine)
    #expect(largestDifference(float.parameters, reference.parameters) < 1e-5)
    #expect(abs(float.loss - reference.summedLoss) < 1e-5)
  }

  /// Decay brings the learning rate below the least `Float` in time: from there on nothing changes.
  @Test(arguments: [Loss.crossEntropy, .meanSquaredError, .binaryCrossEntropy], Engine.allCases)
  func aRateThatVanishesChangesNothing(loss: Loss, engine: Engine) {
    let network = Network<Float>(
      architecture: Architecture(inputs: 2, hidden: [3], outputs: loss.outputs(classes: 2)), activation: .relu,
      loss: loss)
    let parameters = network.parameters
    for index in 0..<parameters.count { parameters[index] = Float(sin(Double(index + 1))) }
    let inputs = Features<Float>(rows: 4, columns: 2, values: [1, 0, 0, 1, -1, 2, 0.5, 0.5])
    let samples = LabelledSamples<Float>(
      features: [1, 0, 0, 1, -1, 2, 0.5, 0.5], featureCount: 2, labels: [0, 1, 1, 0])
    let before = (values: parameters.values, loss: Evaluator(network).score(samples).loss ?? .nan)
    let updater = Updater(network, capacity: 4, optimiser: .sgd, l2: 0.1, engine: engine)
    let summed = updater.update(
      RowBatch(of: inputs, capacity: 4).rows(0..<4), targets: .classes([0, 1, 1, 0]), learningRate: 1e-60)
    #expect(parameters.values == before.values)
    #expect(abs(summed / 4 - before.loss) < 1e-6)
    #expect(updater.updates == 1)
  }

  /// A batch in blocks changes the parameters as the whole batch does, bit by bit, with every optimiser; for the optimiser's
  /// state tells in later updates.
  @Test(arguments: Optimiser.Kind.allCases, [LayerStructure.plain] + LayerStructure.special)
  func blocksMakeNoDifference(kind: Optimiser.Kind, structure: LayerStructure) {
    let seed = printedSeed()
    func parameters<Scalar: KernelScalar>(_: Scalar.Type, blocks: Int) -> (values: [Scalar], loss: Double) {
      var generator = SeededGenerator(key: seed)
      var architecture = Architecture(inputs: 9, hidden: [6, 8, 8], outputs: 3)
      architecture.structure = structure
      let network = Network<Scalar>(architecture: architecture, activation: .relu, loss: .crossEntropy)
      network.initialise(weights: .kaimingUniform, biases: .constant(0.1), seed: StudySeed(seed), replicate: 1)
      let count = 41
      // Some columns are mostly zeros, and one is all of them.
      let values: [Scalar] = (0..<count * 9).map { index in
        index % 9 == 8 || generator.below(9) < index % 9 ? 0 : Scalar(generator.normal())
      }
      let features = Features<Scalar>(rows: count, columns: 9, values: values)
      let labels = (0..<count).map { _ in Int32(generator.below(3)) }
      let rows = RowBatch(of: features, capacity: count)
      let updater = Updater(network, capacity: count, optimiser: Optimiser(kind), l2: 0.01)
      var loss = 0.0
      for _ in 1...5 {
        loss += updater.update(samples: count, learningRate: 0.05, blocks: blocks) { block in
          let range = block * count / blocks..<(block + 1) * count / blocks
          return (rows.rows(range), .classes(labels[range]))
        }
      }
      #expect(updater.updates == 5)
      return (network.parameters.values, loss)
    }
    func check<Scalar: KernelScalar>(_: Scalar.Type) {
      let whole = parameters(Scalar.self, blocks: 1)
      for blocks in [2, 3, 7] {
        let found = parameters(Scalar.self, blocks: blocks)
        #expect(found.values == whole.values, "\(Scalar.self), \(blocks) blocks, seed \(seed)")
        #expect(abs(found.loss / whole.loss - 1) < 1e-12)
      }
    }
    check(Float.self)
    check(Double.self)
  }

  /// The network, data and batches of the Python program in `PyTorchUpdates.swift`.
  private func tenUpdates<Scalar: KernelScalar>(
    _ reference: PyTorchUpdates, _ engine: Engine
  ) -> (parameters: [Scalar], loss: Double) {
    let network = Network<Scalar>(
      architecture: Architecture(inputs: 4, hidden: [3], outputs: 2), activation: .tanh, loss: .crossEntropy)
    let parameters = network.parameters
    for index in 0..<parameters.count { parameters[index] = Scalar(sin(Double(index + 1)) / 2) }
    let inputs = Features<Scalar>(rows: 10, columns: 4, values: (0..<40).map { Scalar(cos(0.7 * Double($0))) })
    let rows = RowBatch(of: inputs, capacity: 6)
    let labels = (0..<10).map { Int32($0 * 3 % 5 % 2) }
    let updater = Updater(network, capacity: 6, optimiser: reference.optimiser, l2: reference.l2, engine: engine)
    var loss = 0.0
    for update in 0..<10 {
      let batch = update.isMultiple(of: 2) ? 0..<6 : 6..<10
      loss += updater.update(
        rows.rows(batch), targets: .classes(labels[batch]), learningRate: 0.1 * pow(reference.decay, Double(update)))
    }
    #expect(updater.updates == 10)
    return (parameters.values, loss)
  }
}
