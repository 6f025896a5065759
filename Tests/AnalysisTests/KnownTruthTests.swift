import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

/// Whole studies whose truth is known: what comes out must be it.
@Suite struct KnownTruthTests {
  private static let sizes = [10, 20, 40, 80, 160]

  /// Two epochs: `loss-change 0.1` stops after the second, `patience 1` has nothing to go by, `none` trains all three.
  /// `accuracy` gives the test accuracy of a model at a size after two epochs and after three.
  private static func results(
    seed: UInt64, replicates: Int = 10, noise: Double = 0.01, _ accuracy: (Int, Int) -> (early: Double, late: Double)
  ) -> StudyResults {
    var generator = SeededGenerator(key: seed)
    let trajectories = (1...replicates).flatMap { replicate in
      let shared = noise * generator.normal()
      return sizes.flatMap { size in
        [0, 1].map { model in
          let truth = accuracy(model, size)
          func epoch(_ number: Int, _ loss: Double, _ test: Double) -> EpochRecord {
            SmallStudy.epoch(
              number, train: (loss, 0.99), validation: nil, test: (1, test + shared + noise * generator.normal()))
          }
          return SmallStudy.trajectory(
            model: model, size: size, replicate: replicate,
            [epoch(1, 1, 0.5), epoch(2, 0.95, truth.early), epoch(3, 0.5, truth.late)])
        }
      }
    }
    return SmallStudy(replicates: .independent(replicates)).results(trajectories)
  }

  private static func analysis(
    seed: UInt64, noise: Double = 0.01, _ accuracy: (Int, Int) -> (early: Double, late: Double)
  ) -> StudyAnalysis {
    StudyAnalysis(results(seed: seed, noise: noise, accuracy))
  }

  private static let test = MeanTest(replicates: 10, seed: 1)

  private static let early = StoppingRule.lossChange(threshold: 0.1)
  private static let patience = StoppingRule.patience(epochs: 1, threshold: 0)

  @Test func theShallowModelTrulyWins() {
    let seed = printedSeed()
    let analysis = Self.analysis(seed: seed) { model, _ in model == 0 ? (0.8, 0.9) : (0.75, 0.85) }
    for rule in [Self.early, .none] {
      let verdicts = analysis.comparisons.filter { $0.rule == rule }.map(\.verdict)
      #expect(verdicts == Array(repeating: .worse, count: Self.sizes.count), "seed \(seed)")
    }
    #expect(Reversal.all(analysis.comparisons).isEmpty)
    #expect(analysis.crossovers.filter { $0.pairs > 0 }.allSatisfy { $0.noCrossing > 0.95 })
  }

  /// The deep model learns more slowly: stopped early it loses, trained on it wins. Only the rule makes the verdict.
  @Test func theThresholdAloneMakesTheVerdict() {
    let seed = printedSeed()
    let analysis = Self.analysis(seed: seed) { model, _ in model == 0 ? (0.8, 0.85) : (0.7, 0.92) }
    #expect(
      analysis.comparisons.filter { $0.rule == Self.early }.allSatisfy { $0.verdict == .worse }, "seed \(seed)")
    #expect(analysis.comparisons.filter { $0.rule == .none }.allSatisfy { $0.verdict == .better }, "seed \(seed)")
    let reversals = Reversal.all(analysis.comparisons)
    #expect(reversals.map(\.size) == Self.sizes)
    for reversal in reversals {
      // Patience has no validation set to look at, so its trials are those of `none`.
      #expect(reversal.forFirst == [Self.patience, .none] && reversal.forSecond == [Self.early])
      #expect(reversal.contrast.first.model == "deep" && reversal.contrast.second.model == "shallow")
    }
  }

  /// Equal models: in 200 studies at most 5 % may decide any cell, give or take two standard errors of 1.5 %.
  @Test func equalModelsAreRarelyDecided() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let wrong = (0..<200).count { _ in
      let results = Self.results(seed: generator.bits()) { _, _ in (0.8, 0.9) }
      let curves = PairedCurve.curves(
        results.byConfiguration, of: results.study, LostRuns(results.byConfiguration, of: results.study))
      return Comparison.comparisons(curves, metric: .accuracy, test: Self.test)
        .contains { $0.verdict != .undecided }
    }
    #expect(wrong <= 16, "seed \(seed): \(wrong) of 200")
  }

  /// Stopping after two of three epochs costs the deep model 22 points and a third of the updates; every replicate alike.
  @Test func whatARuleCosts() throws {
    let analysis = Self.analysis(seed: 1, noise: 0) { model, _ in model == 0 ? (0.75, 0.875) : (0.5, 0.75) }
    let cost = try #require(analysis.costs.first { $0.rule == Self.early && $0.modelIndex == 1 && $0.size == 80 })
    // Patience trains as long as no stopping.
    #expect(cost.reference == StoppingRule.none && cost.pairs == 10)
    #expect(cost.difference == Interval(mean: -0.25, low: -0.25, high: -0.25))
    #expect(cost.updates.mean == 8.0 / 12)
    #expect(Set(analysis.costs.map(\.rule)) == [Self.early, Self.patience])
    #expect(
      analysis.costs.filter { $0.rule == Self.patience }.allSatisfy { $0.difference.mean == 0 && $0.updates.mean == 1 })
  }

  @Test func curvesThatDipAndFall() throws {
    let seed = printedSeed()
    let accuracies = [10: 0.6, 20: 0.75, 40: 0.65, 80: 0.8, 160: 0.9]
    let dipping = Self.analysis(seed: seed) { model, size -> (early: Double, late: Double) in
      model == 0 ? (0.5, accuracies[size] ?? 0) : (0.5, 0.5 + Double(size) / 1000)
    }
    let dips = dipping.drops.filter { $0.key.rule == .none }
    #expect(dips.map(\.key.model) == ["shallow"], "seed \(seed)")
    let dip = try #require(dips.first)
    #expect(dip.from == 20 && dip.to == 40 && dip.recovery == 80 && dip.p <= 0.05)
    #expect(dip.change.low < -0.1 && dip.change.high > -0.1)

    let falling = Self.analysis(seed: seed) { _, size in (0.5, 0.9 - Double(size) / 500) }.drops
    let fall = try #require(falling.first { $0.key.rule == .none })
    #expect(fall.from == 10 && fall.to == 160 && fall.recovery == nil)
  }

  /// Curves that rise, or stay where they are, in noise.
  @Test(arguments: [0.0, 0.02]) func curvesAsTheyShouldBe(slope: Double) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let flagged = (0..<100).count { _ in
      let results = Self.results(seed: generator.bits()) { _, size in (0.7, 0.8 + slope * Double(size) / 100) }
      return !CurveDrop.drops(
        MeasuredCurve.curves(results.byConfiguration, of: results.study), metric: .accuracy, test: Self.test
      ).isEmpty
    }
    #expect(flagged <= 10, "seed \(seed): \(flagged) of 100")
  }
}
