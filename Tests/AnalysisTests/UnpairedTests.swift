import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

/// Differences of two sides that have no replicate in common.
@Suite struct UnpairedTests {
  /// The first side has the first replicates, the second the others.
  private static func difference(_ first: [Double], _ second: [Double], of count: Int? = nil) -> ReplicateValues {
    let missing = (count ?? first.count + second.count) - first.count - second.count
    return ReplicateValues(
      ReplicateValues.Sides(
        first: first.map(Optional.some) + Array(repeating: nil, count: second.count + missing),
        second: Array(repeating: nil, count: first.count) + second.map(Optional.some)
          + Array(repeating: nil, count: missing)))
  }

  private static func spread(_ values: [Double]) -> (mean: Double, squaredError: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, squares / Double(values.count - 1) / Double(values.count))
  }

  /// `scipy.stats.ttest_ind(a, b, equal_var=False)` and, of the absolute value of its statistic,
  /// `scipy.stats.permutation_test((a, b), statistic, alternative="greater", n_resamples=numpy.inf)`, which goes through all
  /// divisions.
  @Test(arguments: [
    ([0.91, 0.87, 0.90, 0.94, 0.89], [0.85, 0.88, 0.80, 0.86], 2.6480554225976665, 5.53, 0.031746031746031744),
    ([3, 1, 2, 2, 1, 3], [2, 1, 1, 0, 1, 2, 2], 1.5405900562833017, 9.903, 0.20279720279720279),
    ([1, 1, 1, 1.5], [0.2, 0.9, 0.4, 0.3], 3.3838235444692906, 5.736, 0.02857142857142857),
  ])
  func itIsWelchsTestByPermutation(
    first: [Double], second: [Double], t: Double, degrees: Double, p: Double
  ) throws {
    let seed = printedSeed()
    for (one, other) in [(first, second), (second, first)] {
      let cell = Self.difference(one, other)
      #expect(cell.equivalentCount == Int(degrees) + 1)
      let test = MeanTest(replicates: .independent(first.count + second.count), seed: seed)
      let sample = test.sample(of: cell)
      #expect(abs(sample.t - t) < 1e-9)
      let sides = try #require(sample.sides)
      let reached = test.dividedStatistics(sample, sides).count { $0 >= sample.t * (1 - 1e-9) }
      // Four standard errors of 4,000 random divisions.
      let error = (p * (1 - p) / 4000).squareRoot()
      #expect(abs(Double(reached) / 4000 - p) < 4 * error, "seed \(seed): \(reached)")
      let values = test.values([cell])[0]
      #expect(values.single >= min(p - 4 * error, sides.leastProbability), "seed \(seed)")
      #expect(values.single >= sides.leastProbability && values.corrected == values.single)
    }
  }

  /// The bootstrap takes them for paired differences.
  @Test func valuesHaveTheMeanAndTheStandardErrorOfTheDifference() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for (one, other) in [(4, 4), (10, 5), (30, 8), (2, 7)] {
      let first = (0..<one).map { _ in 1 + 0.3 * generator.normal() }
      let second = (0..<other).map { _ in generator.normal() }
      let cell = Self.difference(first, second, of: 50)
      let (a, b) = (Self.spread(first), Self.spread(second))
      let values = Self.spread(cell.values.compactMap(\.self))
      #expect(cell.count == one + other && cell.sideCounts == (one, other) && cell.fewer == min(one, other))
      #expect(abs(values.mean - (a.mean - b.mean)) < 1e-12, "seed \(seed)")
      #expect(abs(values.squaredError - a.squaredError - b.squaredError) < 1e-12, "seed \(seed)")
    }
  }

  /// Signs, units and which side comes first make no difference, and a replicate that no side has none either.
  @Test func whatItDependsOn() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let first = (0..<9).map { _ in 0.7 + generator.normal() }
    let second = (0..<6).map { _ in 2 * generator.normal() }
    let test = MeanTest(replicates: 20, seed: seed)
    let cell = Self.difference(first, second, of: 20)
    let values = test.values([cell])[0]
    let interval = try #require(test.interval(cell))
    let sides = try #require(cell.sides)
    let mirrored = [
      ReplicateValues(ReplicateValues.Sides(first: sides.second, second: sides.first)),
      Self.difference(first.map { -100 * $0 }, second.map { -100 * $0 }, of: 20),
    ]
    for (other, factor) in zip(mirrored, [1.0, 100]) {
      let (same, mirror) = (test.values([other])[0], try #require(test.interval(other)))
      #expect(same.single == values.single && same.corrected == values.corrected, "seed \(seed)")
      #expect(abs(mirror.low + factor * interval.high) < 1e-9 && abs(mirror.high + factor * interval.low) < 1e-9)
    }
    let moved = test.values([Self.difference(first.map { $0 + 5 }, second.map { $0 + 5 }, of: 20)])[0]
    #expect(abs(moved.single - values.single) < 1e-3, "seed \(seed)")
    #expect(test.values([cell, cell, cell])[1].corrected == values.single)
  }

  /// The exact p-value of the most extreme of 70 divisions and its mirror image is 2/70.
  @Test func constantAndFewValues() throws {
    let test = MeanTest(replicates: 20, seed: 1)
    let apart = Self.difference([0.75, 0.75, 0.75, 0.75], [0.5, 0.5, 0.5, 0.5], of: 20)
    // Of 4,000 divisions, with four standard errors.
    #expect((2 / 70.0...0.04).contains(test.values([apart])[0].single))
    #expect(test.interval(apart) == Interval(mean: 0.25, low: 0.25, high: 0.25))
    let equal = Self.difference([0.5, 0.5, 0.5, 0.5], [0.5, 0.5, 0.5, 0.5, 0.5], of: 20)
    #expect(test.values([equal])[0].single == 1)
    #expect(test.interval(equal) == Interval(mean: 0, low: 0, high: 0))
    // One side varies.
    let half = Self.difference([0.7, 0.8, 0.9, 0.8, 0.7], [0.5, 0.5, 0.5, 0.5], of: 20)
    let p = test.values([half])[0].single
    #expect(p >= 1 / 126.0 && p < 0.05)
    #expect(try #require(test.interval(half)).excludesZero)
    // Too few of one side, however many there are of the other.
    for (one, hasEnds) in [([0.9], false), ([0.9, 0.91], false), ([0.9, 0.91, 0.92], true)] {
      let few = Self.difference(one, (0..<15).map { 0.5 + 0.01 * Double($0 % 3) }, of: 20)
      let values = test.values([few, half])
      #expect(values[0] == MeanTest.Values(single: 1, corrected: 1) && values[1].corrected < 0.05)
      #expect(try #require(test.interval(few)).hasEnds == hasEnds)
    }
  }

  // MARK: Studies

  /// A study whose models have replicates of their own, at two sizes: the accuracies at the second.
  private static func analysis(
    shallow: [Double], deep: [Double], intervals: IntervalScope = .replicates, isFinal: Bool = true
  ) -> StudyAnalysis {
    let sides = [(0, shallow, 0), (1, deep, shallow.count)]
    let trajectories = sides.flatMap { model, accuracies, before in
      accuracies.enumerated().flatMap { index, accuracy in
        [10, 20].map { size in
          SmallStudy.trajectory(
            model: model, size: size, replicate: before + index + 1,
            testAccuracy: size == 20 ? accuracy : 0.4 - 0.5 * accuracy)
        }
      }
    }
    var results = SmallStudy(replicates: .independent(shallow.count + deep.count)).results(trajectories)
    results.study.intervals = intervals
    results.isFinal = isFinal
    return StudyAnalysis(results)
  }

  @Test func modelsWithoutReplicatesInCommonGetVerdicts() throws {
    let low = [0.50, 0.52, 0.51, 0.49, 0.50, 0.53, 0.48, 0.50]
    let high = [0.61, 0.60, 0.64, 0.62, 0.59]
    for (shallow, deep, verdict) in [
      (low, high, Comparison.Verdict.better), (high, low, .worse), (low, low.reversed(), .undecided),
    ] {
      let analysis = Self.analysis(shallow: shallow, deep: deep)
      let comparison = try #require(analysis.comparisons.first { $0.size == 20 && $0.rule == .none })
      #expect(comparison.verdict == verdict && comparison.isDecidable)
      #expect(!comparison.isPaired && comparison.pairs == 0)
      #expect(comparison.firstCount == deep.count && comparison.secondCount == shallow.count)
      #expect(comparison.firstAhead == 0 && comparison.secondAhead == 0)
      let mean = deep.reduce(0, +) / Double(deep.count) - shallow.reduce(0, +) / Double(shallow.count)
      #expect(abs(try #require(comparison.difference).mean - mean) < 1e-12)
      // At the other size the difference has the other sign, so that the curves cross.
      let crossover = try #require(analysis.crossovers.first { $0.rule == .none })
      #expect(!crossover.isPaired && crossover.isDecidable(of: analysis.study.replicates))
      let average = try #require(crossover.average)
      #expect(abs(average.mean - mean * 0.25) < 1e-12)
      if verdict != .undecided {
        #expect(crossover.isClear && crossover.isForFirst == (verdict == .better))
        let n = try #require(crossover.position?.size)
        #expect(n > 10 && n < 20)
        let ends = try #require(crossover.low?.size)
        #expect(ends > 10 && ends <= n)
      }
      #expect(try #require(analysis.standing).others.allSatisfy { $0.isWorse == (verdict != .undecided) })
    }
  }

  @Test func threeRunsOfOneSideDecideNothing() throws {
    let analysis = Self.analysis(shallow: (0..<12).map { 0.5 + 0.001 * Double($0) }, deep: [0.8, 0.81, 0.82])
    for comparison in analysis.comparisons {
      #expect(!comparison.isDecidable && comparison.verdict == .undecided && comparison.simultaneous == nil)
    }
  }

  /// One replicate in common is enough to pair the rest.
  @Test func whateverHasAPairStaysPaired() throws {
    let trajectories =
      (1...8).map { SmallStudy.trajectory(model: 0, replicate: $0, testAccuracy: 0.5 + 0.001 * Double($0)) }
      + (8...15).map { SmallStudy.trajectory(model: 1, replicate: $0, testAccuracy: 0.7 + 0.001 * Double($0)) }
    let comparison = try #require(
      StudyAnalysis(SmallStudy(replicates: 15).results(trajectories)).comparisons.last)
    #expect(comparison.isPaired && comparison.pairs == 1 && comparison.firstCount == 1)
    #expect(comparison.difference == Interval(mean: 0.7 + 0.008 - (0.5 + 0.008)))
  }

  /// A run that diverged counts as the worst outcome here, too.
  @Test func divergedRunsCountAsTheirWorstOutcome() throws {
    let trajectories =
      (1...6).map { SmallStudy.trajectory(model: 0, replicate: $0, testAccuracy: 0.5) }
      + (7...11).map { SmallStudy.trajectory(model: 1, replicate: $0, testAccuracy: 0.75) }
      + [SmallStudy.trajectory(model: 1, replicate: 12, [], diverged: true)]
    let comparison = try #require(
      StudyAnalysis(SmallStudy(replicates: 12).results(trajectories)).comparisons.last)
    #expect(comparison.firstRuns == RunCounts(diverged: 1) && comparison.firstCount == 6)
    #expect(abs(try #require(comparison.difference).mean - (0.625 - 0.5)) < 1e-12)
    #expect(comparison.gapDifference?.mean == -0.25)
  }

  // MARK: Simulations

  private enum Kind: String, CaseIterable {
    case normal, skewed, tied, wideFirst, wideSecond
  }

  private static func values(_ kind: Kind, isFirst: Bool, _ count: Int, _ generator: inout SeededGenerator) -> [Double]
  {
    (0..<count).map { _ in
      switch kind {
      case .normal: generator.normal()
      case .skewed: generator.normal() + (generator.below(20) == 0 ? -10 * generator.uniform() : 0)
      case .tied: (0.7 * generator.normal()).rounded()
      case .wideFirst: (isFirst ? 3 : 1) * generator.normal()
      case .wideSecond: (isFirst ? 1 : 3) * generator.normal()
      }
    }
  }

  /// How often any of twelve cells without a difference is decided, alone and beside four that differ; and how often intervals
  /// hold, one by itself and all together. `Documentation/statistics.md` has the table.
  @Test(.enabled(if: runsLongTests), arguments: Kind.allCases, [[4, 4], [6, 6], [10, 5], [30, 8]])
  private func keepsItsLevel(kind: Kind, counts: [Int]) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let replicates = counts[0] + counts[1]
    let test = MeanTest(replicates: .independent(replicates), seed: seed)
    var (wrong, mixed, found, together, covered, single) = (0, 0, 0, 0, 0, 0)
    let studies = 500
    for _ in 0..<studies {
      let shared = (0..<replicates).map { _ in generator.normal() }
      let sides = (0..<12).map { _ in
        [true, false].map { isFirst in
          let place = isFirst ? 0 : counts[0]
          return Self.values(kind, isFirst: isFirst, counts[isFirst ? 0 : 1], &generator).enumerated().map {
            $0.element + (kind == .tied ? 0 : 0.7 * shared[place + $0.offset])
          }
        }
      }
      var cells = sides.map { Self.difference($0[0], $0[1]) }
      let values = test.values(cells)
      if values.contains(where: { $0.corrected <= Comparison.level }) { wrong += 1 }
      if zip(cells, values).allSatisfy({ abs($0.mean) <= ($1.simultaneousMargin ?? 0) + 1e-12 }) { together += 1 }
      let interval = try #require(test.interval(cells[0]))
      if interval.low <= 1e-12, interval.high >= -1e-12 { covered += 1 }
      if test.values([cells[0]])[0].single <= Comparison.level, interval.excludesZero { single += 1 }
      for index in 0..<4 { cells[index] = Self.difference(sides[index][0].map { $0 + 5 }, sides[index][1]) }
      let others = test.values(cells)
      if others[4...].contains(where: { $0.corrected <= Comparison.level }) { mixed += 1 }
      found += others[..<4].count { $0.corrected <= Comparison.level }
    }
    print(
      "unpaired: \(counts[0]) + \(counts[1]) \(kind.rawValue): single wrong \(single), covered \(covered); of twelve wrong "
        + "\(wrong), beside others \(mixed), together \(together) of \(studies); found \(found) of \(4 * studies)")
    let most = 25 + Int(3 * (500 * 0.05 * 0.95).squareRoot())
    #expect(wrong <= most && mixed <= most && single <= most, "seed \(seed): \(wrong), \(mixed), \(single)")
    #expect(together >= studies - most && covered >= studies - most, "seed \(seed): \(together), \(covered)")
  }

  /// Models with few of many replicates: intervals of eight values among forty numbers.
  @Test(.enabled(if: runsLongTests), arguments: [(8, 40, 1860), (8, 8, 1840), (4, 40, 1680), (3, 30, 1440)])
  func coversWithFewOfManyReplicates(present: Int, of count: Int, atLeast least: Int) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let bootstrap = ReplicateBootstrap(replicates: .independent(count), seed: seed)
    var (covered, widths) = (0, 0.0)
    for _ in 0..<2000 {
      let values = (0..<count).map { $0 < present ? Optional(generator.normal()) : nil }
      let interval = try #require(bootstrap.interval(values))
      if interval.low <= 0, interval.high >= 0 { covered += 1 }
      widths += interval.high - interval.low
    }
    print("bootstrap: \(present) of \(count) replicates: covered in \(covered) of 2,000, mean width \(widths / 2000)")
    // An interval cannot leave the range of its values, which misses the mean in one of eight samples of four, and in one of
    // four of three.
    #expect(covered >= least, "seed \(seed): \(covered)")
  }
}
