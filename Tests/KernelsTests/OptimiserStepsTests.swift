import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Kernels

@Suite struct OptimiserStepsTests {
  /// One multiplication and one addition a weight, each rounded: the same bits as the plain loop.
  @Test(arguments: [(1, 1), (16, 5), (17, 3), (33, 40)]) func addedWeightsAreThoseOfAPlainLoop(shape: (Int, Int)) {
    let seed = printedSeed()
    func check<Scalar: KernelScalar>(_: Scalar.Type) {
      var generator = SeededGenerator(key: seed)
      let values = (0..<2).map { _ -> [Scalar] in normalValues(shape.0 * shape.1, using: &generator) }
      let (sum, other) = (
        WeightMatrix(outputs: shape.0, inputs: shape.1, values: values[0]),
        WeightMatrix(outputs: shape.0, inputs: shape.1, values: values[1])
      )
      sum.add(other, times: 0.3)
      #expect(sum.values == zip(values[0], values[1]).map { $0 + 0.3 * $1 }, "\(Scalar.self), seed \(seed)")
      let squares = values[1].reduce(0.0) { $0 + Double($1) * Double($1) }
      #expect(abs(other.sumOfSquares / squares - 1) < 1e-12)
    }
    check(Float.self)
    check(Double.self)
  }

  /// Steps grow by 1.2 while the sign stays, shrink by half when it changes, and then wait for one step.
  @Test func rpropByHand() {
    func row(_ values: [Double]) -> Buffer<Double> {
      let buffer = Buffer<Double>(count: values.count)
      for (index, value) in values.enumerated() { buffer.base[index] = value }
      return buffer
    }
    let (w, previous, steps) = (row([0, 0, 0]), row([0, 0, 0]), row([0.1, 0.1, 0.1]))
    func step(_ gradient: [Double]) {
      rpropStep(
        w, gradient: row(gradient), previous: previous, steps: steps, growth: 1.2, shrinkage: 0.5, limits: (0.04, 0.13))
    }
    func expect(_ weights: [Double], _ sizes: [Double]) {
      expectClose(w.values, weights, roundings: 4)
      expectClose(steps.values, sizes, roundings: 4)
    }
    step([3, -1e-300, 0])
    expect([-0.1, 0.1, 0], [0.1, 0.1, 0.1])
    step([1e-300, 5, 2])
    // The second weight stays where it is.
    expect([-0.22, 0.1, -0.1], [0.12, 0.05, 0.1])
    step([7, 5, -1])
    // Largest step 0.13; the gradient before was taken for 0, so the step stays.
    expect([-0.35, 0.05, -0.1], [0.13, 0.05, 0.05])
    step([-1, -1, -1])
    // Smallest step 0.04.
    expect([-0.35, 0.05, -0.05], [0.065, 0.04, 0.05])
    step([.nan, 0, 0])
    #expect(w.values[0].isNaN && w.values[1] == 0.05)
  }

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
    func row(_ values: [Scalar]) -> Buffer<Scalar> {
      let buffer = Buffer<Scalar>(count: count)
      for (index, value) in values.enumerated() { buffer.base[index] = value }
      return buffer
    }

    for nesterov in [false, true] {
      let (w, v) = (row(start), Buffer<Scalar>(count: count))
      var expected = start.map { (w: Double($0), v: 0.0) }
      for gradient in gradients {
        takeStep(
          OptimiserStep(nesterov ? .nesterov(0.75) : .momentum(0.75), rate: 0.125), w, gradient: row(gradient),
          state: (v, v))
        for (index, g) in gradient.enumerated() {
          expected[index].v = 0.75 * expected[index].v + Double(g)
          expected[index].w -= 0.125 * (nesterov ? Double(g) + 0.75 * expected[index].v : expected[index].v)
        }
      }
      expectClose(w.values, expected.map(\.w), roundings: 40, comment)
      expectClose(v.values, expected.map(\.v), roundings: 40, comment)
    }

    let (w, m, s) = (row(start), Buffer<Scalar>(count: count), Buffer<Scalar>(count: count))
    var expected = start.map { (w: Double($0), m: 0.0, s: 0.0) }
    for (step, gradient) in gradients.enumerated() {
      let corrections = [0.75, 0.875].map { 1 - pow($0, Double(step + 1)) }
      let adam = OptimiserStep<Scalar>.Rule.adam(
        beta1: 0.75, beta2: 0.875, epsilon: 0.0625, correction1: Scalar(corrections[0]),
        correction2: Scalar(corrections[1]))
      takeStep(OptimiserStep(adam, rate: 0.125), w, gradient: row(gradient), state: (m, s))
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
  }

  @Test func stepsOverNothing() {
    let none = Buffer<Float>(count: 0)
    takeStep(OptimiserStep(.momentum(1), rate: 1), none, gradient: none, state: (none, none))
    #expect(none.values.isEmpty)
  }
}
