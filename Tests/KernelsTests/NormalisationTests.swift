import SeededRandom
import TestSupport
import Testing

@testable import Kernels

/// Layer normalisation and sums of layers beside their definitions in double precision.
@Suite struct NormalisationTests {
  @Test(arguments: [0] + oddLengths) func matchTheirDefinitions(rows: Int) {
    let seed = printedSeed()
    for columns in oddLengths + [16, 17, 48] {
      check(Float.self, rows, columns, seed: seed)
      check(Double.self, rows, columns, seed: seed)
    }
  }

  private func check<Scalar: KernelScalar>(_: Scalar.Type, _ m: Int, _ n: Int, seed: UInt64) {
    var generator = SeededGenerator(key: seed)
    let comment: Comment = "\(Scalar.self) \(m)×\(n), seed \(seed)"
    func values(_ count: Int) -> [Scalar] { normalValues(count, using: &generator) }
    let (z, delta, gains, offsets) = (values(m * n), values(m * n), values(n), values(n))
    func row(_ values: [Scalar], _ index: Int) -> [Double] { values[index * n..<(index + 1) * n].map { Double($0) } }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(n) }

    let (output, x) = (Matrix<Scalar>(rows: m, columns: n, values: z), Matrix<Scalar>(rows: m, columns: n))
    let inverse = Matrix<Scalar>(rows: 1, columns: m + 3)
    let gain = Matrix<Scalar>(rows: 1, columns: n, values: gains)
    normalise(output, gains: gain, offsets: Matrix(rows: 1, columns: n, values: offsets), into: x, inverse: inverse)
    let back = Matrix<Scalar>(rows: m, columns: n, values: delta)
    normalisationBackward(back, gains: gain, normalised: x, inverse: inverse)

    // The derivative as a matrix: ∂x_i/∂z_j = (δ_ij − 1/n − x_i x_j / n) / √(σ² + ε).
    var (normal, whole, gradient, factors): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    for index in 0..<m {
      let z = row(z, index)
      let centred = z.map { $0 - mean(z) }
      let factor = 1 / (mean(centred.map { $0 * $0 }) + 1e-5).squareRoot()
      let x = centred.map { $0 * factor }
      factors.append(factor)
      normal += x
      whole += x.indices.map { Double(gains[$0]) * x[$0] + Double(offsets[$0]) }
      let d = zip(row(delta, index), gains).map { $0 * Double($1) }
      gradient += x.indices.map { j in
        factor * x.indices.reduce(0) { $0 + d[$1] * (($1 == j ? 1 : 0) - (1 + x[$1] * x[j]) / Double(n)) }
      }
    }
    // With few columns a row may be nearly constant, which its factor then magnifies.
    let magnitude = 10 * max(1, factors.max() ?? 1)
    expectClose(x.values, normal, magnitude: magnitude, comment)
    expectClose(output.values, whole, magnitude: 3 * magnitude, comment)
    expectClose(back.values, gradient, roundings: 16, magnitude: magnitude * magnitude, comment)
    #expect(output.hasZeroPadding(of: n) && x.hasZeroPadding(of: n) && back.hasZeroPadding(of: n), comment)

    for keep: Scalar in [0, 1, 0.75] {
      let target = Matrix<Scalar>(rows: 1, columns: n, values: gains)
      update(target, keep: keep, delta: Matrix(rows: m, columns: n, values: delta), normalised: x)
      let expected = (0..<n).map { column in
        (0..<m).reduce(Double(keep) * Double(gains[column])) {
          $0 + Double(delta[$1 * n + column]) * Double(x[$1, column])
        }
      }
      expectClose(target.values, expected, magnitude: Double(m + 1) * 4, comment)
    }

    let sum = Matrix<Scalar>(rows: m, columns: n, values: z)
    add(sum, Matrix(rows: m, columns: n, values: delta), into: sum)
    #expect(sum.values == zip(z, delta).map { $0 + $1 }, comment)
  }

  /// A layer of one unit, or of equal ones, is 0 before gain and offset, and passes nothing back.
  @Test func equalUnitsBecomeTheirOffsets() {
    for columns in [1, 5, 20] {
      let z = Matrix<Float>(rows: 2, columns: columns, values: Array(repeating: 7.25, count: 2 * columns))
      let gains = Matrix<Float>(rows: 1, columns: columns, values: Array(repeating: 3, count: columns))
      let offsets = Matrix<Float>(rows: 1, columns: columns, values: (0..<columns).map { Float($0) })
      let (x, inverse) = (Matrix<Float>(rows: 2, columns: columns), Matrix<Float>(rows: 1, columns: 2))
      normalise(z, gains: gains, offsets: offsets, into: x, inverse: inverse)
      #expect(z.values == offsets.values + offsets.values)
      let delta = Matrix<Float>(rows: 2, columns: columns, values: Array(repeating: 1, count: 2 * columns))
      normalisationBackward(delta, gains: gains, normalised: x, inverse: inverse)
      #expect(delta.values.allSatisfy { $0 == 0 })
    }
  }

  @Test func notANumberStaysOne() {
    let z = Matrix<Float>(rows: 2, columns: 3, values: [1, .nan, -1, 1, 2, 3])
    let gains = Matrix<Float>(rows: 1, columns: 3, values: [1, 1, 1])
    normalise(
      z, gains: gains, offsets: Matrix(rows: 1, columns: 3), into: Matrix(rows: 2, columns: 3),
      inverse: Matrix(rows: 1, columns: 2))
    #expect(z.values.map(\.isNaN) == [true, true, true, false, false, false])
  }
}

extension Matrix {
  /// Whether everything between the columns and the end of their last panel is zero.
  fileprivate func hasZeroPadding(of columns: Int) -> Bool {
    (0..<rows).allSatisfy { row in
      (columns..<Panels.padded(columns)).allSatisfy { base[row * stride + $0] == 0 }
    }
  }
}
