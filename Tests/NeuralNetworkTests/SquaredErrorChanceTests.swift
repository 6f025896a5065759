import Foundation
import SeededRandom
import TestSupport
import Testing

/// What the limit of chance for squared errors rests on, whatever the outputs p are: for a class y that occurs with the shares
/// q, E exp(‖q − y‖² − ‖p − y‖²) ≤ 1, so that the product over samples exceeds 1/α with a probability of at most α.
@Suite struct SquaredErrorChanceTests {
  @Test func noOutputsGainOnTheShares() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    var largest = 0.0
    for _ in 0..<20_000 {
      let classes = 2 + generator.below(4)
      // Shares of any skew, and linear outputs near them or far away.
      let raw = (0..<classes).map { _ in pow(generator.uniform(), 4) + 1e-12 }
      let q = raw.map { $0 / raw.reduce(0, +) }
      let width = pow(10, generator.uniform(from: -3, to: 1))
      let p = q.map { $0 + width * generator.normal() }
      func squares(_ outputs: [Double], _ label: Int) -> Double {
        outputs.enumerated().reduce(0) { $0 + pow($1.element - ($1.offset == label ? 1 : 0), 2) }
      }
      let mean = (0..<classes).reduce(0) { $0 + q[$1] * exp(squares(q, $1) - squares(p, $1)) }
      largest = max(largest, mean)
    }
    #expect(largest <= 1 + 1e-12, "\(largest), seed \(seed)")
    // The bound is nearly met, so that the test could fail.
    #expect(largest > 0.99)
  }
}
