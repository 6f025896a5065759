import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@Suite struct EvaluatorTests {
  /// Counts around one and two of the evaluator's batches of 256.
  @Test(arguments: [1, 7, 255, 256, 257, 600], Loss.allCases) func matchesTheDefinition(count: Int, loss: Loss) throws {
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
    let score = Evaluator(network).score(samples.labelled())
    #expect(abs(try #require(score.loss) - naive.meanLoss(samples.inputs, samples.labels)) < 1e-5, "seed \(seed)")
    let correct = zip(samples.inputs, samples.labels).count { naive.isCorrect($0, $1) }
    #expect(score[.accuracy] == Double(correct) / Double(count), "seed \(seed)")
  }

  @Test func scoringTwiceGivesTheSame() throws {
    let network = Network<Float>(
      architecture: Architecture(inputs: 1, hidden: [], outputs: 2), activation: .relu, loss: .crossEntropy)
    let evaluator = Evaluator(network)
    let samples = LabelledSamples<Float>(features: [1, 2, 3], featureCount: 1, labels: [0, 0, 1])
    let score = evaluator.score(samples)
    // Equal logits: probability ½ each, and the first class wins the tie.
    #expect(abs(try #require(score.loss) - 0.693_147_18) < 1e-7)
    #expect(score[.accuracy] == 2.0 / 3)
    #expect(evaluator.score(samples) == score)
  }

  @Test func notANumberIsSeen() {
    let network = Network<Float>(
      architecture: Architecture(inputs: 1, hidden: [2], outputs: 2), activation: .relu, loss: .crossEntropy)
    network.parameters.layers[0].weights[1, 0] = .nan
    let score = Evaluator(network).score(LabelledSamples(features: [1], featureCount: 1, labels: [0]))
    #expect(score.loss?.isNaN == true)
  }
}
