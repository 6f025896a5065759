import Kernels
import SeededRandom
import TestSupport
import Testing

@Suite struct MultiplyTests {
  @Test(arguments: oddLengths) func matchesTheDefinition(rows: Int) {
    let seed = printedSeed()
    for n in oddLengths {
      for k in oddLengths {
        check(Float.self, m: rows, n: n, k: k, seed: seed)
        check(Double.self, m: rows, n: n, k: k, seed: seed)
      }
    }
  }

  /// Larger than the blocks that BLAS cuts products into.
  @Test func matchesTheDefinitionOverSeveralBlocks() {
    let seed = printedSeed()
    check(Float.self, m: 65, n: 129, k: 301, seed: seed)
    check(Double.self, m: 65, n: 129, k: 301, seed: seed)
  }

  @Test func workedProduct() {
    let a = Matrix<Double>(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
    let b = Matrix<Double>(rows: 2, columns: 3, values: [1, 0, -1, 2, 1, 0])
    let c = Matrix<Double>(rows: 2, columns: 2, values: [10, 20, 30, 40])
    multiply(a, b, transposingSecond: true, scale: 2, keep: 0.5, into: c)
    #expect(c.values == [1, 18, 11, 46])
  }

  @Test func keepZeroDoesNotReadTheTarget() {
    let a = Matrix<Float>(rows: 3, columns: 2, values: [1, 2, 3, 4, 5, 6])
    let target = Matrix<Float>(rows: 3, columns: 3, values: Array(repeating: .nan, count: 9))
    multiply(a, a, transposingSecond: true, into: target)
    #expect(target.values == [5, 11, 17, 11, 25, 39, 17, 39, 61])
  }

  @Test func productsOfNoRowsAndOfNoTerms() {
    let none = Matrix<Float>(rows: 0, columns: 3)
    multiply(none, Matrix<Float>(rows: 2, columns: 3), transposingSecond: true, into: Matrix(rows: 0, columns: 2))
    // A sum over no sample: the gradient of an empty batch.
    let target = Matrix<Float>(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
    multiply(Matrix<Float>(rows: 0, columns: 2), none, transposingFirst: true, keep: 0.5, into: target)
    #expect(target.values == [0.5, 1, 1.5, 2, 2.5, 3])
    multiply(Matrix<Float>(rows: 0, columns: 2), none, transposingFirst: true, into: target)
    #expect(target.values == [0, 0, 0, 0, 0, 0])
  }

  @Test func notANumberComesThrough() {
    let a = Matrix<Double>(rows: 2, columns: 2, values: [1, .nan, 3, 4])
    let c = Matrix<Double>(rows: 2, columns: 1)
    multiply(a, Matrix(rows: 2, columns: 1, values: [1, 0]), into: c)
    #expect(c[0, 0].isNaN && c[1, 0] == 3)
  }

  @Test func namesTheKernelsOfTheProcessor() {
    #expect(!BLAS.kernelName.isEmpty)
  }

  /// All transpositions, with the target replaced, added to, and blended with; the operands are views into larger
  /// matrices, as batches are.
  private func check<Scalar: KernelScalar>(_: Scalar.Type, m: Int, n: Int, k: Int, seed: UInt64) {
    var generator = SeededGenerator(key: seed)
    for (transposeA, transposeB) in [(false, false), (false, true), (true, false), (true, true)] {
      let (rowsA, columnsA) = transposeA ? (k, m) : (m, k)
      let (rowsB, columnsB) = transposeB ? (n, k) : (k, n)
      let a = Matrix<Scalar>(
        rows: rowsA + 2, columns: columnsA, values: normalValues((rowsA + 2) * columnsA, using: &generator)
      ).rows(1..<rowsA + 1)
      let b = Matrix<Scalar>(
        rows: rowsB, columns: columnsB, values: normalValues(rowsB * columnsB, using: &generator))
      for (scale, keep) in [(1, 0), (0.5, 1), (-0.25, 0.75)] {
        let c = Matrix<Scalar>(rows: m, columns: n, values: normalValues(m * n, using: &generator))
        let expected = reference(
          a.values.map(Double.init), b.values.map(Double.init), transposeA, transposeB, m: m, n: n, k: k, scale: scale,
          keep: keep, c: c.values.map(Double.init))
        multiply(
          a, b, transposingFirst: transposeA, transposingSecond: transposeB, scale: Scalar(scale), keep: Scalar(keep),
          into: c)
        // k products and sums, each rounded, of numbers that stay under 6.
        expectClose(
          c.values, expected, roundings: Double(k + 4), magnitude: 6,
          "\(Scalar.self) \(m)×\(k)×\(n), transposed \(transposeA) \(transposeB), keep \(keep), seed \(seed)")
      }
    }
  }

  private func reference(
    _ a: [Double], _ b: [Double], _ transposeA: Bool, _ transposeB: Bool, m: Int, n: Int, k: Int, scale: Double,
    keep: Double, c: [Double]
  ) -> [Double] {
    var result = c
    for row in 0..<m {
      for column in 0..<n {
        var sum = 0.0
        for term in 0..<k {
          sum +=
            (transposeA ? a[term * m + row] : a[row * k + term])
            * (transposeB ? b[column * k + term] : b[term * n + column])
        }
        result[row * n + column] = scale * sum + keep * c[row * n + column]
      }
    }
    return result
  }
}
