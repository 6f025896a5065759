import CKernels
import SeededRandom
import TestSupport
import Testing

@testable import Kernels

/// The kernels of all instruction sets that this processor can run beside each other, bit by bit.
@Suite struct SameBitsTests {
  static var sets: [fathom_kernels] {
    ["portable", "wide", "avx2", "avx512"].compactMap { (name: String) in fathom_kernels_named(name)?.pointee }
  }
  static let batches = [1, 2, 3, 4, 5, 7, 10, 13, 16, 17, 32, 33]
  private static let widths = [1, 2, 3, 8, 10, 15, 16, 17, 33, 64, 65, 129, 301]

  /// Numbers of many sizes, and zeros.
  static func numbers(_ count: Int, _ generator: inout SeededGenerator) -> [Float] {
    (0..<count).map { _ in
      let scales: [Double] = [0, 1e-3, 1, 1, 1, 30]
      return Float(generator.normal() * scales[generator.below(scales.count)])
    }
  }

  /// Numbers in rows that are padded with zeros.
  static func rows(_ count: Int, _ columns: Int, _ generator: inout SeededGenerator) -> [Float] {
    (0..<count).flatMap { _ in
      numbers(columns, &generator) + [Float](repeating: 0, count: Panels.padded(columns) - columns)
    }
  }

  /// A factor for each row.
  private static func inverses(_ count: Int) -> [Float] { (0..<count).map { 0.3 + Float($0) / 7 } }

  /// Expects the same numbers of all kernels; `work` changes `values`.
  func expectSameBits(
    _ values: [Float], _ comment: Comment, _ work: (fathom_kernels, UnsafeMutablePointer<Float>) -> Void
  ) {
    let found = Self.sets.map { set in
      var values = values
      values.withUnsafeMutableBufferPointer { if let first = $0.baseAddress { work(set, first) } }
      return values.map(\.bitPattern)
    }
    #expect(found.allSatisfy { $0 == found[0] }, comment)
  }

  @Test(arguments: batches) func layers(batch m: Int) {
    var generator = SeededGenerator(key: printedSeed())
    for n in Self.widths {
      for k in Self.widths where n * k < 20_000 {
        let (nStride, kStride) = (Panels.padded(n), Panels.padded(k))
        let comment: Comment = "\(m)×\(n)×\(k)"
        let x = Self.rows(m, k, &generator)
        let delta = Self.rows(m, n, &generator)
        let bias = Self.rows(1, n, &generator)
        let weights = WeightMatrix<Float>(outputs: n, inputs: k, values: Self.numbers(n * k, &generator))
        let panels = weights.owner.values
        let columns = (0..<Int32(max(n, k))).map { $0 }
        expectSameBits([Float](repeating: .nan, count: m * nStride), "product, \(comment)") { set, output in
          set.product(m, n, k, columns, k, x, kStride, panels, bias, output, nStride)
        }
        expectSameBits([Float](repeating: .nan, count: m * kStride), "delta_below, \(comment)") { set, below in
          var scratch = [Float](repeating: .nan, count: deltaScratchCount(outputs: n))
          set.delta_below(m, n, k, columns, delta, nStride, panels, &scratch, below, kStride)
        }
        for keep: Float in [0, 1, 0.75] {
          expectSameBits(panels, "update, \(keep), \(comment)") { set, weights in
            set.update(m, n, k, columns, k, x, kStride, delta, nStride, keep, weights)
          }
          expectSameBits(bias, "sum_rows, \(keep), \(comment)") { set, bias in
            set.sum_rows(m, n, delta, nStride, keep, bias)
          }
          expectSameBits(panels, "scale, \(keep), \(comment)") { set, weights in set.scale(panels.count, keep, weights)
          }
        }

        let entries = x.indices.filter { x[$0] != 0 }.map { index in
          fathom_entry(value: x[index], column: UInt32(index % kStride))
        }
        let starts = (0...m).map { row in UInt32(x[..<(row * kStride)].count { $0 != 0 }) }
        let order = (0..<Int32(m)).reversed().map { $0 }
        entries.withUnsafeBufferPointer { entries in
          starts.withUnsafeBufferPointer { starts in
            var sparse = fathom_sparse(entries: entries.baseAddress, starts: starts.baseAddress)
            expectSameBits(delta, "sparse_product, \(comment)") { set, output in
              set.sparse_product(&sparse, order, m, 0, n, k, panels, output, nStride)
            }
            expectSameBits(panels, "sparse_update, \(comment)") { set, weights in
              set.sparse_update(&sparse, order, m, n, k, delta, nStride, weights)
            }
          }
        }
      }
    }
  }

  @Test(arguments: batches) func activationsAndLosses(batch m: Int) {
    var generator = SeededGenerator(key: printedSeed())
    for n in Self.widths {
      let stride = Panels.padded(n)
      let (z, y) = (Self.rows(m, n, &generator), Self.rows(m, n, &generator))
      let labels = randomLabels(m, classes: n, using: &generator)
      let comment: Comment = "\(m)×\(n)"
      expectSameBits(z, "relu, \(comment)") { set, z in set.relu(m, n, z, stride) }
      expectSameBits(z, "sigmoid, \(comment)") { set, z in set.sigmoid(m, n, z, stride) }
      expectSameBits(z, "tanh, \(comment)") { set, z in set.hyperbolic_tangent(m, n, z, stride) }
      expectSameBits(z, "relu backward, \(comment)") { set, z in set.relu_backward(m, n, z, stride, y, stride) }
      expectSameBits(z, "sigmoid backward, \(comment)") { set, z in set.sigmoid_backward(m, n, z, stride, y, stride) }
      expectSameBits(z, "tanh backward, \(comment)") { set, z in
        set.hyperbolic_tangent_backward(m, n, z, stride, y, stride)
      }
      let (gain, offset) = (Self.rows(1, n, &generator), Self.rows(1, n, &generator))
      let count = m * stride
      // z, x and inverse; then delta and gain.
      expectSameBits(z + [Float](repeating: .nan, count: count + m), "normalise, \(comment)") { set, values in
        set.normalise(m, n, values, stride, gain, offset, values + count, stride, values + 2 * count)
      }
      expectSameBits(z, "normalise backward, \(comment)") { set, delta in
        set.normalise_backward(m, n, delta, stride, gain, y, stride, Self.inverses(m))
      }
      for keep: Float in [0, 1, 0.75] {
        expectSameBits(gain, "sum_products, \(keep), \(comment)") { set, gain in
          set.sum_products(m, n, z, stride, y, stride, keep, gain)
        }
      }
      expectSameBits(z, "add, \(comment)") { set, sum in set.add(m, n, sum, stride, y, stride, sum, stride) }
      for scale: Float in [0, 1, -0.03] {
        var losses: [UInt64] = []
        expectSameBits(z, "cross-entropy, \(scale), \(comment)") { set, z in
          losses.append(set.softmax_cross_entropy(m, n, z, stride, labels, scale).bitPattern)
          // Zeros of the padding may have either sign, and with scale 0 nothing is left.
          for row in 0..<m {
            for column in (scale == 0 ? 0 : n)..<stride { z[row * stride + column] = 0 }
          }
        }
        #expect(losses.allSatisfy { $0 == losses[0] }, "cross-entropy, \(scale), \(comment)")
      }
    }
  }

  @Test(arguments: batches) func productsInDoublePrecision(batch m: Int) {
    var generator = SeededGenerator(key: printedSeed())
    for n in Self.widths {
      for k in Self.widths where n * k < 20_000 {
        let (a, b): ([Double], [Double]) = (
          normalValues(m * k, using: &generator), normalValues(k * n, using: &generator)
        )
        // One of a and bᵀ, aᵀ and b.
        for transposed in [false, true] {
          let (aRow, aColumn, bRow, bColumn) = transposed ? (1, m, n, 1) : (k, 1, 1, k)
          var expected: [Double] = []
          for row in 0..<m {
            for column in 0..<n {
              expected.append(
                (0..<k).reduce(0) { $0 + a[row * aRow + $1 * aColumn] * b[$1 * bRow + column * bColumn] })
            }
          }
          for set in Self.sets {
            var (panel, found) = ([Double](repeating: .nan, count: 16 * k), [Double](repeating: .nan, count: m * n))
            set.double_product(m, n, k, a, aRow, aColumn, b, bRow, bColumn, &panel, &found)
            #expect(found == expected, "\(String(cString: set.name)), \(m)×\(n)×\(k), transposed \(transposed)")
          }
        }
      }
    }
  }

  /// Layers in double precision, whose kernels are written once with those above, and which no vector length may change.
  @Test(arguments: [1, 3, 5, 13, 33]) func layersInDoublePrecision(batch m: Int) {
    var generator = SeededGenerator(key: printedSeed())
    for (n, k) in [(1, 1), (10, 3), (16, 17), (33, 64), (129, 65)] {
      let (nStride, kStride) = (Panels.padded(n), Panels.padded(k))
      func rows(_ columns: Int) -> [Double] {
        (0..<m).flatMap { _ in
          (0..<columns).map { _ in generator.below(3) == 0 ? 0 : generator.normal() }
            + [Double](repeating: 0, count: Panels.padded(columns) - columns)
        }
      }
      let (x, delta) = (rows(k), rows(n))
      let weights = WeightMatrix<Double>(
        outputs: n, inputs: k, values: (0..<n * k).map { _ in generator.normal() }
      ).owner.values
      let columns = (0..<Int32(max(n, k))).map { $0 }
      func expectSame(_ values: [Double], _ name: String, _ work: (fathom_double_kernels, inout [Double]) -> Void) {
        let found = Self.sets.map { set in
          var values = values
          work(set.in_double.pointee, &values)
          return values.map(\.bitPattern)
        }
        #expect(found.allSatisfy { $0 == found[0] }, "\(name), \(m)×\(n)×\(k)")
      }
      expectSame([Double](repeating: .nan, count: m * nStride), "product") { set, output in
        set.product(m, n, k, columns, k, x, kStride, weights, nil, &output, nStride)
      }
      expectSame([Double](repeating: .nan, count: m * kStride), "delta_below") { set, below in
        var scratch = [Double](repeating: .nan, count: deltaScratchCount(outputs: n))
        set.delta_below(m, n, k, columns, delta, nStride, weights, &scratch, &below, kStride)
      }
      expectSame(weights, "update") { set, weights in
        set.update(m, n, k, columns, k, x, kStride, delta, nStride, 0.75, &weights)
      }
      expectSame(x, "relu") { set, x in set.relu(m, k, &x, kStride) }
      let entries = x.indices.filter { x[$0] != 0 }.map { index in
        fathom_double_entry(value: x[index], column: UInt32(index % kStride))
      }
      let starts = (0...m).map { row in UInt32(x[..<(row * kStride)].count { $0 != 0 }) }
      let order = (0..<Int32(m)).reversed().map { $0 }
      entries.withUnsafeBufferPointer { entries in
        starts.withUnsafeBufferPointer { starts in
          var sparse = fathom_double_sparse(entries: entries.baseAddress, starts: starts.baseAddress)
          expectSame(delta, "sparse_product") { set, output in
            set.sparse_product(&sparse, order, m, 0, n, k, weights, &output, nStride)
          }
          expectSame(weights, "sparse_update") { set, weights in
            set.sparse_update(&sparse, order, m, n, k, delta, nStride, &weights)
          }
        }
      }
      let state = weights.map { abs($0) }
      for rule in [FATHOM_MOMENTUM, FATHOM_NESTEROV, FATHOM_ADAM] {
        expectSame(weights, "step_update, rule \(rule)") { set, weights in
          var (first, second) = (state, state)
          first.withUnsafeMutableBufferPointer { first in
            second.withUnsafeMutableBufferPointer { second in
              var step = fathom_double_step(
                rule: Int32(rule), rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, correction1: 0.1,
                correction2: 0.001, penalty: 0.3, keep: 0.9, first: first.baseAddress, second: second.baseAddress)
              set.step_update(m, n, k, columns, k, x, kStride, delta, nStride, &step, &weights)
            }
          }
          weights += first + second
        }
      }
    }
  }

  /// Multiplies and adds of any bits, among them ties and sums that cancel, beside those of the C library.
  @Test func multiplyingAndAddingIsRoundedOnce() {
    var generator = SeededGenerator(key: printedSeed())
    let count = 1 << 16
    for rate: Float in [1e-20, 0.3, 1, 3e19] {
      func anything() -> [Float] {
        (0..<count).map { _ in Float(bitPattern: UInt32(truncatingIfNeeded: generator.bits())) }
      }
      let v = anything()
      var w = anything()
      for index in stride(from: 0, to: count, by: 2) {
        w[index] = (rate * v[index]) * [1, -1, 0x1p-24, 0x1p-48, -0x1p24][generator.below(5)]
      }
      let expected = zip(w, v).map { $0.addingProduct(-rate, $1) }
      for set in Self.sets {
        var (found, velocity) = (w, v)
        velocity.withUnsafeMutableBufferPointer { velocity in
          // Without momentum, the velocity is the gradient.
          var step = fathom_step(
            rule: Int32(FATHOM_MOMENTUM), rate: rate, beta1: 0, beta2: 0, epsilon: 0, correction1: 1, correction2: 1,
            penalty: 0, keep: 1, first: velocity.baseAddress, second: nil)
          set.take_step(count, v, &step, &found)
        }
        let misses = found.indices.count {
          found[$0].bitPattern != expected[$0].bitPattern && !(found[$0].isNaN && expected[$0].isNaN)
        }
        #expect(misses == 0, "\(String(cString: set.name)), rate \(rate)")
      }
    }
  }
}
