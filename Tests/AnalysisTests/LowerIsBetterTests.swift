import Datasets
import Foundation
import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

/// A metric of which lower is better, against the mirror image of the same results: where a model has an accuracy of a, give
/// it a log-loss of 1 − a, and everything that is concluded has to stay as it is.
@Suite struct LowerIsBetterTests {
  private static let sizes = [10, 20, 40, 80, 160, 320]
  private static let replicates = 8

  /// Accuracies that a double holds exactly, as it does 1 less them.
  private static func exact(_ value: Double) -> Double { (value * 65_536).rounded() / 65_536 }

  /// Two models whose curves cross; the deeper falls at one size.
  private static func results(_ generator: inout SeededGenerator) -> StudyResults {
    func accuracy(_ model: Int, _ size: Int) -> Double {
      let size = Double(size)
      if model == 0 { return 0.88 - 0.9 / pow(size, 0.6) }
      return size == 40 ? 0.45 : 0.97 - 2.4 / pow(size, 0.6)
    }
    let trajectories = [0, 1].flatMap { model -> [TrajectoryResult] in
      sizes.flatMap { size -> [TrajectoryResult] in
        (1...replicates).map { replicate -> TrajectoryResult in
          let test = accuracy(model, size) + 0.02 * generator.normal()
          let noise = (0..<3).map { _ in 0.01 * generator.normal() }
          let history = (1...3).map { epoch -> EpochRecord in
            let time = Double(epoch)
            let loss: Double = 1 / time
            let train: Double = exact(test + 0.04 * time + noise[0])
            let validation: Double = exact(test - 0.05 + noise[1])
            let late: Double = exact(test - 0.03 * (3 - time) + noise[2])
            return SmallStudy.epoch(epoch, train: (loss, train), validation: (loss, validation), test: (loss, late))
          }
          return SmallStudy.trajectory(model: model, size: size, replicate: replicate, history)
        }
      }
    }
    return SmallStudy(replicates: .independent(replicates)).results(trajectories)
  }

  private static func mirrored(_ results: StudyResults) -> StudyResults {
    func mirrored(_ score: Score) -> Score {
      var mirrored = Score(loss: score.loss)
      mirrored[.logLoss] = score[.accuracy].map { 1 - $0 }
      return mirrored
    }
    var study = results.study
    study.metrics = [.logLoss]
    return StudyResults(
      study: study,
      trajectories: results.trajectories.map { trajectory in
        var result = trajectory
        result.chance = ChanceLimits(train: mirrored(result.chance.train), test: mirrored(result.chance.test))
        for index in result.history.indices {
          result.history[index].train = mirrored(result.history[index].train)
          result.history[index].validation = result.history[index].validation.map(mirrored)
          result.history[index].test = mirrored(result.history[index].test)
        }
        return result
      })
  }

  private static func isNear(_ a: Double?, _ b: Double?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return abs(a - b) <= 1e-9 * max(1, abs(a))
  }

  private static func isNear(_ a: Interval?, _ b: Interval?) -> Bool {
    isNear(a?.mean, b?.mean) && isNear(a?.low, b?.low) && isNear(a?.high, b?.high)
  }

  /// 0 less, or 1 less, each end of an interval.
  private static func mirrored(_ interval: Interval?, of sum: Double = 0) -> Interval? {
    interval.map { Interval(mean: sum - $0.mean, low: sum - $0.high, high: sum - $0.low) }
  }

  @Test func theMirrorImageIsJudgedTheSame() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let results = Self.results(&generator)
    let (higher, lower) = (StudyAnalysis(results), StudyAnalysis(Self.mirrored(results)))

    #expect(higher.curves.count == lower.curves.count)
    for (a, b) in zip(higher.curves, lower.curves) {
      #expect(Self.isNear(b[.test(.logLoss)], Self.mirrored(a[.test(.accuracy)], of: 1)), "seed \(seed)")
      #expect(Self.isNear(b[.gap(.logLoss)], a[.gap(.accuracy)]), "seed \(seed)")
      #expect(b[.test(.accuracy)] == nil && b.atChance == a.atChance)
    }
    #expect(higher.curves.contains { ($0[.gap(.accuracy)]?.mean ?? 0) > 0.05 })

    for (a, b) in zip(higher.comparisons, lower.comparisons) {
      #expect(Self.isNear(b.difference, Self.mirrored(a.difference)) && b.verdict == a.verdict, "seed \(seed)")
      #expect(Self.isNear(b.gapDifference, a.gapDifference) && b.pairwise == a.pairwise, "seed \(seed)")
    }
    #expect(Set(lower.comparisons.map(\.verdict)).isSuperset(of: [.better, .worse]), "seed \(seed)")

    for (a, b) in zip(higher.crossovers, lower.crossovers) {
      #expect(b.isForFirst == a.isForFirst && Self.isNear(b.position?.size, a.position?.size), "seed \(seed)")
      #expect(Self.isNear(b.low?.size, a.low?.size) && Self.isNear(b.high?.size, a.high?.size), "seed \(seed)")
    }
    #expect(lower.crossovers.contains { $0.leader?.model == "deep" })

    let (best, other) = (try #require(higher.standing), try #require(lower.standing))
    #expect(other.best.key == best.best.key && other.others.map(\.isWorse) == best.others.map(\.isWorse))
    #expect(zip(best.others, other.others).allSatisfy { Self.isNear($0.deficit, $1.deficit) }, "seed \(seed)")

    #expect(!lower.drops.isEmpty && lower.drops.count == higher.drops.count, "seed \(seed)")
    for (a, b) in zip(higher.drops, lower.drops) {
      #expect((b.from, b.to, b.recovery) == (a.from, a.to, a.recovery), "seed \(seed)")
      #expect(b.change.mean > 0 && Self.isNear(b.change, Self.mirrored(a.change)), "seed \(seed)")
    }
    for (a, b) in zip(higher.costs, lower.costs) {
      #expect(Self.isNear(b.difference, Self.mirrored(a.difference)) && b.updates == a.updates, "seed \(seed)")
    }
  }

  @Test func theMirrorImageIsFittedTheSame() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let results = Self.results(&generator)
    let (higher, lower) = (StudyAnalysis(results), StudyAnalysis(Self.mirrored(results)))
    #expect(!lower.fittedCurves.isEmpty && lower.fittedCurves.count == higher.fittedCurves.count)
    for (a, b) in zip(higher.fittedCurves, lower.fittedCurves) {
      #expect(b.errors == a.errors && b.best?.curve == a.best?.curve, "seed \(seed)")
      #expect(Self.isNear(b.asymptote, Self.mirrored(a.asymptote, of: 1)), "seed \(seed)")
    }
    for target in [0.5, 0.75, 0.8125, 0.90625] {
      let needs = zip(higher.dataNeeds(target: target), lower.dataNeeds(target: 1 - target))
      for (a, b) in needs {
        #expect(b.answer == a.answer && b.isLostAt == a.isLostAt, "seed \(seed), \(target)")
        #expect(Self.isNear(b.samples, a.samples) && Self.isNear(b.low, a.low), "seed \(seed), \(target)")
        #expect(Self.isNear(b.high, a.high) && b.family == a.family, "seed \(seed), \(target)")
      }
    }
    let onsets = GapOnset.onsets(Self.mirrored(results), level: 0.05)
    #expect(onsets == GapOnset.onsets(results, level: 0.05))
  }

  @Test func whatIsLostIsAbove() {
    #expect(DataNeed.Answer.lost.words(.accuracy) == "reached, but below at the largest size")
    #expect(DataNeed.Answer.lost.words(.logLoss) == "reached, but above at the largest size")
    #expect(DataNeed.Answer.reachedAgain.words(.logLoss) == "reached, after rising above")
  }
}

/// A run that diverged counts as the worst there is: of a metric without a worst value, as one twice as far from the best as
/// the worst of any run at the size, or as chance.
@Suite struct LostRunsTests {
  /// Equal values of runs that are all lost are no difference of zero.
  @Test func ofTwoModelsWhoseRunsAllDivergedNothingIsKnown() throws {
    let trajectories = [0, 1].flatMap { model in
      (1...6).map { replicate in
        var result = SmallStudy.trajectory(model: model, replicate: replicate, testAccuracy: 0.5)
        (result.history, result.diverged) = ([], true)
        result.trials = TrajectoryResult.replay([], diverged: true, rules: [.none], epochs: 3)
        return result
      }
    }
    let results = SmallStudy(replicates: .independent(6)).results(trajectories)
    let comparison = try #require(StudyAnalysis(results).comparisons.first { $0.rule == .none })
    #expect(comparison.pairs == 6 && comparison.difference == nil && comparison.simultaneous == nil)
    #expect(comparison.verdict == .undecided && comparison.pairwise.detectable == nil)
    #expect(comparison.firstRuns.diverged == 6 && comparison.secondRuns.diverged == 6)
  }

  /// Errors of diverged runs beyond all measure say nothing of how large errors are, by which means are told from zero.
  @Test func errorsBeforeDivergingAreNoMeasure() {
    func results(reported: Int?) -> StudyResults {
      var results = SmallStudy(replicates: .independent(3)).results([])
      results.study.metrics = [.rmse]
      (results.study.data.source.name, results.study.data.source.task) = ("csv", DataSource.regression)
      results.trajectories = (1...3).map { replicate in
        var result = SmallStudy.trajectory(model: 0, replicate: replicate, testAccuracy: 0)
        let errors: [Double] = [5, 3, 1e18]
        result.history = errors.enumerated().map { index, error in
          EpochRecord(
            epoch: index + 1, updates: index + 1, train: Score(loss: error), validation: nil,
            test: Score(loss: error, [.rmse: error]), seconds: 0)
        }
        result.diverged = true
        result.trials = [
          TrialResult(rule: .none, status: .diverged, epoch: nil, stoppedEpoch: nil),
          TrialResult(
            rule: .lossChange(threshold: 1), status: reported == nil ? .diverged : .ok, epoch: reported,
            stoppedEpoch: reported),
        ]
        return result
      }
      return results
    }
    #expect(results(reported: 2).withSizeOfQuantity.study.sizeOfQuantity == 3)
    #expect(results(reported: nil).withSizeOfQuantity.study.sizeOfQuantity == nil)
  }

  /// Deep beats shallow in every pair but the first, in which it diverges.
  private func comparison(shallow: [Double], chance: Double) throws -> Comparison {
    let rule = StoppingRule.none
    func trajectory(_ model: Int, _ replicate: Int, _ value: Double?) -> TrajectoryResult {
      var result = SmallStudy.trajectory(model: model, replicate: replicate, testAccuracy: 0)
      result.chance = ChanceLimits(
        train: Score(loss: nil, [.logLoss: chance]), test: Score(loss: nil, [.logLoss: chance]))
      guard let value else {
        result.history = []
        result.diverged = true
        result.trials = [TrialResult(rule: rule, status: .diverged, epoch: nil, stoppedEpoch: nil)]
        return result
      }
      result.history[0].train = Score(loss: 1, [.logLoss: 0.25])
      result.history[0].test = Score(loss: 1, [.logLoss: value])
      return result
    }
    let trajectories = shallow.enumerated().flatMap { index, value in
      [trajectory(0, index + 1, value), trajectory(1, index + 1, index == 0 ? nil : value - 0.125)]
    }
    var results = SmallStudy(replicates: .independent(shallow.count)).results([])
    results.study.metrics = [.logLoss]
    results.trajectories = trajectories.sorted { $0.configuration.modelIndex < $1.configuration.modelIndex }
    let analysis = StudyAnalysis(results)
    return try #require(analysis.comparisons.first { $0.rule == rule })
  }

  /// Differences: 1.5 − 0.5 in the first pair, where chance is the worst, and seven times −0.125.
  @Test func worseThanChance() throws {
    let found = try comparison(shallow: Array(repeating: 0.5, count: 8), chance: 0.75)
    #expect(found.difference?.mean == (1 - 7 * 0.125) / 8)
    #expect(found.firstRuns.diverged == 1 && found.hasLostRuns)
  }

  /// 6 − 0.5, twice the log-loss of the worst run, and seven times −0.125.
  @Test func worseThanTheWorstRun() throws {
    let found = try comparison(shallow: [0.5, 3] + Array(repeating: 0.5, count: 6), chance: 0.75)
    #expect(found.difference?.mean == (5.5 - 7 * 0.125) / 8)
    #expect(found.verdict == .undecided)
  }

  /// An infinite log-loss is a result, and the worst one.
  @Test func whatOverflowsIsLost() throws {
    let found = try comparison(shallow: [0.5, .infinity] + Array(repeating: 0.5, count: 6), chance: 0.75)
    // Shallow: 1.5 in the second pair, and deep, infinite less an eighth, too.
    #expect(found.difference?.mean == (1 - 6 * 0.125) / 8 && found.pairs == 8)
  }
}
