import Foundation
import Kernels
import SeededRandom
import TestSupport
import Testing

@Suite struct OptimiserStepsTests {
  @Test(arguments: oddLengths) func matchTheirDefinitions(count: Int) {
    let seed = printedSeed()
    check(Float.self, count, seed: seed)
    check(Double.self, count, seed: seed)
  }

  /// Five steps of each kernel beside its formula in Double.
  private func check<Scalar: KernelScalar>(_: Scalar.Type, _ count: Int, seed: UInt64) {
    var generator = SeededGenerator(key: seed)
    let start: [Scalar] = normalValues(count, using: &generator)
    let gradients: [[Scalar]] = (0..<5).map { _ in normalValues(count, using: &generator) }
    let comment: Comment = "\(Scalar.self), \(count) parameters, seed \(seed)"
    func row(_ values: [Scalar]) -> Matrix<Scalar> { Matrix(rows: 1, columns: count, values: values) }

    for nesterov in [false, true] {
      let (w, v) = (row(start), Matrix<Scalar>(rows: 1, columns: count))
      var expected = start.map { (w: Double($0), v: 0.0) }
      for gradient in gradients {
        momentumStep(w, gradient: row(gradient), velocity: v, rate: 0.125, momentum: 0.75, nesterov: nesterov)
        for (index, g) in gradient.enumerated() {
          expected[index].v = 0.75 * expected[index].v + Double(g)
          expected[index].w -= 0.125 * (nesterov ? Double(g) + 0.75 * expected[index].v : expected[index].v)
        }
      }
      expectClose(w.values, expected.map(\.w), roundings: 40, comment)
      expectClose(v.values, expected.map(\.v), roundings: 40, comment)
    }

    let (w, m, s) = (row(start), Matrix<Scalar>(rows: 1, columns: count), Matrix<Scalar>(rows: 1, columns: count))
    var expected = start.map { (w: Double($0), m: 0.0, s: 0.0) }
    for (step, gradient) in gradients.enumerated() {
      let corrections = [0.75, 0.875].map { 1 - pow($0, Double(step + 1)) }
      adamStep(
        w, gradient: row(gradient), firstMoment: m, secondMoment: s, rate: 0.125, beta1: 0.75, beta2: 0.875,
        epsilon: 0.0625, correction1: Scalar(corrections[0]), correction2: Scalar(corrections[1]))
      for (index, g) in gradient.map({ Double($0) }).enumerated() {
        expected[index].m = 0.75 * expected[index].m + 0.25 * g
        expected[index].s = 0.875 * expected[index].s + 0.125 * g * g
        let root = (expected[index].s / corrections[1]).squareRoot()
        expected[index].w -= 0.125 * (expected[index].m / corrections[0]) / (root + 0.0625)
      }
    }
    expectClose(w.values, expected.map(\.w), roundings: 40, comment)
    expectClose(m.values, expected.map(\.m), roundings: 40, comment)
    expectClose(s.values, expected.map(\.s), roundings: 40, comment)

    let y = row(start)
    add(row(gradients[0]), times: -0.5, to: y)
    expectClose(y.values, zip(start, gradients[0]).map { Double($0) - 0.5 * Double($1) }, magnitude: 4, comment)
    let squares = start.reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs(sumOfSquares(row(start)) - squares) <= 1e-13 * squares, comment)
  }

  @Test func stepsOverNothing() {
    let none = Matrix<Float>(rows: 1, columns: 0)
    add(none, times: 1, to: none)
    #expect(sumOfSquares(none) == 0)
  }
}
