import Foundation
import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

@Suite struct TestSamplingTests {
  private static func correct(_ flags: [Bool]) -> SampleValues {
    SampleValues(of: .accuracy, classes: flags.map { $0 ? 0 : 1 }, labels: flags.map { _ in 0 }) ?? .numbers([])
  }

  /// Values of replicates [replicate][sample], as terms with weight 1.
  private static func terms(_ values: [[Double]], drawn: [[Int]]? = nil) -> [TestSampling.Terms] {
    values.indices.map { [(1, .samples(.numbers(values[$0].map { Float($0) }), drawn: drawn?[$0]))] }
  }

  /// By its definition: what the samples have in common over the replicates, less what the replicates show anyway.
  @Test func itIsTheTwoWayVariance() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let (replicates, samples) = (7, 150)
    /// Each model has samples that are hard for it.
    func flags() -> [[Bool]] {
      let hard = (0..<samples).map { _ in generator.uniform() }
      return (0..<replicates).map { _ in hard.map { generator.uniform() > $0 } }
    }
    let (first, second) = (flags(), flags())
    let differences = zip(first, second).map { zip($0, $1).map { ($0 ? 1.0 : 0) - ($1 ? 1 : 0) } }
    let means = differences.map { $0.reduce(0, +) / Double(samples) }
    let e = zip(differences, means).map { row, mean in row.map { $0 - mean } }
    let cells = Double(replicates * samples)
    var (ofSamples, ofBoth) = (0.0, 0.0)
    for sample in 0..<samples {
      let sum = e.reduce(0) { $0 + $1[sample] }
      ofSamples += sum * sum / (cells * cells)
      ofBoth += e.reduce(0) { $0 + $1[sample] * $1[sample] } / (cells * cells)
    }
    let expected = max(ofSamples - ofBoth, 0) * Double(samples) / Double(samples - 1)
    let sampling = try #require(
      TestSampling(
        zip(first, second).map {
          [(1, .samples(Self.correct($0), drawn: nil)), (-1, .samples(Self.correct($1), drawn: nil))]
        }))
    #expect(abs(sampling.variance - expected) < 1e-12, "seed \(seed)")
    // The same as numbers.
    let numbers = try #require(TestSampling(Self.terms(differences)))
    #expect(abs(numbers.variance - expected) < 1e-9, "seed \(seed)")
    // Random signs give that variance.
    let signs = (0..<20_000).map { _ in generator.bits() }
    let shifts = sampling.shifts(signs)
    let mean = shifts.reduce(0, +) / Double(shifts.count)
    let variance = shifts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(shifts.count)
    #expect(abs(variance / expected - 1) < 0.05 && abs(mean) < 0.05 * expected.squareRoot(), "seed \(seed)")
  }

  /// The same values under the numbers of drawn samples, and replicates that were tested on different samples.
  @Test func drawnSamplesAreThoseOfThePool() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let values = (0..<5).map { _ in (0..<100).map { _ in generator.normal() } }
    let shared = (0..<100).map { 7 * $0 + 3 }
    let inPool = try #require(TestSampling(Self.terms(values, drawn: Array(repeating: shared, count: 5))))
    let own = try #require(TestSampling(Self.terms(values)))
    #expect(abs(inPool.variance - own.variance) < 1e-12)
    // Each replicate with samples of its own: the spread of the replicates has it all.
    let apart = (0..<5).map { replicate in (0..<100).map { 100 * replicate + $0 } }
    #expect(try abs(#require(TestSampling(Self.terms(values, drawn: apart))).variance) < 1e-12)
  }

  /// Three samples of a group that are alike are one: a group counts as what it is, one draw.
  @Test func samplesOfAGroupAreDrawnTogether() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let common = (0..<40).map { _ in generator.normal() }
    let values = (0..<5).map { _ in common.map { $0 + 0.3 * generator.normal() } }
    let single = try #require(TestSampling(Self.terms(values)))
    let groups = (0..<120).map { $0 / 3 }
    let grouped = try #require(
      TestSampling(
        values.map { values in
          let threefold = values.flatMap { [Float($0), Float($0), Float($0)] }
          return [(1, .samples(.numbers(threefold), drawn: nil, groups: groups))]
        }))
    #expect(abs(grouped.variance / single.variance - 1) < 1e-9, "seed \(seed)")
    let apart = try #require(TestSampling(Self.terms(values.map { $0.flatMap { [$0, $0, $0] } })))
    #expect(apart.variance < 0.5 * single.variance, "seed \(seed)")
  }

  @Test func whatCannotBeKnown() {
    let values = Self.terms([[1, 0, 1], [0, 0, 1]])
    #expect(TestSampling(values) != nil)
    #expect(TestSampling([]) == nil && TestSampling(Array(values.prefix(1))) == nil)
    #expect(TestSampling(values + [[(1, .unknown)]]) == nil)
    #expect(TestSampling([[(1, .constant)], [(1, .constant)]]) == nil)
    // Two test sets within a replicate.
    #expect(TestSampling(values + [values[0] + [(-1, .samples(.numbers([1, 2]), drawn: nil))]]) == nil)
    #expect(TestSampling(values + [[(1, .samples(.numbers([.infinity, 0, 1]), drawn: nil))]]) == nil)
  }

  /// Runs that diverged count alike on every sample, so they dilute what the samples do.
  @Test func constantReplicatesDilute() throws {
    let values = Self.terms([[1, 0, 1, 1], [0, 0, 1, 1]])
    let without = try #require(TestSampling(values))
    let with = try #require(TestSampling(values + [[(1, .constant)], [(1, .constant)]]))
    #expect(abs(with.variance - without.variance / 4) < 1e-12)
  }

  /// A difference that is the same in every replicate is certain for these samples only.
  @Test func samplesAloneMakeAnInterval() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    // Of 400 samples one model gets 30 right that the other gets wrong, and the other way round 10.
    let first = (0..<400).map { $0 < 30 || $0 >= 40 && generator.below(10) > 0 }
    let second = first.enumerated().map { $0.offset < 40 ? !$0.element : $0.element }
    let replicate: TestSampling.Terms = [
      (1, .samples(Self.correct(first), drawn: nil)), (-1, .samples(Self.correct(second), drawn: nil)),
    ]
    let cell = ReplicateValues(Array(repeating: 0.05, count: 8), terms: Array(repeating: replicate, count: 8))
    let test = MeanTest(bootstrap: ReplicateBootstrap(replicates: 8, seed: seed), seed: seed)
    let interval = try #require(test.interval(cell))
    // McNemar's standard error, √(40 − 20²/400)/400, of which all replicates show the same, so an eighth is theirs.
    let error = (39.0).squareRoot() / 400 * (7.0 / 8).squareRoot()
    #expect(abs(interval.high - 0.05 - 1.96 * error) < 0.15 * error, "seed \(seed)")
    #expect(abs(interval.low - 0.05 + 1.96 * error) < 0.15 * error)
    // 20 / √39 = 3.2 standard errors.
    let p = test.values([cell])[0].single
    #expect(p < 0.01)
    let narrow = try #require(test.interval(ReplicateValues(cell.values)))
    #expect(narrow.low == narrow.high)
    let level = try #require(ReplicateBootstrap(replicates: 8, seed: seed).interval(cell))
    #expect(level.mean == 0.05 && level.low < 0.03 && level.high > 0.07)
  }

  /// Studies of models that differ by nothing in the world, but on the test samples of each study by chance. How many of 400
  /// intervals cover zero, and how many of 400 studies decide any of four cells.
  @Test func coversOtherTestSamples() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let (replicates, samples, cells) = (12, 300, 4)
    let bootstrap = ReplicateBootstrap(replicates: .independent(replicates), seed: seed)
    let test = MeanTest(bootstrap: bootstrap, seed: seed)
    var (covered, coveredByReplicates, decided) = (0, 0, 0)
    for _ in 0..<400 {
      // How likely each model is right on each sample; both on average alike.
      let abilities = (0..<2).map { _ in (0..<samples).map { _ in generator.uniform() } }
      let values = (0..<cells).map { _ -> ReplicateValues in
        let flags = (0..<replicates).map { _ -> [[Bool]] in
          let luck = 0.02 * generator.normal()
          return abilities.map { $0.map { generator.uniform() < $0 + luck } }
        }
        let accuracies = flags.map { $0.map { Double($0.count { $0 }) / Double(samples) } }
        return ReplicateValues(
          accuracies.map { $0[0] - $0[1] },
          terms: flags.map {
            [(1, .samples(Self.correct($0[0]), drawn: nil)), (-1, .samples(Self.correct($0[1]), drawn: nil))]
          })
      }
      func covers(_ cell: ReplicateValues) -> Bool { test.interval(cell).map { $0.low <= 0 && $0.high >= 0 } ?? false }
      if covers(values[0]) { covered += 1 }
      if covers(ReplicateValues(values[0].values)) { coveredByReplicates += 1 }
      if test.values(values).contains(where: { $0.corrected <= Comparison.level }) { decided += 1 }
    }
    print("of 400: \(covered) cover, over replicates alone \(coveredByReplicates); \(decided) decide something")
    // 95 % of 400 with three standard errors of 4.4; replicates alone cover far less.
    #expect(covered >= 367, "seed \(seed): \(covered)")
    #expect(coveredByReplicates < 330, "seed \(seed): \(coveredByReplicates)")
    #expect(decided <= 33, "seed \(seed): \(decided)")
  }
}
