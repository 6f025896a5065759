import Analysis
import SeededRandom
import Study
import TestSupport
import Testing

@Suite struct SignFlipTestTests {
  /// Of 2ⁿ patterns two, none flipped and all, have a |t| as large.
  @Test(arguments: 2...14) func equalSignsAreTheLeastProbable(replicates: Int) {
    let values = SignFlipTest(replicates: .independent(replicates), seed: 1).values([
      (1...replicates).map { Double($0) }
    ])
    let expected = 2 / Double(1 << replicates)
    #expect(values == [SignFlipTest.Values(single: expected, corrected: expected)])
  }

  /// The sums of ±1 ±2 ±3 are ±6, ±4, ±2, 0, 0: two of eight are as large as 1 + 2 + 3, four as 2 + 3 − 1.
  @Test func workedByHand() {
    let test = SignFlipTest(replicates: 3, seed: 1)
    #expect(test.values([[1, 2, 3]])[0].single == 0.25)
    #expect(test.values([[-1, 2, 3]])[0].single == 0.5)
    #expect(test.values([[1, 2, -3]])[0].single == 1)
    // Both cells: patterns (signs relative to the first) ++, +−, −+, −−; sums of (1, 2, 3): 6, 0, 2, −4; of (3, −1, 1): 3,
    // 1, 5, 3. As the first has t² = 36/(3·14) → 2·(6/7)/(1/7) = 12 and the second 9/(3·11) → 2·(3/11)/(8/11) = 0.75,
    // corrected p of the first: patterns with the largest t² ≥ 12; the second has 25/33 → 6.25 at most: 1 of 4.
    let both = test.values([[1, 2, 3], [3, -1, 1]])
    #expect(both[0] == SignFlipTest.Values(single: 0.25, corrected: 0.25))
    // t² of the second in the patterns: 0.75, 0.0625…, 6.25, 0.75.
    #expect(both[1] == SignFlipTest.Values(single: 0.75, corrected: 0.75))
  }

  @Test func cellsThatSayNothing() {
    let test = SignFlipTest(replicates: 6, seed: 1)
    let nothing = SignFlipTest.Values(single: 1, corrected: 1)
    #expect(test.values([]) == [])
    for cell: [Double?] in [
      [nil, nil, nil, nil, nil, nil], [0, 0, 0, 0, 0, 0], [nil, 0.5, nil, nil, nil, nil],
      [0.5, -0.5, nil, nil, nil, nil],
      // As numbers of a computer their sum is 5.6e-17.
      [0.1, 0.2, -0.3, nil, nil, nil],
    ] {
      #expect(test.values([cell]) == [nothing])
    }
    #expect(SignFlipTest(replicates: 0, seed: 1).values([[nil]]) == [nothing])
  }

  /// Against the definition: every pattern, t by its formula, the maximum over the cells that are not above.
  @Test func matchesTheDefinition() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for replicates in [3, 5, 8] {
      for _ in 0..<10 {
        let cells = (0..<5).map { cell in
          (0..<replicates).map { _ -> Double? in
            generator.below(8) == 0 ? nil : (10 * generator.normal() + 4 * Double(cell)).rounded() / 16
          }
        }
        let values = SignFlipTest(replicates: .independent(replicates), seed: 1).values(cells)
        let patterns = (0..<1 << replicates).map { bits in (0..<replicates).map { bits >> $0 & 1 == 1 ? -1.0 : 1 } }
        func t(_ cell: [Double?], _ signs: [Double]) -> Double {
          let flipped = zip(cell, signs).compactMap { value, sign in value.map { $0 * sign } }
          guard flipped.count > 1, flipped.contains(where: { $0 != 0 }) else { return 0 }
          let mean = flipped.reduce(0, +) / Double(flipped.count)
          let variance = flipped.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(flipped.count - 1)
          return variance < 1e-20 ? .infinity : abs(mean) / (variance / Double(flipped.count)).squareRoot()
        }
        let observed = cells.map { t($0, Array(repeating: 1, count: replicates)) }
        func share(_ index: Int, of others: [Int]) -> Double {
          let level = observed[index] * (1 - 1e-7)
          let count = patterns.count { signs in (others.map { t(cells[$0], signs) }.max() ?? 0) >= level }
          return Double(count) / Double(patterns.count)
        }
        for (index, value) in values.enumerated() {
          #expect(value.single == share(index, of: [index]), "seed \(seed)")
          // Step-down: the largest over every cell that is decided before it.
          let corrected = observed.indices.filter { observed[$0] >= observed[index] }.map { higher in
            share(higher, of: observed.indices.filter { observed[$0] <= observed[higher] })
          }
          #expect(value.corrected == corrected.max(), "seed \(seed)")
        }
      }
    }
  }

  /// Without any true difference some cell of a map is decided in at most one study of twenty, however its cells depend on
  /// each other; with one, that cell is found. 1,000 studies have a standard error of 0.007 at 0.05.
  @Test(arguments: [0.0, 0.9], [8, 20]) func keepsItsLevel(dependence: Double, replicates: Int) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let test = SignFlipTest(replicates: .independent(replicates), seed: seed)
    let studies = replicates > SignFlipTest.mostExact ? 200 : 1000
    var (wrong, found) = (0, 0)
    for _ in 0..<studies {
      let shared = (0..<replicates).map { _ in generator.normal() }
      var cells = (0..<12).map { _ in
        shared.map { Optional(dependence.squareRoot() * $0 + (1 - dependence).squareRoot() * generator.normal()) }
      }
      if test.values(cells).contains(where: { $0.corrected <= 0.05 }) { wrong += 1 }
      cells[3] = cells[3].map { $0.map { $0 + 4 } }
      if test.values(cells)[3].corrected <= 0.05 { found += 1 }
    }
    let rate = Double(wrong) / Double(studies)
    #expect(rate < 0.05 + 3 * (0.05 * 0.95 / Double(studies)).squareRoot(), "seed \(seed): \(rate)")
    #expect(rate > 0.01, "seed \(seed): \(rate)")
    #expect(Double(found) / Double(studies) > 0.95, "seed \(seed): \(found)")
  }

  @Test func drawnPatternsComeCloseToAll() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    // The last replicate is absent, so that both go through signs of the same fourteen.
    let cells = (0..<4).map { cell in
      (0..<14).map { _ in Optional(generator.normal() + 0.3 * Double(cell)) }
    }
    let exact = SignFlipTest(replicates: 14, seed: seed).values(cells)
    let drawn = SignFlipTest(replicates: 15, seed: seed).values(cells.map { $0 + [nil] })
    for (a, b) in zip(exact, drawn) {
      // Standard error 0.005 at most.
      #expect(abs(a.single - b.single) < 0.02, "seed \(seed)")
      #expect(abs(a.corrected - b.corrected) < 0.02, "seed \(seed)")
    }
  }
}
