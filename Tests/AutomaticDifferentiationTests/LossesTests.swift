import AutomaticDifferentiation
import Foundation
import SeededRandom
import TestSupport
import Testing
import _Differentiation

/// Losses and their derived gradients beside finite differences, and numbers worked by hand.
@Suite struct LossesTests {
  @Test func gradientsMatchFiniteDifferences() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for rows in [1, 5] {
      let logits = randomMatrix(rows, 3, using: &generator)
      let labels = (0..<rows).map { _ in Int32(generator.below(3)) }
      func check(_ found: DifferentiableMatrix, _ loss: (DifferentiableMatrix) -> Double) {
        #expect(largestDifference(found.values, numericalGradient(at: logits, of: loss)) < 1e-8, "seed \(seed)")
      }
      check(gradient(at: logits) { softmaxCrossEntropy($0, labels: labels[...]) }) {
        softmaxCrossEntropy($0, labels: labels[...])
      }
      check(gradient(at: logits) { softmaxMeanSquaredError($0, labels: labels[...]) }) {
        softmaxMeanSquaredError($0, labels: labels[...])
      }
      for weights in [[], (0..<rows).map { 0.5 + Double($0) }] {
        check(gradient(at: logits) { softmaxCrossEntropy($0, labels: labels[...], weights: weights) }) {
          softmaxCrossEntropy($0, labels: labels[...], weights: weights)
        }
        check(gradient(at: logits) { sigmoidMeanSquaredError($0, labels: labels[...], weights: weights) }) {
          sigmoidMeanSquaredError($0, labels: labels[...], weights: weights)
        }
        check(gradient(at: logits) { linearMeanSquaredError($0, labels: labels[...], weights: weights) }) {
          linearMeanSquaredError($0, labels: labels[...], weights: weights)
        }
      }
      let single = randomMatrix(rows, 1, using: &generator)
      let binary = labels.map { min($0, 1) }
      let found = gradient(at: single) { sigmoidCrossEntropy($0, labels: binary[...]) }
      let expected = numericalGradient(at: single) { sigmoidCrossEntropy($0, labels: binary[...]) }
      #expect(largestDifference(found.values, expected) < 1e-8, "seed \(seed)")
    }
  }

  /// Two samples with softmax (¼, ¾), one of each class.
  @Test func softmaxLossesByHand() {
    let logits = matrix([[0, log(3)], [1, 1 + log(3)]])
    let labels: [Int32] = [0, 1]
    let entropy = valueWithGradient(at: logits) { softmaxCrossEntropy($0, labels: labels[...]) }
    let meanEntropy: Double = (log(4) + log(4.0 / 3)) / 2
    #expect(abs(entropy.value - meanEntropy) < 1e-15)
    #expect(largestDifference(entropy.gradient.values, [-0.375, 0.375, 0.125, -0.125]) < 1e-15)
    // Errors (−¾, ¾) and (¼, −¼). The gradient of a sample is p_j (e_j − Σ p_i e_i): with Σ = ⅜ and −⅛.
    let squares = valueWithGradient(at: logits) { softmaxMeanSquaredError($0, labels: labels[...]) }
    #expect(abs(squares.value - 5.0 / 16) < 1e-15)
    #expect(largestDifference(squares.gradient.values, [-9.0 / 64, 9.0 / 64, 3.0 / 64, -3.0 / 64]) < 1e-15)
  }

  /// Errors (−1, 2) and (3, 0), which count once and twice: (5 + 2 · 9) / 4, with gradients of 2 w e / 4.
  @Test func linearSquaresByHand() {
    let found = valueWithGradient(at: matrix([[0, 2], [3, 1]])) {
      linearMeanSquaredError($0, labels: [0, 1], weights: [1, 2])
    }
    #expect(found.value == 5.75)
    #expect(found.gradient == matrix([[-0.5, 1], [3, 0]]))
  }

  /// σ(ln 3) = ¾.
  @Test func sigmoidCrossEntropyByHand() {
    let found = valueWithGradient(at: matrix([[log(3)], [log(3)]])) { sigmoidCrossEntropy($0, labels: [1, 0]) }
    let mean: Double = (log(4.0 / 3) + log(4)) / 2
    #expect(abs(found.value - mean) < 1e-15)
    #expect(largestDifference(found.gradient.values, [-0.125, 0.375]) < 1e-15)
  }

  /// Logits of any size: neither overflow nor a loss that is lost to rounding.
  @Test func extremeLogits() {
    let large = valueWithGradient(at: matrix([[1000, -1000, 0]])) { softmaxCrossEntropy($0, labels: [1]) }
    #expect(large.value == 2000)
    #expect(large.gradient == matrix([[1, -1, 0]]))
    #expect(valueWithGradient(at: matrix([[1000, -1000, 0]])) { softmaxMeanSquaredError($0, labels: [0]) }.value == 0)
    let wrong = valueWithGradient(at: matrix([[-1000]])) { sigmoidCrossEntropy($0, labels: [1]) }
    #expect(wrong.value == 1000)
    #expect(wrong.gradient == matrix([[-1]]))
    let right = sigmoidCrossEntropy(matrix([[40]]), labels: [1])
    #expect(abs(right / exp(-40) - 1) < 1e-12)
  }
}
