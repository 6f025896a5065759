import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

/// Gradients of both engines from the same weights, at every update of a training run in single precision.
@Suite struct EngineAgreementTests {
  @Test(arguments: Activation.allCases, Loss.allCases)
  func gradientsAgreeAlongATrajectory(activation: Activation, loss: Loss) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let classes = loss == .binaryCrossEntropy ? 2 : 10
    let samples = RandomSamples(96, features: 40, classes: classes, using: &generator)
    let network = Network<Float>(
      architecture: Architecture(inputs: 40, hidden: [32, 32, 16], outputs: loss.outputs(classes: classes)),
      activation: activation, loss: loss)
    network.initialise(weights: .xavierNormal, biases: .constant(0.1), seed: StudySeed(seed), replicate: 1)
    let batches = stride(from: 0, to: 96, by: 24).map { first -> LabelledSamples<Float> in
      var batch = samples
      batch.inputs = Array(samples.inputs[first..<first + 24])
      batch.labels = Array(samples.labels[first..<first + 24])
      return batch.labelled()
    }
    let updater = Updater(network, capacity: 24, optimiser: .momentum(0.9), l2: 0.001)
    for update in 0..<80 {
      let batch = batches[update % batches.count]
      let backprop = Objective(network, samples: batch, l2: 0.001, engine: .backprop)
      let autodiff = Objective(network, samples: batch, l2: 0.001, engine: .autodiff)
      let comment: Comment = "\(activation) \(loss), update \(update), seed \(seed)"
      #expect(abs(backprop.value - autodiff.value) < 2e-6 * (1 + autodiff.value), comment)
      // The derivative of ReLU jumps where a unit's sum is within rounding of zero; there alone may engines differ.
      let turned = activation == .relu ? unitsThatDiffer(backprop, autodiff) : []
      #expect(turned.allSatisfy { $0 < 2e-6 }, comment)
      if turned.isEmpty {
        let gradient = autodiff.gradient.values.map { Double($0) }
        let scale = gradient.map { abs($0) }.max() ?? 0
        #expect(largestDifference(backprop.gradient.values, gradient) < 1e-5 * scale, comment)
      }
      _ = updater.update(batch.features.all, targets: batch.targets, learningRate: 0.01)
    }
  }

  /// The outputs of hidden units that are zero with one engine and not with the other.
  private func unitsThatDiffer(_ left: Objective<Float>, _ right: Objective<Float>) -> [Float] {
    zip(left.outputs, right.outputs).dropLast().flatMap { left, right in
      zip(left.values, right.values).filter { ($0 > 0) != ($1 > 0) }.map { max($0, $1) }
    }
  }
}
