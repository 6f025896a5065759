import Kernels
import NeuralNetwork
import TestSupport
import Testing

@Suite struct ConfusionMatrixTests {
  /// The naive network says of each sample and each class whether it would be right.
  @Test(arguments: [1, 255, 256, 600], [Loss.crossEntropy, .binaryCrossEntropy])
  func countsWhatTheNaiveNetworkPredicts(count: Int, loss: Loss) {
    let random = RandomCase(count, loss)
    let (samples, network) = (random.samples, random.network)
    let naive = NaiveNetwork(network)
    var expected = Array(repeating: Array(repeating: 0, count: random.classes), count: random.classes)
    for (input, label) in zip(samples.inputs, samples.labels) {
      for predicted in 0..<random.classes where naive.isCorrect(input, Int32(predicted)) {
        expected[Int(label)][predicted] += 1
      }
    }
    let labelled: LabelledSamples<Float> = samples.labelled()
    let matrix = ConfusionMatrix(network, samples: labelled, classes: random.classes)
    #expect(matrix.counts == expected, "seed \(random.seed)")
    #expect(matrix.samples.reduce(0, +) == count)
    let accuracy = Double(matrix.correct.reduce(0, +)) / Double(count)
    #expect(accuracy == Evaluator(network).score(labelled)[.accuracy], "seed \(random.seed)")
  }
}
