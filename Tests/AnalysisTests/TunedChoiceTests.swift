import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

/// What is chosen of tuned settings, against choices made plainly from the trials themselves.
@Suite struct TunedChoiceTests {
  private static let rates = ["0.01", "0.1", "1"]

  private static func study(_ change: (inout StudyDescription) -> Void = { _ in }) -> StudyDescription {
    var study = SmallStudy(replicates: 4).results([]).study
    study.tune = [
      VariedSetting(
        key: "learning-rate",
        values: rates.map { .init(text: $0, assignment: .init(\.learningRate, Double($0) ?? 0)) })
    ]
    change(&study)
    return study
  }

  private static func trajectory(
    model: Int = 0, replicate: Int, rate: String, diverged: Bool = false,
    _ epochs: [(validation: Double, test: Double)],
    loss: Double = 1
  ) -> TrajectoryResult {
    var result = SmallStudy.trajectory(
      model: model, replicate: replicate,
      epochs.enumerated().map { index, scores in
        // The training loss settles, so that rules fire at different epochs.
        SmallStudy.epoch(
          index + 1, train: (1 / Double(index + 1), 0.9), validation: (loss, scores.validation),
          test: (1, scores.test))
      }, diverged: diverged)
    result.key += rate
    result.configuration.tuned = [rate]
    return result
  }

  /// Where the metric has no value on validation data, the loss decides, and not the order of the values.
  @Test func withoutTheMetricTheLossDecides() {
    let trajectories = (1...4).flatMap { replicate in
      Self.rates.enumerated().map { place, rate in
        var result = Self.trajectory(replicate: replicate, rate: rate, [(0.5, 0.5)], loss: place == 1 ? 0.2 : 0.3)
        result.history[0].validation?[.accuracy] = nil
        return result
      }
    }
    let choices = StudyAnalysis(StudyResults(study: Self.study(), trajectories: trajectories)).choices
    #expect(!choices.isEmpty && choices.allSatisfy { $0.chosen == ($0.value == "0.1" ? 4 : 0) })
  }

  /// Of values with which every run diverged none is chosen.
  @Test func whereAllRunsDivergedNothingIsChosen() {
    let trajectories = (1...4).flatMap { replicate in
      Self.rates.map { Self.trajectory(replicate: replicate, rate: $0, diverged: replicate > 1, [(0.5, 0.5)]) }
    }
    let choices = StudyAnalysis(StudyResults(study: Self.study(), trajectories: trajectories)).choices
      .filter { $0.key.rule == .none }
    #expect(choices.map(\.count) == [1, 1, 1] && choices.reduce(0) { $0 + $1.chosen } == 1, "\(choices)")
  }

  /// Every combination of random scores: means of curves, and counts of choices, are those of a plain search.
  @Test func theBestOnValidationDataIsReported() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for _ in 0..<50 {
      let trajectories = (1...4).flatMap { replicate in
        Self.rates.map { rate in
          Self.trajectory(
            replicate: replicate, rate: rate,
            (0..<4).map { _ in (Double(generator.below(8)) / 8, generator.uniform()) }, loss: generator.uniform())
        }
      }
      let study = Self.study()
      let analysis = StudyAnalysis(StudyResults(study: study, trajectories: trajectories.shuffled(by: &generator)))
      for rule in study.rules {
        let best = (1...4).compactMap { replicate in
          trajectories.filter { $0.replicate == replicate }.compactMap { trajectory in
            trajectory.trial(of: rule)?.epoch.map { (trajectory.configuration.tuned[0], trajectory.history[$0 - 1]) }
          }.max { one, other in
            let (a, b) = (one.1.validation, other.1.validation)
            return (a?[.accuracy] ?? 0, -(a?.loss ?? 0)) < (b?[.accuracy] ?? 0, -(b?.loss ?? 0))
          }
        }
        let point = try #require(analysis.curves.first { $0.key.rule == rule && $0.size == 20 })
        let mean = best.reduce(0) { $0 + ($1.1.test[.accuracy] ?? 0) } / 4
        #expect(abs((point[.test(.accuracy)]?.mean ?? .nan) - mean) < 1e-12, "seed \(seed)")
        for (rate, end) in zip(Self.rates, [TunedChoice.End.lowest, nil, .highest]) {
          let choice = try #require(analysis.choices.first { $0.key.rule == rule && $0.value == rate })
          #expect(choice.chosen == best.count { $0.0 == rate } && choice.count == 4, "seed \(seed)")
          #expect(choice.end == end && choice.setting == "learning-rate")
        }
      }
      #expect(analysis.choices.count == study.rules.count * 3)
    }
  }

  /// Test data have no part in the choice.
  @Test func testScoresDoNotChoose() {
    func chosen(_ tests: [Double]) -> [Int] {
      let trajectories = zip(Self.rates, tests).enumerated().map { index, pair in
        Self.trajectory(replicate: 1, rate: pair.0, [([0.5, 0.9, 0.7][index], pair.1)])
      }
      return StudyAnalysis(StudyResults(study: Self.study(), trajectories: trajectories)).choices.map(\.chosen)
    }
    #expect(chosen([0.9, 0.1, 0.2]) == chosen([0.1, 0.2, 0.9]))
    #expect(chosen([0.9, 0.1, 0.2]).contains(1))
  }

  @Test func aRunThatDivergedIsChosenOnlyIfAllDid() throws {
    func point(_ diverged: [Bool]) throws -> CurvePoint {
      let trajectories = zip(Self.rates, diverged).map { rate, diverged in
        Self.trajectory(replicate: 1, rate: rate, diverged: diverged, [(diverged ? 0.9 : 0.2, 0.4)])
      }
      let analysis = StudyAnalysis(StudyResults(study: Self.study(), trajectories: trajectories))
      return try #require(analysis.curves.first { $0.key.rule == .none })
    }
    let some = try point([true, false, true])
    #expect(some.count == 1 && some.diverged == 0 && some[.test(.accuracy)]?.mean == 0.4)
    let all = try point([true, true, true])
    #expect(all.count == 0 && all.diverged == 1)
  }

  /// Beyond an L2 of 0 there is nothing, beyond the highest there is.
  @Test func theEndOfAKeyIsNoEndOfTheValuesTried() {
    let study = Self.study {
      $0.tune = [
        VariedSetting(
          key: "l2", values: ["0.1", "0", "1"].map { .init(text: $0, assignment: .init(\.l2, Double($0) ?? 0)) })
      ]
    }
    let trajectories = ["0.1", "0", "1"].map { Self.trajectory(replicate: 1, rate: $0, [(0.5, 0.5)]) }
    let choices = StudyAnalysis(StudyResults(study: study, trajectories: trajectories)).choices
    #expect(choices.filter { $0.key.rule == .none }.map(\.end) == [nil, nil, .highest])
  }

  /// While a value has not been trained there is nothing to choose from, and no result.
  @Test func aReplicateWithoutAllValuesHasNoResult() {
    let trajectories = [
      Self.trajectory(replicate: 1, rate: "0.01", [(0.5, 0.5)]), Self.trajectory(replicate: 1, rate: "1", [(0.6, 0.6)]),
    ]
    let analysis = StudyAnalysis(StudyResults(study: Self.study(), trajectories: trajectories))
    #expect(analysis.curves.isEmpty && analysis.choices.isEmpty)
  }

  /// As a damaged store may have it.
  @Test func aRunWithoutTheValuesOfItsKeysChoosesNothing() {
    let trajectories = Self.rates.map { rate in
      var result = Self.trajectory(replicate: 1, rate: rate, [(0.5, 0.5)])
      result.configuration.tuned = []
      return result
    }
    let analysis = StudyAnalysis(StudyResults(study: Self.study(), trajectories: trajectories))
    #expect(analysis.choices.isEmpty && !analysis.curves.isEmpty)
  }

  /// Models are compared as tuned: with rates that suit one of them alone, the other wins only by its own rate.
  @Test func verdictsAreOfTunedModels() throws {
    let study = Self.study { $0.replicates = 10 }
    let trajectories = (1...10).flatMap { replicate in
      Self.rates.enumerated().flatMap { index, rate in
        [
          Self.trajectory(model: 0, replicate: replicate, rate: rate, [(0.5, 0.5 + 0.001 * Double(replicate))]),
          Self.trajectory(
            model: 1, replicate: replicate, rate: rate, [(index == 2 ? 0.9 : 0.1, index == 2 ? 0.8 : 0.1)]),
        ]
      }
    }
    let analysis = StudyAnalysis(StudyResults(study: study, trajectories: trajectories))
    let comparison = try #require(analysis.comparisons.first { $0.rule == .none })
    #expect(abs((comparison.difference?.mean ?? 0) - (0.8 - 0.5055)) < 1e-12)
    #expect(comparison.verdict == .better && comparison.contrast.first.model == "deep")
    #expect(
      analysis.choices.first { $0.key.model == "deep" && $0.key.rule == .none && $0.end == .highest }?.chosen == 10)
  }
}

extension Array {
  /// The elements in a random order.
  fileprivate func shuffled(by generator: inout SeededGenerator) -> [Element] {
    generator.shuffled(count: count).map { self[$0] }
  }
}
