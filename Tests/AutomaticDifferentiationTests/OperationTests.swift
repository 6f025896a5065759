import AutomaticDifferentiation
import Foundation
import SeededRandom
import TestSupport
import Testing
import _Differentiation

/// Each registered derivative beside finite differences of its operation, and numbers worked by hand.
@Suite struct OperationTests {
  typealias Operation = @differentiable(reverse) (DifferentiableMatrix) -> DifferentiableMatrix

  /// Compares the pullback of a random v with the gradient of Σ v · f(x).
  private func check(_ name: String, _ f: Operation) {
    let seed = printedSeed(name)
    var generator = SeededGenerator(key: seed)
    for (rows, columns) in [(1, 1), (3, 4), (5, 2), (1, 7)] {
      let x = randomMatrix(rows, columns, using: &generator)
      let (y, pullback) = valueWithPullback(at: x, of: f)
      let v = randomMatrix(y.rows, y.columns, using: &generator)
      let expected = numericalGradient(at: x) { x in zip(f(x).values, v.values).reduce(0) { $0 + $1.0 * $1.1 } }
      let found = pullback(v)
      #expect(found.rows == rows && found.columns == columns, "\(name)")
      #expect(largestDifference(found.values, expected) < 1e-8, "\(name) \(rows)×\(columns), seed \(seed)")
    }
  }

  @Test func activations() {
    check("relu") { $0.relu() }
    check("sigmoid") { $0.sigmoid() }
    check("tanh") { $0.hyperbolicTangent() }
  }

  @Test func outputs() {
    check("logarithm of softmax") { $0.logSoftmax() }
    check("softmax") { $0.softmax() }
    check("exponential") { $0.exponential() }
    check("softplus") { $0.softplus() }
  }

  @Test func normalisation() {
    check("centred rows") { $0.centringRows() }
    check("means of rows") { $0.averagingRows() }
    check("inverse roots") { ($0 * $0).inverseRoots(epsilon: 0.5) }
    check("normalised rows") { $0.normalisingRows(epsilon: 0.01) }
  }

  @Test func scaledColumns() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for (m, n) in [(1, 1), (3, 4), (5, 2)] {
      let (x, factors) = (randomMatrix(m, n, using: &generator), randomMatrix(1, n, using: &generator))
      let v = randomMatrix(m, n, using: &generator)
      func sum(_ x: DifferentiableMatrix, _ factors: DifferentiableMatrix) -> Double {
        zip(x.scalingColumns(by: factors).values, v.values).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let (xGradient, gradient) = pullback(at: x, factors) { x, factors in x.scalingColumns(by: factors) }(v)
      #expect(largestDifference(xGradient.values, numericalGradient(at: x) { sum($0, factors) }) < 1e-8, "seed \(seed)")
      #expect(largestDifference(gradient.values, numericalGradient(at: factors) { sum(x, $0) }) < 1e-8, "seed \(seed)")
    }
  }

  @Test func arithmetic() {
    check("x·x + x") { $0 * $0 + $0 }
    check("x − x·x") { $0 - $0 * $0 }
    check("x·x − x") { $0 * $0 - $0 }
  }

  @Test func productAndBias() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for (m, k, n) in [(1, 1, 1), (3, 2, 4), (2, 5, 1), (6, 3, 3)] {
      let x = randomMatrix(m, k, using: &generator)
      let w = randomMatrix(n, k, using: &generator)
      let b = randomMatrix(1, n, using: &generator)
      let v = randomMatrix(m, n, using: &generator)
      func sum(_ x: DifferentiableMatrix, _ w: DifferentiableMatrix, _ b: DifferentiableMatrix) -> Double {
        zip(x.product(transposing: w).adding(bias: b).values, v.values).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let (xGradient, wGradient, bGradient) = pullback(at: x, w, b) { x, w, b in
        x.product(transposing: w).adding(bias: b)
      }(v)
      let comment: Comment = "\(m)×\(k)×\(n), seed \(seed)"
      #expect(largestDifference(xGradient.values, numericalGradient(at: x) { sum($0, w, b) }) < 1e-8, comment)
      #expect(largestDifference(wGradient.values, numericalGradient(at: w) { sum(x, $0, b) }) < 1e-8, comment)
      #expect(largestDifference(bGradient.values, numericalGradient(at: b) { sum(x, w, $0) }) < 1e-8, comment)
    }
  }

  @Test func productsByHand() {
    let (x, w) = (matrix([[1, 2, 3], [0, -1, 1]]), matrix([[1, 0, 2], [-1, 3, 1]]))
    let (y, pullback) = valueWithPullback(at: x, w) { $0.product(transposing: $1) }
    #expect(y == matrix([[7, 8], [2, -2]]))
    let (xGradient, wGradient) = pullback(matrix([[1, 0], [2, 1]]))
    #expect(xGradient == matrix([[1, 0, 2], [1, 3, 5]]))
    #expect(wGradient == matrix([[1, 0, 5], [0, -1, 1]]))
  }

  @Test func activationsByHand() {
    let z = matrix([[-1, 0, 2]])
    let ones = matrix([[1, 1, 1]])
    #expect(z.relu() == matrix([[0, 0, 2]]))
    #expect(pullback(at: z) { $0.relu() }(ones) == matrix([[0, 0, 1]]))
    #expect(matrix([[0]]).sigmoid() == matrix([[0.5]]))
    #expect(pullback(at: matrix([[0]])) { $0.sigmoid() }(matrix([[8]])) == matrix([[2]]))
    #expect(pullback(at: matrix([[0]])) { $0.hyperbolicTangent() }(matrix([[3]])) == matrix([[3]]))
    // p = (¼, ¾): ∂p₀/∂a = (¼·¾, −¼·¾).
    let found = pullback(at: matrix([[0, log(3)]])) { $0.softmax() }(matrix([[1, 0]]))
    #expect(largestDifference(found.values, [0.1875, -0.1875]) < 1e-15)
  }

  @Test func sums() {
    let x = matrix([[1, -2], [3, 0.5]])
    #expect(gradient(at: x) { $0.sum() } == matrix([[1, 1], [1, 1]]))
    #expect(x.sumOfSquares() == 14.25)
    #expect(gradient(at: x) { $0.sumOfSquares() } == matrix([[2, -4], [6, 1]]))
  }

  /// What does not depend on x has a derivative of zeros, whose shape nobody knows.
  @Test func zeroAddsToAnyShape() {
    let x = matrix([[1, -2], [3, 0.5]])
    #expect(DifferentiableMatrix.zero + x == x)
    #expect(x + .zero == x)
    #expect(x - .zero == x)
    #expect(.zero - x == matrix([[-1, 2], [-3, -0.5]]))
    #expect(x + x == matrix([[2, -4], [6, 1]]))
    #expect(x - x == matrix([[0, 0], [0, 0]]))
  }

  @Test func notANumberStaysOne() {
    let x = matrix([[.nan, 1]])
    for y in [x.relu(), x.sigmoid(), x.hyperbolicTangent(), x.logSoftmax(), x.softmax(), x.softplus()] {
      #expect(y.values[0].isNaN)
    }
  }

  @Test func emptyMatrices() {
    let none = DifferentiableMatrix(rows: 0, columns: 3, values: [])
    let w = matrix([[1, 2, 3], [4, 5, 6]])
    #expect(none.product(transposing: w) == DifferentiableMatrix(rows: 0, columns: 2, values: []))
    #expect(
      pullback(at: w) { none.product(transposing: $0) }(none.product(transposing: w))
        == matrix([[0, 0, 0], [0, 0, 0]]))
  }
}
