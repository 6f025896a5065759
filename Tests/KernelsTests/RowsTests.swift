import Kernels
import SeededRandom
import TestSupport
import Testing

@Suite struct RowsTests {
  @Test(arguments: [0] + oddLengths) func matchTheirDefinitions(rows: Int) {
    let seed = printedSeed()
    for columns in oddLengths {
      check(Float.self, rows, columns, seed: seed)
      check(Double.self, rows, columns, seed: seed)
    }
  }

  private func check<Scalar: KernelScalar>(_: Scalar.Type, _ rows: Int, _ columns: Int, seed: UInt64) {
    var generator = SeededGenerator(key: seed)
    let z: [Scalar] = normalValues(rows * columns, using: &generator)
    let bias: [Scalar] = normalValues(columns, using: &generator)
    let comment: Comment = "\(Scalar.self) \(rows)×\(columns), seed \(seed)"

    let shifted = Matrix<Scalar>(rows: rows, columns: columns, values: z)
    addToEachRow(Matrix(rows: 1, columns: columns, values: bias), of: shifted)
    expectClose(
      shifted.values, z.indices.map { Double(z[$0]) + Double(bias[$0 % columns]) }, roundings: 1, comment)

    let sums = (0..<columns).map { column in
      (0..<rows).reduce(0.0) { $0 + Double(z[$1 * columns + column]) }
    }
    for (scale, keep) in [(1, 0), (-0.5, 1), (0.25, 0.75)] {
      let target = Matrix<Scalar>(rows: 1, columns: columns, values: bias)
      sumRows(
        of: Matrix(rows: rows, columns: columns, values: z), scale: Scalar(scale), keep: Scalar(keep), into: target)
      expectClose(
        target.values, zip(sums, bias).map { scale * $0 + keep * Double($1) }, roundings: Double(rows + 4),
        magnitude: 6, comment)
    }
  }

  @Test func sumsDoNotReadATargetThatIsNotKept() {
    let target = Matrix<Float>(rows: 1, columns: 2, values: [.nan, .infinity])
    sumRows(of: Matrix(rows: 2, columns: 2, values: [1, 2, 3, 4]), into: target)
    #expect(target.values == [4, 6])
  }

  @Test func gathersRowsInTheOrderAsked() {
    let source = Matrix<Float>(rows: 4, columns: 2, values: [0, 1, 10, 11, 20, 21, 30, 31])
    let target = Matrix<Float>(rows: 4, columns: 2, values: Array(repeating: -1, count: 8))
    let order: [Int32] = [9, 9, 3, 0, 3]
    gatherRows(order[2...], of: source, into: target)
    #expect(target.values == [30, 31, 0, 1, 30, 31, -1, -1])
    gatherRows(order[0..<0], of: source, into: target)
    #expect(target[0, 0] == 30)
  }
}
