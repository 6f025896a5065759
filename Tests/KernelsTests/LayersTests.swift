import SeededRandom
import TestSupport
import Testing

@testable import Kernels

/// Products, updates and deltas of a layer beside their definitions, over shapes around the tiles of the kernels.
@Suite struct LayersTests {
  private static let batches = [0, 1, 2, 3, 4, 5, 6, 7, 10, 13, 32, 33]
  private static let widths = [1, 2, 10, 15, 16, 17, 33, 64, 65]

  @Test(arguments: batches) func matchTheirDefinitions(batch: Int) {
    let seed = printedSeed()
    for outputs in Self.widths {
      for inputs in Self.widths {
        check(Float.self, batch, outputs, inputs, zeros: 0, seed: seed)
        check(Double.self, batch, outputs, inputs, zeros: 0, seed: seed)
      }
    }
  }

  /// Zeros are skipped: those of columns with many, and those of single rows.
  @Test(arguments: batches) func matchTheirDefinitionsWithZeros(batch: Int) {
    let seed = printedSeed()
    for outputs in [1, 10, 64, 100, 129] {
      for zeros in [0.3, 0.7, 0.95, 1] {
        check(Float.self, batch, outputs, 301, zeros: zeros, seed: seed)
        check(Double.self, batch, outputs, 301, zeros: zeros, seed: seed)
      }
    }
  }

  private func check<Scalar: KernelScalar>(
    _: Scalar.Type, _ m: Int, _ n: Int, _ k: Int, zeros: Double, seed: UInt64
  ) {
    var generator = SeededGenerator(key: seed)
    let comment: Comment = "\(Scalar.self) \(m)×\(n)×\(k), \(zeros) zeros, seed \(seed)"
    // More samples than the batch takes, in another order, as in training; some columns have fewer zeros than others.
    let samples = m + 5
    var values: [Scalar] = normalValues(samples * k, using: &generator)
    for index in values.indices {
      let share = zeros == 0 || zeros == 1 ? zeros : min(1, 2 * zeros * Double(index % k) / Double(k))
      if generator.uniform(from: 0, to: 1) < share { values[index] = 0 }
    }
    let features = Features(rows: samples, columns: k, values: values)
    var order = (0..<Int32(samples)).map { $0 }
    generator.shuffle(&order)
    let rows = RowBatch(of: features, capacity: m + 1).rows(2..<2 + m, of: order)
    let x = order[2..<2 + m].map { row in values[Int(row) * k..<(Int(row) + 1) * k].map { Double($0) } }

    let weights: [Scalar] = normalValues(n * k, using: &generator)
    let biases: [Scalar] = normalValues(n, using: &generator)
    let delta: [Scalar] = normalValues(m * n, using: &generator)
    func w(_ output: Int, _ input: Int) -> Double { Double(weights[output * k + input]) }
    func d(_ row: Int, _ output: Int) -> Double { Double(delta[row * n + output]) }

    let output = Matrix<Scalar>(rows: m, columns: n)
    affine(
      rows, WeightMatrix(outputs: n, inputs: k, values: weights), bias: Matrix(rows: 1, columns: n, values: biases),
      into: output)
    let products = x.flatMap { x in
      (0..<n).map { unit in (0..<k).reduce(Double(biases[unit])) { $0 + w(unit, $1) * x[$1] } }
    }
    expectClose(output.values, products, roundings: Double(k + 4), magnitude: 6, comment)
    #expect(output.padding.allSatisfy { $0 == 0 }, comment)

    let deltas = Matrix<Scalar>(rows: m, columns: n, values: delta)
    for keep in [0, 1, 0.75] {
      // With keep 0 the old weights are not read, be they what they may.
      let old: [Scalar] = keep == 0 ? Array(repeating: .nan, count: n * k) : weights
      let target = WeightMatrix<Scalar>(outputs: n, inputs: k, values: old)
      update(target, keep: Scalar(keep), delta: deltas, rows)
      let updated = (0..<n).flatMap { unit in
        (0..<k).map { input in
          (0..<m).reduce(keep == 0 ? 0 : keep * w(unit, input)) { $0 + d($1, unit) * x[$1][input] }
        }
      }
      expectClose(target.values, updated, roundings: Double(m + 4), magnitude: 6, "keep \(keep), \(comment)")

      let bias = Matrix<Scalar>(
        rows: 1, columns: n, values: keep == 0 ? Array(repeating: .nan, count: n) : biases)
      update(bias, keep: Scalar(keep), delta: deltas)
      let sums = (0..<n).map { unit in
        (0..<m).reduce(keep == 0 ? 0 : keep * Double(biases[unit])) { $0 + d($1, unit) }
      }
      expectClose(bias.values, sums, roundings: Double(m + 4), magnitude: 6, "keep \(keep), \(comment)")
    }

    let below = Matrix<Scalar>(rows: m, columns: k, values: Array(repeating: .nan, count: m * k))
    deltaBelow(
      deltas, WeightMatrix(outputs: n, inputs: k, values: weights), outputs: .all(n),
      scratch: Buffer(count: deltaScratchCount(outputs: n)), into: below)
    let passed = (0..<m).flatMap { row in
      (0..<k).map { input in (0..<n).reduce(0) { $0 + d(row, $1) * w($1, input) } }
    }
    expectClose(below.values, passed, roundings: Double(n + 4), magnitude: 6, comment)
    #expect(below.padding.allSatisfy { $0 == 0 }, comment)
  }

  @Test func workedLayer() {
    let x = InputRows(Matrix<Float>(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6]), columns: .all(3))
    let w = WeightMatrix<Float>(outputs: 2, inputs: 3, values: [1, 0, -1, 2, 1, 0])
    let z = Matrix<Float>(rows: 2, columns: 2)
    affine(x, w, bias: Matrix(rows: 1, columns: 2, values: [10, 20]), into: z)
    #expect(z.values == [8, 24, 8, 33])
    update(w, keep: 0.5, delta: Matrix(rows: 2, columns: 2, values: [1, 0, 0, -1]), x)
    #expect(w.values == [1.5, 2, 2.5, -3, -4.5, -6])
  }

  @Test func notANumberComesThrough() {
    let x = InputRows(Matrix<Float>(rows: 2, columns: 2, values: [1, .nan, 3, 4]), columns: .all(2))
    let z = Matrix<Float>(rows: 2, columns: 1)
    affine(
      x, WeightMatrix(outputs: 1, inputs: 2, values: [1, 0]), bias: Matrix(rows: 1, columns: 1, values: [0]), into: z)
    #expect(z[0, 0].isNaN && z[1, 0] == 3)
  }

  @Test func theKernelsInUseHaveAName() throws {
    try KernelSet.check()
    #expect(["portable", "avx2", "avx512", "wide"].contains(KernelSet.name))
  }
}

extension Matrix {
  /// What lies between the columns and the end of their last panel.
  fileprivate var padding: [Scalar] {
    (0..<rows).flatMap { row in (columns..<Panels.padded(columns)).map { base[row * stride + $0] } }
  }
}
