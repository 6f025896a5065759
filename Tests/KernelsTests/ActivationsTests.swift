import Foundation
import Kernels
import SeededRandom
import TestSupport
import Testing

@Suite struct ActivationsTests {
  /// An activation with its definition and the derivative at z.
  private struct Case<Scalar: KernelScalar> {
    var name: String
    var forward: (Matrix<Scalar>) -> Void
    var backward: (Matrix<Scalar>, Matrix<Scalar>) -> Void
    var definition: (Double) -> Double
    var derivative: (Double) -> Double
  }

  private func cases<Scalar: KernelScalar>(_: Scalar.Type) -> [Case<Scalar>] {
    [
      Case(
        name: "relu", forward: { reluForward($0) }, backward: { reluBackward($0, output: $1) },
        definition: { max($0, 0) }, derivative: { $0 > 0 ? 1 : 0 }),
      Case(
        name: "sigmoid", forward: { sigmoidForward($0) }, backward: { sigmoidBackward($0, output: $1) },
        definition: { 1 / (1 + exp(-$0)) }, derivative: { exp(-$0) / pow(1 + exp(-$0), 2) }),
      Case(
        name: "tanh", forward: { hyperbolicTangentForward($0) },
        backward: { hyperbolicTangentBackward($0, output: $1) }, definition: { tanh($0) },
        derivative: { 1 / pow(cosh($0), 2) }),
    ]
  }

  @Test(arguments: [0] + oddLengths) func matchTheirDefinitions(rows: Int) {
    let seed = printedSeed()
    for columns in oddLengths {
      check(cases(Float.self), rows, columns, seed: seed)
      check(cases(Double.self), rows, columns, seed: seed)
    }
  }

  private func check<Scalar: KernelScalar>(_ cases: [Case<Scalar>], _ rows: Int, _ columns: Int, seed: UInt64) {
    var generator = SeededGenerator(key: seed)
    let z: [Scalar] = normalValues(rows * columns, using: &generator)
    let delta: [Scalar] = normalValues(rows * columns, using: &generator)
    for activation in cases {
      let comment: Comment = "\(activation.name) \(Scalar.self) \(rows)×\(columns), seed \(seed)"
      let y = Matrix<Scalar>(rows: rows, columns: columns, values: z)
      activation.forward(y)
      expectClose(y.values, z.map { activation.definition(Double($0)) }, comment)
      let gradient = Matrix<Scalar>(rows: rows, columns: columns, values: delta)
      activation.backward(gradient, y)
      expectClose(
        gradient.values, zip(delta, z).map { Double($0) * activation.derivative(Double($1)) }, roundings: 8,
        magnitude: 4, comment)
    }
  }

  @Test func saturateWithoutOverflow() {
    extremes(Float.self)
    extremes(Double.self)
  }

  private func extremes<Scalar: KernelScalar>(_: Scalar.Type) {
    let z: [Scalar] = [-.infinity, -1e30, -1e4, 0, 1e4, 1e30, .infinity]
    func forward(_ activation: (Matrix<Scalar>) -> Void) -> [Scalar] {
      let y = Matrix<Scalar>(rows: 1, columns: z.count, values: z)
      activation(y)
      return y.values
    }
    #expect(forward { reluForward($0) } == [0, 0, 0, 0, 1e4, 1e30, .infinity])
    #expect(forward { sigmoidForward($0) } == [0, 0, 0, 0.5, 1, 1, 1])
    #expect(forward { hyperbolicTangentForward($0) } == [-1, -1, -1, 0, 1, 1, 1])
  }

  @Test func notANumberStaysOne() {
    for activation in cases(Float.self) {
      let y = Matrix<Float>(rows: 1, columns: 3, values: [1, .nan, -1])
      activation.forward(y)
      #expect(y.values.map(\.isNaN) == [false, true, false], "\(activation.name)")
      let delta = Matrix<Float>(rows: 1, columns: 2, values: [.nan, 1])
      activation.backward(delta, Matrix(rows: 1, columns: 2, values: [0.5, 0.5]))
      #expect(delta.values.map(\.isNaN) == [true, false], "\(activation.name)")
    }
  }

  /// The derivative of ReLU at 0 is taken to be 0.
  @Test func reluPassesNothingBackAtZero() {
    let delta = Matrix<Double>(rows: 1, columns: 3, values: [5, 5, 5])
    reluBackward(delta, output: Matrix(rows: 1, columns: 3, values: [0, -0.0, 1e-300]))
    #expect(delta.values == [0, 0, 5])
  }
}
