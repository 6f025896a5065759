import AutomaticDifferentiation
import Foundation
import SeededRandom
import Synchronization
import TestSupport
import Testing
import _Differentiation

/// Products as large as those of training, beside the definition, and by several threads at once.
@Suite struct ProductTests {
  @Test func matchesItsDefinition() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for (m, k, n) in [(1, 784, 64), (32, 784, 300), (33, 65, 10), (100, 1, 17), (129, 300, 1)] {
      let x = randomMatrix(m, k, using: &generator)
      let w = randomMatrix(n, k, using: &generator)
      var expected: [Double] = []
      for row in 0..<m {
        for unit in 0..<n {
          var sum = 0.0
          for index in 0..<k { sum += x.values[row * k + index] * w.values[unit * k + index] }
          expected.append(sum)
        }
      }
      #expect(largestDifference(x.product(transposing: w).values, expected) < 1e-11, "\(m)×\(k)×\(n), seed \(seed)")
    }
  }

  /// Trajectories train at the same time; each must find the bits that it finds alone.
  @Test func severalThreadsFindTheSameBits() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let x = randomMatrix(200, 300, using: &generator)
    let w = randomMatrix(150, 300, using: &generator)
    let v = randomMatrix(200, 150, using: &generator)
    @Sendable func results() -> [DifferentiableMatrix] {
      let (y, pullback) = valueWithPullback(at: x, w) { $0.product(transposing: $1) }
      let (xGradient, wGradient) = pullback(v)
      return [y, xGradient, wGradient]
    }
    let alone = results()
    let same = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: 200) { _ in
      if results() == alone { same.add(1, ordering: .relaxed) }
    }
    #expect(same.load(ordering: .relaxed) == 200, "seed \(seed)")
  }
}
