import Foundation
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

@Suite struct MeanTestTests {
  private static func normal(_ count: Int, mean: Double = 0, _ generator: inout SeededGenerator) -> [Double?] {
    (0..<count).map { _ in Optional(mean + generator.normal()) }
  }

  /// Differences of runs that fail now and then, with a mean of zero: mostly a little above, one in twenty far below.
  private static func skewed(_ count: Int, _ generator: inout SeededGenerator) -> [Double?] {
    (0..<count).map { _ in
      let fails = generator.below(20) == 0
      return Optional(generator.normal() + 0.5 - (fails ? 10 : 0))
    }
  }

  @Test func cellsThatSayNothing() {
    let test = MeanTest(replicates: 6, seed: 1)
    #expect(test.values([] as [ReplicateValues]) == [])
    for cell: [Double?] in [
      [nil, nil, nil, nil, nil, nil], [0, 0, 0, 0, 0, 0], [nil, 0.5, nil, nil, nil, nil],
      [0.5, -0.5, nil, nil, nil, nil],
      // As numbers of a computer their sum is 5.6e-17.
      [0.1, 0.2, -0.3, nil, nil, nil],
    ] {
      let values = test.values([cell])[0]
      #expect(values.single == 1 && values.corrected == 1)
    }
    #expect(MeanTest(replicates: 0, seed: 1).values([[nil]])[0].single == 1)
    #expect(test.interval([nil, nil, nil, nil, nil, nil]) == nil)
    #expect(test.interval([nil, 0.5, 0.25, nil, nil, nil]) == Interval(mean: 0.375))
  }

  /// Of 2ⁿ patterns of signs two are all alike; no p-value is below that share, however clear the difference.
  @Test(arguments: 2...11) func equalSignsAreTheLeastProbable(replicates: Int) {
    let test = MeanTest(replicates: .independent(replicates), seed: 1)
    for cell in [(0..<replicates).map { 1000 + Double($0) }, Array(repeating: 0.5, count: replicates)] {
      #expect(test.values([cell])[0].single == 2 / Double(1 << replicates))
    }
  }

  /// Of many normal values the test is Student's.
  @Test func ofManyNormalValuesItIsStudents() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let test = MeanTest(replicates: 200, seed: seed)
    for _ in 0..<20 {
      let cell = Self.normal(200, mean: 0.1, &generator)
      let values = cell.compactMap(\.self)
      let mean = values.reduce(0, +) / 200
      let error = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 199 / 200).squareRoot()
      let student = 1 - studentProbability(within: abs(mean) / error, degrees: 199)
      // 4,000 resamples have a standard error of at most 0.008.
      #expect(abs(test.values([cell])[0].single - student) < 0.035, "seed \(seed)")
      let interval = try #require(test.interval(cell))
      let margin = studentQuantile(within: 0.95, degrees: 199) * error
      #expect(abs(interval.mean - mean) < 1e-12 && abs(interval.high - mean - margin) < 0.08 * margin, "seed \(seed)")
    }
  }

  /// By its definition, with resamples of its own: |t| of resamples with a normal number added to every value.
  @Test func matchesTheDefinition() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let cells = (0..<4).map { cell in
      Self.skewed(10, &generator).map { $0.map { $0 + 0.4 * Double(cell) } }
    }
    func t(_ values: [Double], around centre: Double) -> Double {
      let mean = values.reduce(0, +) / 10
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 9
      return abs(mean - centre) / (variance / 10).squareRoot()
    }
    let samples = cells.map { $0.compactMap(\.self) }
    let means = samples.map { $0.reduce(0, +) / 10 }
    let observed = samples.map { t($0, around: 0) }
    let resampled = (0..<4000).map { _ in
      let rows = (0..<10).map { _ in (index: generator.below(10), noise: generator.normal()) }
      return zip(samples, means).map { values, mean in
        let width = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 9 / 20).squareRoot()
        return t(rows.map { values[$0.index] + width * $0.noise }, around: mean)
      }
    }
    for (cell, values) in MeanTest(replicates: 10, seed: seed).values(cells).enumerated() {
      let single = Double(resampled.count { $0[cell] >= observed[cell] }) / 4000
      #expect(abs(values.single - single) < 0.04, "seed \(seed)")
      // Of a cell with a larger statistic, too: none is decided before one that is above it.
      let corrected =
        observed.indices.filter { observed[$0] >= observed[cell] }.map { higher in
          let below = observed.indices.filter { observed[$0] <= observed[higher] }
          return Double(resampled.count { t in below.contains { t[$0] >= observed[higher] } }) / 4000
        }.max() ?? 1
      #expect(abs(values.corrected - corrected) < 0.045, "seed \(seed)")
    }
  }

  /// Signs and units make no difference, copies of a cell cost nothing, and others cost something.
  @Test func whatItDependsOn() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let test = MeanTest(replicates: 12, seed: seed)
    let cell = Self.normal(12, mean: 0.6, &generator)
    let values = test.values([cell])[0]
    #expect(values.single == values.corrected)
    #expect(test.values([cell.map { $0.map { -100 * $0 } }])[0].single == values.single)
    #expect(test.values([cell, cell, cell])[1].corrected == values.single)
    let several = test.values([cell] + (0..<8).map { _ in Self.normal(12, &generator) })
    #expect(several[0].single == values.single && several[0].corrected > values.single)
    // A replicate that has no value is as if it had never been planned.
    let missing = MeanTest(replicates: 12, seed: seed).values([cell.dropLast() + [nil]])[0]
    #expect(missing.single != values.single && missing.detectable != nil)
  }

  /// A difference of the size that is called detectable is found in about four of five studies, and the interval says the
  /// same as the p-value.
  @Test func detectableDifferencesAreDetected() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let test = MeanTest(replicates: 20, seed: seed)
    var found = 0
    for _ in 0..<300 {
      let others = (0..<9).map { _ in Self.normal(20, &generator) }
      let detectable = try #require(test.values([Self.normal(20, &generator)] + others)[0].detectable)
      let cell = Self.normal(20, mean: detectable, &generator)
      let values = test.values([cell] + others)[0]
      if values.corrected <= 0.05 { found += 1 }
      let interval = try #require(test.interval(cell))
      #expect(interval.excludesZero == (values.single < 0.05) || abs(values.single - 0.05) < 0.002, "seed \(seed)")
    }
    print("mean test: a detectable difference was found in \(found) of 300 studies")
    #expect((195...280).contains(found), "seed \(seed): \(found)")
  }

  /// Without any true difference some cell of a map is decided in about 5 % of studies, whichever others differ; the largest
  /// difference is found. 500 studies have a standard error of 0.01.
  @Test(arguments: [false, true], [8, 10, 20, 40]) func keepsItsLevel(isSkewed: Bool, replicates: Int) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let test = MeanTest(replicates: .independent(replicates), seed: seed)
    var (wrong, mixed, found, together) = (0, 0, 0, 0)
    let studies = 500
    for _ in 0..<studies {
      let shared = Self.normal(replicates, &generator).compactMap(\.self)
      var cells = (0..<12).map { _ in
        let own = isSkewed ? Self.skewed(replicates, &generator) : Self.normal(replicates, &generator)
        return zip(own, shared).map { value, shared in value.map { $0 + 0.7 * shared } }
      }
      let values = test.values(cells)
      if values.contains(where: { $0.corrected <= 0.05 }) { wrong += 1 }
      let hold = zip(cells, values).allSatisfy { cell, values in
        abs(cell.compactMap(\.self).reduce(0, +) / Double(replicates)) <= (values.simultaneousMargin ?? 0)
      }
      if hold { together += 1 }
      for index in 0..<4 { cells[index] = cells[index].map { $0.map { $0 + 100 } } }
      let others = test.values(cells)
      if others[4...].contains(where: { $0.corrected <= 0.05 }) { mixed += 1 }
      if others[0].corrected <= 0.05 { found += 1 }
    }
    print(
      "mean test: \(replicates) \(isSkewed ? "skewed" : "normal") replicates: \(wrong) wrong, \(mixed) beside cells that "
        + "differ, \(found) found; simultaneous intervals held in \(together) of \(studies)")
    // Where failures are rare, a cell that has had none looks better than it is. That costs two points more.
    let level = isSkewed ? 0.08 : 0.05
    let most = Int(Double(studies) * (level + 3 * (level * (1 - level) / Double(studies)).squareRoot()))
    #expect(wrong <= most && mixed <= most, "seed \(seed): \(wrong), \(mixed)")
    #expect(together >= studies - most, "seed \(seed): \(together)")
    #expect(found > studies * 95 / 100, "seed \(seed): \(found)")
  }

  /// Intervals of single means, of 1,000 studies each. Where failures are rare and far below the rest, as here, replicates
  /// that have none do not tell of them; nothing covers the mean then.
  @Test(arguments: [false, true], [3, 5, 10, 20]) func coversTheMean(isSkewed: Bool, replicates: Int) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let test = MeanTest(replicates: .independent(replicates), seed: seed)
    var covered = 0
    for _ in 0..<1000 {
      let values = isSkewed ? Self.skewed(replicates, &generator) : Self.normal(replicates, &generator)
      let interval = try #require(test.interval(values))
      if interval.low <= 0, interval.high >= 0 { covered += 1 }
    }
    print("mean test: \(replicates) \(isSkewed ? "skewed" : "normal") replicates: covered in \(covered) of 1,000")
    #expect(covered > (isSkewed ? 770 : 930), "seed \(seed): \(covered)")
  }

  /// SciPy's `binomtest(k, n).pvalue`.
  @Test(arguments: [
    (10, 0, 0.001953125), (0, 9, 0.00390625), (9, 1, 0.021484375), (7, 3, 0.34375), (5, 5, 1.0), (0, 0, 1.0),
    (36, 4, 1.8570244719740003e-07),
  ]) func theSignTestIsExact(above: Int, below: Int, p: Double) {
    #expect(abs(signTestProbability(above: above, below: below) - p) < 1e-9 * p + 1e-12)
  }
}
