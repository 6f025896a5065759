import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@Suite struct ConfusionMatrixTests {
  /// The naive network says of each sample and each class whether it would be right.
  @Test(arguments: [1, 255, 256, 600], [Loss.crossEntropy, .binaryCrossEntropy])
  func countsWhatTheNaiveNetworkPredicts(count: Int, loss: Loss) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let classes = loss == .binaryCrossEntropy ? 2 : 4
    let samples = RandomSamples(count, features: 3, classes: classes, using: &generator)
    let network = Network<Float>(
      architecture: Architecture(inputs: 3, hidden: [6], outputs: loss.outputs(classes: classes)), activation: .relu,
      loss: loss)
    network.initialise(
      weights: .kaimingNormal, biases: .normal(mean: 0, standardDeviation: 1), seed: StudySeed(seed), replicate: 1)
    let naive = NaiveNetwork(network)
    var expected = Array(repeating: Array(repeating: 0, count: classes), count: classes)
    for (input, label) in zip(samples.inputs, samples.labels) {
      for predicted in 0..<classes where naive.isCorrect(input, Int32(predicted)) {
        expected[Int(label)][predicted] += 1
      }
    }
    let labelled: LabelledSamples<Float> = samples.labelled()
    let matrix = ConfusionMatrix(network, samples: labelled, classes: classes)
    #expect(matrix.counts == expected, "seed \(seed)")
    #expect(matrix.samples.reduce(0, +) == count)
    let accuracy = Double(matrix.correct.reduce(0, +)) / Double(count)
    #expect(accuracy == Evaluator(network).score(labelled)[.accuracy], "seed \(seed)")
  }
}
