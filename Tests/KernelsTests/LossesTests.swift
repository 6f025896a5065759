import Foundation
import Kernels
import SeededRandom
import TestSupport
import Testing

@Suite struct LossesTests {
  @Test(arguments: [0] + oddLengths) func matchTheirDefinitions(rows: Int) {
    let seed = printedSeed()
    for classes in oddLengths {
      checkSoftmax(Float.self, rows, classes, seed: seed)
      checkSoftmax(Double.self, rows, classes, seed: seed)
    }
    checkSigmoid(Float.self, rows, seed: seed)
    checkSigmoid(Double.self, rows, seed: seed)
  }

  private func checkSoftmax<Scalar: KernelScalar>(_: Scalar.Type, _ rows: Int, _ classes: Int, seed: UInt64) {
    var generator = SeededGenerator(key: seed)
    let logits: [Scalar] = normalValues(rows * classes, using: &generator)
    // A slice that does not begin at 0, as the labels of all batches but the first.
    let labels = randomLabels(rows + 3, classes: classes, using: &generator)[3...]
    let comment: Comment = "\(Scalar.self) \(rows)×\(classes), seed \(seed)"
    var (crossEntropy, squaredError) = (0.0, 0.0)
    var (crossEntropyDelta, squaredErrorDelta): ([Double], [Double]) = ([], [])
    for (row, label) in labels.enumerated() {
      let powers = logits[row * classes..<(row + 1) * classes].map { exp(Double($0)) }
      let p = powers.map { $0 / powers.reduce(0, +) }
      let error = p.enumerated().map { $1 - ($0 == label ? 1 : 0) }
      crossEntropy -= log(p[Int(label)])
      crossEntropyDelta += error
      squaredError += error.reduce(0) { $0 + $1 * $1 } / Double(classes)
      // ∂E/∂a_j = Σ_i ∂E/∂p_i · ∂p_i/∂a_j with ∂p_i/∂a_j = p_i (δ_ij − p_j).
      squaredErrorDelta += (0..<classes).map { j in
        (0..<classes).reduce(0) { $0 + 2 / Double(classes) * error[$1] * p[$1] * (($1 == j ? 1 : 0) - p[j]) }
      }
    }
    func expect(
      _ loss: (Matrix<Scalar>, ArraySlice<Int32>) -> Double, _ expected: Double, leaves: [Double]?
    ) {
      let matrix = Matrix<Scalar>(rows: rows, columns: classes, values: logits)
      let found = loss(matrix, labels)
      // One row's loss takes `classes` additions; rows are added up in Double.
      let bound = Double(classes + 8) * Double(Scalar.ulpOfOne) * 8 * Double(rows)
      #expect(abs(found - expected) <= bound, comment)
      if let leaves { expectClose(matrix.values, leaves, roundings: Double(classes + 8), comment) }
    }
    expect({ softmaxCrossEntropy($0, labels: $1) }, crossEntropy, leaves: nil)
    expect({ softmaxCrossEntropy($0, labels: $1, scale: 1) }, crossEntropy, leaves: crossEntropyDelta)
    expect({ softmaxMeanSquaredError($0, labels: $1) }, squaredError, leaves: nil)
    expect({ softmaxMeanSquaredError($0, labels: $1, scale: 1) }, squaredError, leaves: squaredErrorDelta)
    for isSigmoid in [true, false] {
      var (value, delta) = (0.0, [Double]())
      for (row, label) in labels.enumerated() {
        for column in 0..<classes {
          let a = Double(logits[row * classes + column])
          let p = isSigmoid ? 1 / (1 + exp(-a)) : a
          let error = p - (column == label ? 1 : 0)
          value += error * error / Double(classes)
          delta.append(2 / Double(classes) * error * (isSigmoid ? p * (1 - p) : 1))
        }
      }
      for scale: Scalar in [0, 1, -0.25] {
        expect(
          {
            isSigmoid
              ? sigmoidMeanSquaredError($0, labels: $1, scale: scale)
              : linearMeanSquaredError($0, labels: $1, scale: scale)
          }, value, leaves: scale == 0 ? logits.map { Double($0) } : delta.map { Double(scale) * $0 })
      }
    }
    expect(
      { softmaxCrossEntropy($0, labels: $1, scale: -0.25) }, crossEntropy, leaves: crossEntropyDelta.map { -0.25 * $0 })
    expect(
      { softmaxMeanSquaredError($0, labels: $1, scale: -0.25) }, squaredError,
      leaves: squaredErrorDelta.map { -0.25 * $0 })
  }

  private func checkSigmoid<Scalar: KernelScalar>(_: Scalar.Type, _ rows: Int, seed: UInt64) {
    var generator = SeededGenerator(key: seed)
    let logits: [Scalar] = normalValues(rows, using: &generator)
    let labels = randomLabels(rows + 3, classes: 2, using: &generator)[3...]
    let p = logits.map { 1 / (1 + exp(-Double($0))) }
    let expected = zip(p, labels).reduce(0) { $0 - log($1.1 == 1 ? $1.0 : 1 - $1.0) }
    let matrix = Matrix<Scalar>(rows: rows, columns: 1, values: logits)
    let bound = 8 * Double(Scalar.ulpOfOne) * 8 * Double(rows)
    #expect(abs(sigmoidCrossEntropy(matrix, labels: labels) - expected) <= bound, "seed \(seed)")
    #expect(abs(sigmoidCrossEntropy(matrix, labels: labels, scale: 1) - expected) <= bound, "seed \(seed)")
    expectClose(matrix.values, zip(p, labels).map { $0 - Double($1) }, "\(Scalar.self), seed \(seed)")
  }

  /// softmax(1, 2, 3) = (0.0900306, 0.2447285, 0.6652410).
  @Test func workedRow() {
    let logits: [Double] = [1, 2, 3]
    func matrix() -> Matrix<Double> { Matrix(rows: 1, columns: 3, values: logits) }
    #expect(abs(softmaxCrossEntropy(matrix(), labels: [2]) - 0.407_605_964_444_380_1) < 1e-15)
    // ((0.0900306)² + (0.2447285)² + (0.3347590)²) / 3
    #expect(abs(softmaxMeanSquaredError(matrix(), labels: [2]) - 0.060_020_38) < 1e-8)
    // (1² + 2² + 2²) / 3
    #expect(linearMeanSquaredError(matrix(), labels: [2]) == 3)
    #expect(abs(sigmoidCrossEntropy(Matrix<Double>(rows: 1, columns: 1), labels: [1]) - log(2)) < 1e-15)
  }
}
