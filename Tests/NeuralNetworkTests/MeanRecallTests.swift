import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import NeuralNetwork

/// What a model that knows nothing reaches in the mean over classes.
@Suite struct MeanRecallTests {
  private static let probability = 0.001349898
  private static let counts = [
    [1, 80, 20], [3, 97, 100], [2, 98], [50, 50], [2, 2, 2], Array(repeating: 1, count: 10),
  ]

  /// The same bound, minimised over a grid of rates in NumPy.
  @Test(arguments: zip(counts, [0.761, 0.649, 0.986, 0.680, 1.000, 0.564]))
  func isTheBoundOfAnotherProgram(counts: [Int], limit: Double) {
    #expect(abs(MeanRecall(counts.map(Double.init)).limit(probability: Self.probability) - limit) < 0.002)
  }

  /// Two classes of one sample each: S = 2 with probability q(1 − q) ≤ ¼, so that no probability below that allows a limit
  /// under 1.
  @Test func twoSamplesSayNothing() {
    #expect(MeanRecall([1, 1]).limit(probability: 0.24) >= 1)
    #expect(MeanRecall([1000, 1000]).limit(probability: 0.24) < 0.53)
  }

  /// Neither balanced accuracy nor macro F1 of random predictions exceeds the limit more often than it may, whatever
  /// probabilities the classes are predicted with.
  @Test(arguments: counts) func randomPredictionsRarelyExceedIt(counts: [Int]) {
    var generator = SeededGenerator(key: printedSeed())
    let labels = counts.enumerated().flatMap { Array(repeating: Int32($0), count: $1) }
    let limit = MeanRecall(counts.map(Double.init)).limit(probability: Self.probability)
    let repeats = 4000
    for attempt in 0..<8 {
      // Fair, then ever more uneven ones, that of the rarest class the most.
      var weights = counts.indices.map { _ in -log(1 - generator.uniform()) }
      if attempt < 2 { weights = counts.indices.map { $0 == 0 ? 0.01 + Double(attempt) : 1 } }
      let total = weights.reduce(0, +)
      var exceeding = (recall: 0, f1: 0)
      for _ in 0..<repeats {
        var (right, predicted) = (counts.map { _ in 0.0 }, counts.map { _ in 0.0 })
        for label in labels {
          var rest = generator.uniform() * total
          let choice = weights.firstIndex { weight in
            rest -= weight
            return rest < 0
          }
          let guess = choice ?? counts.count - 1
          predicted[guess] += 1
          if guess == Int(label) { right[guess] += 1 }
        }
        let classes = Double(counts.count)
        let recall = zip(right, counts).reduce(0) { $0 + $1.0 / Double($1.1) } / classes
        let f1 = counts.indices.reduce(0) { $0 + 2 * right[$1] / (Double(counts[$1]) + predicted[$1]) } / classes
        if recall > limit { exceeding.recall += 1 }
        if f1 > limit { exceeding.f1 += 1 }
      }
      // The expected number is 5.4 at most; a Poisson number exceeds 18 in one of 200,000 cases.
      #expect(exceeding.recall <= 18 && exceeding.f1 <= 18, "\(weights)")
    }
  }
}
