import Kernels
import TestSupport
import Testing

@testable import NeuralNetwork

@Suite struct EvaluatorTests {
  /// Counts around one and two of the evaluator's batches of 256.
  @Test(arguments: [1, 7, 255, 256, 257, 600], Loss.allCases) func matchesTheDefinition(count: Int, loss: Loss) throws {
    let random = RandomCase(count, loss)
    let (samples, network) = (random.samples, random.network)
    let naive = NaiveNetwork(network)
    let score = Evaluator(network).score(samples.labelled())
    #expect(
      abs(try #require(score.loss) - naive.meanLoss(samples.inputs, samples.labels)) < 1e-5, "seed \(random.seed)")
    let correct = zip(samples.inputs, samples.labels).count { naive.isCorrect($0, $1) }
    #expect(score[.accuracy] == Double(correct) / Double(count), "seed \(random.seed)")
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

  /// What is kept of each sample is by itself the score of that sample, for metrics that are means over samples; for others
  /// see ``SampleValuesTests``.
  @Test(arguments: [1, 257, 600], Loss.allCases) func keepsTheValuesOfSamples(count: Int, loss: Loss) throws {
    let random = RandomCase(count, loss)
    let (samples, network) = (random.samples, random.network)
    let labelled: LabelledSamples<Float> = samples.labelled()
    for metric in [Metric.accuracy, .logLoss] {
      let evaluator = Evaluator(network, metrics: Metric.all)
      let plain = evaluator.score(labelled)
      let (score, values) = evaluator.measure(labelled, keeping: metric)
      #expect(score == plain)
      let kept = try #require(values)
      #expect(kept.count == count)
      let expected = (0..<count).map { index -> Double in
        let one = LabelledSamples<Float>(
          features: samples.inputs[index].map { Float($0) }, featureCount: 3, labels: [samples.labels[index]])
        return evaluator.score(one)[metric] ?? .nan
      }
      let found: [Double]
      switch kept {
      case .correct(let words, _):
        found = (0..<count).map { index -> Double in
          let bit: UInt64 = words[index / 64] >> UInt64(index % 64) & 1
          return Double(bit)
        }
      case .numbers(let numbers): found = numbers.map { Double($0) }
      }
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-5 * max(1, $1) }, "seed \(random.seed)")
      #expect(abs(kept.mean - (plain[metric] ?? .nan)) < 1e-5)
    }
  }
}
