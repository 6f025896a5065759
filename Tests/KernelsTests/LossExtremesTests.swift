import Foundation
import Kernels
import Testing

/// Losses of very large logits, whose exponentials overflow or vanish, and of values that are not numbers.
@Suite struct LossExtremesTests {
  @Test func crossEntropyOfLargeLogits() {
    largeLogits(Float.self)
    largeLogits(Double.self)
  }

  private func largeLogits<Scalar: KernelScalar>(_: Scalar.Type) {
    for size: Scalar in [1e4, 1e30] {
      for (label, loss, delta) in [
        (0, 0, [0, 0, 0]), (1, 2, [1, -1, 0]), (2, 1, [1, 0, -1]),
      ] as [(Int32, Double, [Scalar])] {
        let logits: [Scalar] = [size, -size, 0]
        let matrix = Matrix<Scalar>(rows: 1, columns: 3, values: logits)
        #expect(softmaxCrossEntropy(matrix, labels: [label], scale: 1) == loss * Double(size))
        #expect(matrix.values == delta)
        let again = Matrix<Scalar>(rows: 1, columns: 3, values: logits)
        #expect(softmaxCrossEntropy(again, labels: [label]) == loss * Double(size))
      }
      let equal = Matrix<Scalar>(rows: 1, columns: 3, values: [size, size, size])
      #expect(abs(softmaxCrossEntropy(equal, labels: [0], scale: 1) - log(3)) <= Double(Scalar.ulpOfOne))
      expectClose(equal.values, [-2.0 / 3, 1.0 / 3, 1.0 / 3])
    }
  }

  @Test func squaredErrorOfLargeLogits() {
    for size: Float in [1e4, 1e30] {
      for (label, loss) in [(0, 0), (1, 2.0 / 3), (2, 2.0 / 3)] as [(Int32, Double)] {
        let matrix = Matrix<Float>(rows: 1, columns: 3, values: [size, -size, 0])
        #expect(abs(softmaxMeanSquaredError(matrix, labels: [label], scale: 1) - loss) < 1e-7)
        #expect(matrix.values == [0, 0, 0])
      }
    }
  }

  /// Of logits of any size, and of those that are no numbers.
  @Test func squaredErrorOfOtherOutputs() {
    for size: Float in [1e4, 1e30] {
      for (label, loss) in [(0, 0.25 / 3), (1, 2.25 / 3), (2, 1.25 / 3)] as [(Int32, Double)] {
        let matrix = Matrix<Float>(rows: 1, columns: 3, values: [size, -size, 0])
        #expect(abs(sigmoidMeanSquaredError(matrix, labels: [label], scale: 1) - loss) < 1e-7)
        expectClose(matrix.values, [0, 0, label == 2 ? -1.0 / 12 : 1.0 / 12])
      }
    }
    // σ(20) = 1 − e^−20 / (1 + e^−20), whose distance from 1 is kept in the gradient.
    let near = Matrix<Float>(rows: 1, columns: 1, values: [20])
    let rest = exp(-20.0) / (1 + exp(-20.0))
    #expect(abs(sigmoidMeanSquaredError(near, labels: [0], scale: 1) / (rest * rest) - 1) < 1e-6)
    #expect(abs(Double(near[0, 0]) / (-2 * rest * rest * (1 - rest)) - 1) < 1e-6)
    for value: Float in [.nan, .infinity] {
      func row() -> Matrix<Float> { Matrix(rows: 1, columns: 2, values: [value, 1]) }
      #expect(!linearMeanSquaredError(row(), labels: [1], scale: 1).isFinite)
      if value.isNaN { #expect(sigmoidMeanSquaredError(row(), labels: [1], scale: 1).isNaN) }
    }
  }

  /// −ln σ(±a) = ln(1 + e^∓a), which is a or, for large a, e^−a; the same for either class.
  @Test func binaryCrossEntropyOfLargeLogits() {
    for (logit, small): (Double, Double) in [
      (20, 2.061_153_620_314_381e-9), (100, 3.720_075_976_020_836e-44),
    ] {
      for (label, sign): (Int32, Double) in [(0, -1), (1, 1)] {
        let right = Matrix<Double>(rows: 1, columns: 1, values: [sign * logit])
        #expect(abs(sigmoidCrossEntropy(right, labels: [label], scale: 1) / small - 1) < 1e-14)
        // σ(a) − y, which for label 1 is rounded at 1.
        #expect(abs(right[0, 0] + sign * small) <= .ulpOfOne)
        let wrong = Matrix<Double>(rows: 1, columns: 1, values: [-sign * logit])
        #expect(abs(sigmoidCrossEntropy(wrong, labels: [label], scale: 1) - logit - small) <= logit.ulp)
        #expect(abs(wrong[0, 0] + sign) <= small + .ulpOfOne)
        let right32 = Matrix<Float>(rows: 1, columns: 1, values: [Float(sign * logit)])
        let found = sigmoidCrossEntropy(right32, labels: [label])
        #expect(abs(found - small) <= Double(Float(small).ulp) * 2)
        let wrong32 = Matrix<Float>(rows: 1, columns: 1, values: [Float(-sign * logit)])
        #expect(sigmoidCrossEntropy(wrong32, labels: [label]) == Double(Float(logit)))
      }
    }
    for logit: Float in [-1e30, 1e30] {
      let matrix = Matrix<Float>(rows: 2, columns: 1, values: [logit, logit])
      #expect(sigmoidCrossEntropy(matrix, labels: [0, 1]) == Double(Float(1e30)))
    }
  }

  @Test(arguments: [0, 1, 2]) func notANumberMakesTheLossOne(column: Int) {
    for value: Float in [.nan, .infinity, -.infinity] {
      for label: Int32 in [0, 1, 2] {
        // A logit of −∞ is a probability of 0: an infinite loss at the label, nothing elsewhere.
        if value == -.infinity && label != column { continue }
        var logits: [Float] = [0.5, -1, 2]
        logits[column] = value
        func matrix() -> Matrix<Float> { Matrix(rows: 1, columns: 3, values: logits) }
        #expect(!softmaxCrossEntropy(matrix(), labels: [label]).isFinite)
        #expect(!softmaxCrossEntropy(matrix(), labels: [label], scale: 1).isFinite)
        if value == -.infinity { continue }
        #expect(softmaxMeanSquaredError(matrix(), labels: [label]).isNaN)
        #expect(softmaxMeanSquaredError(matrix(), labels: [label], scale: 1).isNaN)
        let row = matrix()
        _ = softmaxCrossEntropy(row, labels: [label], scale: 1)
        #expect(row.values.contains { $0.isNaN })
      }
    }
  }

  @Test(arguments: [0, 1]) func notANumberMakesTheBinaryLossOne(label: Int32) {
    for logits: [Float] in [[.nan, 0], [0, .nan]] {
      let matrix = Matrix<Float>(rows: 2, columns: 1, values: logits)
      #expect(sigmoidCrossEntropy(matrix, labels: [label, label]).isNaN)
      #expect(sigmoidCrossEntropy(matrix, labels: [label, label], scale: 1).isNaN)
      #expect(matrix.values.contains { $0.isNaN })
    }
  }
}
