import Foundation
import SeededRandom
import Testing

/// Seeds are fixed, so that these statistical tests either pass for good or show a defect.
@Suite struct SeededGeneratorTests {
  private static let keys: [UInt64] = [1, 2026, 0xdead_beef]

  @Test func uniformIsTheTopBitsOfTheWord() {
    var generator = SeededGenerator(key: 0)
    // The first word of key 0 is e169c58d6627e8d5 (published answer); its top 53 bits over 2⁵³.
    #expect(generator.uniform() == Double(0xe169_c58d_6627_e8d5 as UInt64 >> 11) / 9_007_199_254_740_992)
    #expect(generator.position == 1)
  }

  /// χ² of 100 equal cells has 99 degrees of freedom: mean 99, 0.01 % beyond 161.3.
  @Test(arguments: keys) func uniformFillsItsCellsEvenly(key: UInt64) {
    var generator = SeededGenerator(key: key)
    var counts = [Int](repeating: 0, count: 100)
    for _ in 0..<100_000 {
      let value = generator.uniform()
      #expect(value >= 0 && value < 1, "key \(key)")
      counts[Int(value * 100)] += 1
    }
    #expect(chiSquare(counts) < 161.3, "key \(key): \(counts)")
  }

  @Test(arguments: keys) func uniformKeepsToItsLimits(key: UInt64) {
    var generator = SeededGenerator(key: key)
    let values = (0..<10_000).map { _ in generator.uniform(from: -3, to: 5) }
    #expect(values.allSatisfy { $0 >= -3 && $0 <= 5 }, "key \(key)")
    // The mean of n draws has the standard deviation 8/√(12 n).
    let mean = values.reduce(0, +) / 10_000
    let bound: Double = 5 * 8 / 120_000.squareRoot()
    #expect(abs(mean - 1) < bound, "key \(key)")
  }

  /// Moments of the standard normal: 0, 1, 0, 3; the bounds are five standard errors of n = 100,000.
  @Test(arguments: keys) func normalHasTheRightMoments(key: UInt64) {
    let count = 100_000
    var generator = SeededGenerator(key: key)
    let values = (0..<count).map { _ in generator.normal() }
    #expect(generator.position == UInt64(2 * count))
    func moment(_ power: Int) -> Double {
      values.reduce(0) { $0 + pow($1, Double(power)) } / Double(count)
    }
    func bound(_ variance: Double) -> Double { 5 * (variance / Double(count)).squareRoot() }
    #expect(abs(moment(1)) < bound(1), "key \(key)")
    #expect(abs(moment(2) - 1) < bound(2), "key \(key)")
    #expect(abs(moment(3)) < bound(15), "key \(key)")
    #expect(abs(moment(4) - 3) < bound(96), "key \(key)")
    // P(|z| > 1.959964) = 0.05.
    let outside = Double(values.count { abs($0) > 1.959_964 })
    let outsideBound: Double = 5 * 4750.squareRoot()
    #expect(abs(outside - 5000) < outsideBound, "key \(key)")
  }

  @Test(arguments: keys) func belowIsUnbiased(key: UInt64) {
    var generator = SeededGenerator(key: key)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[generator.below(7)] += 1 }
    // Six degrees of freedom: 0.01 % beyond 27.9.
    #expect(chiSquare(counts) < 27.9, "key \(key): \(counts)")
  }

  /// For a bound of 3·2⁶¹ multiplication without rejection would give every third number 2 of the 2⁶⁴ words, not 3.
  @Test(arguments: keys) func belowRejectsForLargeBounds(key: UInt64) {
    var generator = SeededGenerator(key: key)
    let bound = 3 << 61
    var residues = [0, 0, 0]
    for _ in 0..<30_000 {
      let value = generator.below(bound)
      #expect(value >= 0 && value < bound, "key \(key)")
      residues[value % 3] += 1
    }
    // Two degrees of freedom: 0.01 % beyond 18.4.
    #expect(chiSquare(residues) < 18.4, "key \(key): \(residues)")
  }

  @Test func belowOneIsZero() {
    var generator = SeededGenerator(key: 5)
    for _ in 0..<10 { #expect(generator.below(1) == 0) }
  }

  @Test(arguments: [0, 1, 2, 3, 100, 1000]) func shufflesArePermutations(count: Int) {
    var generator = SeededGenerator(key: 11)
    #expect(generator.shuffled(count: count).sorted() == Array(0..<count))
  }

  @Test(arguments: keys) func everyOrderOfFourIsEquallyLikely(key: UInt64) {
    var generator = SeededGenerator(key: key)
    var counts: [[Int32]: Int] = [:]
    for _ in 0..<24_000 {
      var values: [Int32] = [0, 1, 2, 3]
      generator.shuffle(&values)
      counts[values, default: 0] += 1
    }
    #expect(counts.count == 24, "key \(key)")
    // 23 degrees of freedom: 0.01 % beyond 58.6.
    #expect(chiSquare(Array(counts.values)) < 58.6, "key \(key)")
  }

  @Test func goesOnFromASavedPosition() {
    var whole = SeededGenerator(key: 9)
    _ = (whole.uniform(), whole.normal(), whole.below(10))
    var resumed = SeededGenerator(key: whole.key, position: whole.position)
    #expect(resumed.shuffled(count: 50) == whole.shuffled(count: 50))
    #expect(resumed.normal() == whole.normal())
  }
}

/// Σ (observed − expected)² / expected for equally likely cells.
private func chiSquare(_ counts: [Int]) -> Double {
  let expected = Double(counts.reduce(0, +)) / Double(counts.count)
  return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
}
