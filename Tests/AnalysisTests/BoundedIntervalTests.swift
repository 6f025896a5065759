import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

/// Intervals end where a metric does, and say the same about what is possible.
@Suite struct BoundedIntervalTests {
  /// The part of the interval without bounds that is within them. It holds a true value that is possible exactly if that
  /// without bounds does, so that coverage is the same, and it is on the same side of zero.
  @Test func cutIntervalsCoverTheSame() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let bootstrap = ReplicateBootstrap(replicates: 5, seed: 3)
    let test = MeanTest(bootstrap: bootstrap, seed: 3)
    var cut = 0
    for _ in 0..<200 {
      // Differences near the end of what differences of accuracies can be.
      let values: [Double?] = (0..<5).map { _ in 1 - 0.4 * generator.uniform() * generator.uniform() }
      let cell = ReplicateValues(values)
      for (free, kept) in [
        (test.interval(cell), test.interval(cell, within: -1...1)),
        (bootstrap.interval(cell), bootstrap.interval(cell, within: -1...1)),
      ] {
        let (free, kept) = (try #require(free), try #require(kept))
        #expect(kept.mean == free.mean && kept.low == max(free.low, -1) && kept.high == min(free.high, 1))
        #expect(kept.low <= kept.mean && kept.mean <= kept.high && kept.excludesZero == free.excludesZero)
        let truth = 2 * generator.uniform() - 1
        #expect((kept.low...kept.high).contains(truth) == (free.low...free.high).contains(truth))
        if kept != free { cut += 1 }
      }
    }
    #expect(cut > 20, "seed \(seed)")
  }

  /// All that an analysis says of a metric close to its best value.
  @Test func nothingIsBeyondTheBestOrWorst() throws {
    let tests = [[0.02, 0.0, 0.3, 0.01], [1.0, 0.97, 1.0, 0.6]]
    let trajectories = tests.enumerated().flatMap { model, values in
      [10, 20].flatMap { size in
        values.enumerated().map { replicate, value in
          SmallStudy.trajectory(model: model, size: size, replicate: replicate + 1, testAccuracy: value)
        }
      }
    }
    let analysis = StudyAnalysis(SmallStudy(replicates: 4).results(trajectories))
    let values =
      analysis.curves.compactMap { $0[.test(.accuracy)] }
      + analysis.epochCurves.flatMap { $0.summaries[.test(.accuracy)] ?? [] }
    #expect(!values.isEmpty && values.allSatisfy { 0 <= $0.low && $0.high <= 1 })
    let differences =
      analysis.comparisons.compactMap(\.difference) + analysis.curves.compactMap { $0[.gap(.accuracy)] }
      + analysis.crossovers.compactMap(\.average)
    #expect(differences.count > 4 && differences.allSatisfy { -1 <= $0.low && $0.high <= 1 })
    // What is cut off was there.
    let cell = ReplicateValues(zip(tests[1], tests[0]).map { $0 - $1 })
    let free = try #require(MeanTest(replicates: 4, seed: 1).interval(cell))
    #expect(free.high > 1)
  }
}
