import CKernels
import SeededRandom
import TestSupport
import Testing

@testable import Kernels

/// Steps of optimisers.
extension SameBitsTests {
  private struct Step: Sendable {
    var rule: Int32
    var penalty: Float
    var keep: Float

    /// The step of `count` weights, which their state lies behind.
    func values(behind weights: UnsafeMutablePointer<Float>, _ count: Int) -> fathom_step {
      fathom_step(
        rule: rule, rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, correction1: 0.1, correction2: 0.001,
        penalty: penalty, keep: keep, first: weights + count, second: weights + 2 * count)
    }
  }

  /// Every rule: alone, with a penalty, and with a decay.
  private static let steps = [FATHOM_MOMENTUM, FATHOM_NESTEROV, FATHOM_ADAM].flatMap { rule in
    [(Float(0), Float(1)), (0.3, 1), (0, 0.9)].map { Step(rule: Int32(rule), penalty: $0, keep: $1) }
  }

  @Test func optimisers() {
    var generator = SeededGenerator(key: printedSeed())
    let count = 16 * 100
    let (w, g) = (Self.numbers(count, &generator), Self.numbers(count, &generator))
    let moments = Self.numbers(count, &generator) + Self.numbers(count, &generator).map(abs)
    for step in Self.steps {
      expectSameBits(w + moments, "\(step)") { set, values in
        var step = step.values(behind: values, count)
        set.take_step(count, g, &step, values)
      }
    }
  }

  /// A step taken while the gradient is in a register has the bits of one through a gradient in memory, for inputs in both
  /// forms; the samples of an input keep their order.
  @Test(arguments: batches) func stepsWithTheirGradients(batch m: Int) {
    var generator = SeededGenerator(key: printedSeed())
    for (n, k) in [(1, 1), (10, 3), (16, 17), (33, 64), (129, 65), (301, 20)] {
      let (nStride, count) = (Panels.padded(n), Panels.padded(n) * k)
      let delta = Self.rows(m, n, &generator)
      let dense = (0..<Int32(k)).filter { _ in generator.below(2) == 0 }
      let denseStride = Panels.padded(max(dense.count, 1))
      let x = (0..<m).map { _ in (0..<k).map { _ in generator.below(3) == 0 ? 0 : Float(generator.normal()) } }
      let denseX = x.flatMap { row in
        dense.map { row[Int($0)] } + [Float](repeating: 0, count: denseStride - dense.count)
      }
      let entries = x.map { row in
        (0..<k).filter { row[$0] != 0 && !dense.contains(Int32($0)) }
          .map { fathom_entry(value: row[$0], column: UInt32($0)) }
      }
      let starts = (0...m).map { row in UInt32(entries[..<row].joined().count) }
      let order = (0..<Int32(m)).map { $0 }
      // Some inputs are zero in this batch and have a state, and some never had a value.
      func weights(_ numbers: [Float]) -> [Float] {
        WeightMatrix<Float>(outputs: n, inputs: k, values: numbers).owner.values
      }
      let touched = (0..<k).map { _ in generator.below(2) == 0 }
      func state() -> [Float] {
        weights((0..<n * k).map { touched[$0 % k] ? Float(abs(generator.normal())) : 0 })
      }
      let values = weights(Self.numbers(n * k, &generator)) + state() + state()
      for step in Self.steps {
        let expected = Self.sets.map { set in
          var values = values
          var gradient = [Float](repeating: .nan, count: count)
          let all = x.flatMap { $0 + [Float](repeating: 0, count: Panels.padded(k) - k) }
          set.update(m, n, k, (0..<Int32(k)).map { $0 }, k, all, Panels.padded(k), delta, nStride, 0, &gradient)
          values.withUnsafeMutableBufferPointer {
            guard let first = $0.baseAddress else { return }
            var step = step.values(behind: first, count)
            set.take_step(count, gradient, &step, first)
          }
          return values
        }
        for (set, expected) in zip(Self.sets, expected) {
          var values = values
          let flat = Array(entries.joined())
          values.withUnsafeMutableBufferPointer { values in
            guard let first = values.baseAddress else { return }
            var step = step.values(behind: first, count)
            flat.withUnsafeBufferPointer { flat in
              starts.withUnsafeBufferPointer { starts in
                var sparse = fathom_sparse(entries: flat.baseAddress, starts: starts.baseAddress)
                var columns = [UInt32](repeating: .max, count: k + 2)
                var samples = [fathom_sample](
                  repeating: fathom_sample(value: .nan, sample: .max), count: flat.count + 1)
                set.step_update(
                  m, n, dense.count, dense, k, denseX, denseStride, delta, nStride, &step, first)
                set.transpose(&sparse, order, m, k, &columns, &samples)
                set.sparse_step_update(&columns, &samples, n, k, dense, dense.count, delta, nStride, &step, first)
              }
            }
          }
          #expect(values == expected, "\(String(cString: set.name)), \(m)×\(n)×\(k), \(step)")
        }
      }
    }
  }

  /// A quotient by a constant that is computed without a division is that of the division, for any normal number.
  @Test func quotientsAreRoundedOnce() {
    var generator = SeededGenerator(key: printedSeed())
    let count = 1 << 16
    for correction: Float in [0.1, 0.001, 0.271, 0.99999994, 1, 0x1.fffffep-5] {
      let first = (0..<count).map { _ in
        Float(sign: .plus, exponent: generator.below(200) - 90, significand: 1 + Float(generator.uniform()))
      }
      for set in Self.sets {
        var (found, m, s) = ([Float](repeating: 0, count: count), first, [Float](repeating: 0, count: count))
        let zeros = s
        m.withUnsafeMutableBufferPointer { m in
          s.withUnsafeMutableBufferPointer { s in
            // m stays as it is, and the root is 0: what is left of the step is −(m / correction1) / 1.
            var step = fathom_step(
              rule: Int32(FATHOM_ADAM), rate: 1, beta1: 1, beta2: 1, epsilon: 1, correction1: correction,
              correction2: 1, penalty: 0, keep: 1, first: m.baseAddress, second: s.baseAddress)
            set.take_step(count, zeros, &step, &found)
          }
        }
        #expect(found == first.map { -($0 / correction) }, "\(String(cString: set.name)), \(correction)")
      }
    }
  }
}
