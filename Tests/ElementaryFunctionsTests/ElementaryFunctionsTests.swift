import ElementaryFunctions
import Foundation
import SeededRandom
import TestSupport
import Testing

/// Each function beside that of the C library, which is off by about one unit in the last place itself.
@Suite struct ElementaryFunctionsTests {
  /// Expects |found − expected| ≤ `units` in the last place of the expected value, or of `least` if that is larger.
  private func compare(
    _ ranges: [ClosedRange<Double>], units: Double, least: Double = .leastNonzeroMagnitude,
    _ found: (Double) -> Double, _ expected: (Double) -> Double
  ) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for range in ranges {
      for _ in 0..<20_000 {
        let x = generator.uniform(from: range.lowerBound, to: range.upperBound)
        let bound = units * max(expected(x).magnitude, least).ulp
        guard !(abs(found(x) - expected(x)) <= bound) else { continue }
        Issue.record("\(found(x)) rather than \(expected(x)) at \(x), seed \(seed)")
        return
      }
    }
  }

  @Test func exponentials() {
    compare([-1...1, -1e-9...1e-9, -708...709.7, -745.5 ... -708], units: 2, { Double.exp($0) }, { exp($0) })
    #expect(Double.exp(0) == 1 && Double.exp(709.8) == .infinity && Double.exp(.infinity) == .infinity)
    #expect(Double.exp(-745.2) == 0 && Double.exp(-.infinity) == 0 && Double.exp(.nan).isNaN)
  }

  @Test func logarithms() {
    compare([0...2, 0.99...1.01, 0...1e-307, 0...1e300], units: 2, { Double.log($0) }, { log($0) })
    #expect(Double.log(1) == 0 && Double.log(0) == -.infinity && Double.log(.infinity) == .infinity)
    #expect(Double.log(-1).isNaN && Double.log(.nan).isNaN)
    #expect(Double.log(.leastNonzeroMagnitude) == log(.leastNonzeroMagnitude))
  }

  @Test func logarithmsOfOneAndMore() {
    compare(
      [0...1, -0.99...1, 0...1e-8, 0...1e-300, 0...1e20], units: 3, { Double.log(onePlus: $0) }, { log1p($0) })
    #expect(Double.log(onePlus: 0) == 0 && Double.log(onePlus: -1) == -.infinity)
    #expect(Double.log(onePlus: -2).isNaN && Double.log(onePlus: .nan).isNaN)
  }

  @Test func hyperbolicTangents() {
    compare([-1...1, -1e-9...1e-9, -25...25], units: 4, { Double.tanh($0) }, { tanh($0) })
    #expect(Double.tanh(.infinity) == 1 && Double.tanh(-1e300) == -1 && Double.tanh(.nan).isNaN)
  }

  @Test func circularFunctions() {
    compare([-2...2], units: 8, least: 1, { Double.cos(turns: $0) }, { cos(2 * .pi * $0) })
    compare([-2...2], units: 8, least: 1, { Double.sin(turns: $0) }, { sin(2 * .pi * $0) })
    // A quarter of a turn is exact.
    for turns in [-3.0, 0, 1, 1000] {
      #expect((0..<4).map { Double.cos(turns: turns + 0.25 * Double($0)) } == [1, 0, -1, 0])
      #expect((0..<4).map { Double.sin(turns: turns + 0.25 * Double($0)) } == [0, 1, 0, -1])
    }
    #expect(abs(Double.sin(turns: 1.0 / 12) - 0.5) < 1e-16 && abs(Double.cos(turns: 1.0 / 6) - 0.5) < 3e-16)
  }

  @Test func powers() {
    #expect(
      Double.pow(0.3, 0) == 1 && Double.pow(2, 10) == 1024 && Double.pow(-3, 3) == -27 && Double.pow(1, .max) == 1)
    for (base, exponent) in [(0.999, 5000), (0.95, 40), (1.01, 1000)] {
      #expect(abs(Double.pow(base, exponent) / pow(base, Double(exponent)) - 1) < 1e-15 * Double(exponent))
    }
  }
}
