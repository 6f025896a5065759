import SeededRandom
import TestSupport
import Testing

@testable import Kernels

@Suite struct FeaturesTests {
  /// Whatever is stored of the features, the rows that come out are those that went in.
  @Test(arguments: [0, 0.2, 0.6, 0.9, 1]) func keepEveryValue(zeros: Double) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let (rows, columns) = (23, 40)
    let values: [Double] = (0..<rows * columns).map { _ in
      generator.uniform(from: 0, to: 1) < zeros ? 0 : generator.normal()
    }
    let features = Features(rows: rows, columns: columns, values: values)
    #expect(features.rows == rows && features.columns == columns)
    #expect(features.all.values == values, "seed \(seed)")
    let float = Features(rows: rows, columns: columns, values: values.map { Float($0) })
    let batch = RowBatch(of: float, capacity: 3).rows(1..<4, of: [7, 22, 0, 5, 1])
    let expected: [Float] = [22, 0, 5].flatMap { row in (0..<columns).map { Float(values[row * columns + $0]) } }
    #expect(batch.values == expected, "seed \(seed)")
    let unit = WeightMatrix<Double>(outputs: columns, inputs: columns)
    for index in 0..<columns { unit[index, index] = 1 }
    let out = Matrix<Double>(rows: rows, columns: columns)
    affine(features.all, unit, bias: Matrix(rows: 1, columns: columns), into: out)
    #expect(out.values == values, "seed \(seed)")
  }

  /// Given without their zeros, they are stored in the same way.
  @Test(arguments: [0, 0.3, 0.6, 0.9, 1]) func areStoredAlikeWithoutZeros(zeros: Double) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let (rows, columns) = (31, 12)
    let values: [Float] = (0..<rows * columns).map { index in
      // Columns differ in how many zeros they have.
      generator.uniform() < zeros * Double(index % columns) / 6 ? 0 : Float(generator.normal())
    }
    let full = Features(rows: rows, columns: columns, values: values)
    let sparse = Features<Float>(rows: rows, columns: columns) { row, take in
      for column in 0..<columns where column % 3 == 0 || values[row * columns + column] != 0 {
        take(column, values[row * columns + column])
      }
    }
    #expect(sparse.all.values == values, "seed \(seed)")
    #expect(sparse.dense.values == full.dense.values)
    #expect(sparse.sparse?.starts == full.sparse?.starts)
  }

  @Test func storeColumnsByTheirShareOfZeros() {
    // Of 20 rows: the first column has no zero, the second 13 zeros (a density of 0.35), the third 14, the last only.
    let features = Features<Float>(
      rows: 20, columns: 4, values: (0..<20).flatMap { [1, $0 < 13 ? 0 : 2, $0 < 14 ? 0 : 3, 0] })
    #expect(features.dense.columns == 2)
    #expect((0..<2).map { features.denseColumns.base[$0] } == [0, 1])
    #expect(features.sparse?.starts == (0...20).map { UInt32(max(0, $0 - 14)) })
  }

  /// More rows than are copied at a time.
  @Test func copyManyRows() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let values: [Double] = (0..<2500 * 3).map { _ in generator.uniform(from: 0, to: 1) < 0.7 ? 0 : generator.normal() }
    let unit = WeightMatrix<Double>(outputs: 3, inputs: 3, values: [1, 0, 0, 0, 1, 0, 0, 0, 1])
    let out = Matrix<Double>(rows: 2500, columns: 3)
    affine(
      Features(rows: 2500, columns: 3, values: values).all, unit, bias: Matrix(rows: 1, columns: 3), into: out)
    #expect(out.values == values, "seed \(seed)")
  }

  @Test func withoutZerosNothingIsSparse() {
    #expect(Features<Float>(rows: 2, columns: 2, values: [1, 2, 3, 4]).sparse == nil)
    #expect(Features<Float>(rows: 0, columns: 2, values: []).all.count == 0)
  }
}
