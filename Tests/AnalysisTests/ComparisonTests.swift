import Analysis
import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@Suite struct ComparisonTests {
  /// The comparison under the rule `none` of the deep with the shallow model, given test accuracies by replicate.
  private func comparison(deep: [Double?], shallow: [Double?], isFinal: Bool = true) throws -> Comparison {
    let trajectories = [shallow, deep].enumerated().flatMap { model, accuracies in
      accuracies.enumerated().compactMap { index, accuracy in
        accuracy.map { SmallStudy.trajectory(model: model, replicate: index + 1, testAccuracy: $0) }
      }
    }
    var results = SmallStudy(replicates: .independent(max(deep.count, shallow.count))).results(trajectories)
    results.isFinal = isFinal
    return try #require(StudyAnalysis(results).comparisons.first { $0.rule == .none })
  }

  @Test func subtractsTheShallowerModelFromTheDeeper() throws {
    let comparison = try comparison(deep: [0.75, 0.625, 0.6875], shallow: [0.5, 0.5, 0.5])
    #expect(comparison.contrast.first == .init(modelIndex: 1, model: "deep", depth: 3))
    #expect(comparison.contrast.second == .init(modelIndex: 0, model: "shallow", depth: 1))
    #expect(comparison.size == 20 && comparison.pairs == 3)
    let difference = try #require(comparison.difference)
    #expect(difference.mean == 0.1875 && difference.hasEnds)
    // Around the mean, and wider than the three differences, of which few more are to be expected.
    #expect(abs(difference.high + difference.low - 2 * 0.1875) < 1e-12 && difference.high > 0.25)
  }

  /// The difference of each pair counts, not that of the means: here the deeper model is ahead by 0.0625 in every
  /// replicate, though its replicates range far more widely.
  @Test func replicatesArePaired() throws {
    let shallow = [0.125, 0.5, 0.875, 0.25, 0.625, 0.375]
    let comparison = try comparison(deep: shallow.map { $0 + 0.0625 }, shallow: shallow)
    #expect(comparison.difference == Interval(mean: 0.0625, low: 0.0625, high: 0.0625))
    #expect(comparison.verdict == .better)
  }

  @Test func verdictsFollowTestAndInterval() throws {
    let half = Array(repeating: 0.5, count: 6)
    #expect(try comparison(deep: [0.25, 0.375, 0.25, 0.375, 0.25, 0.25], shallow: half).verdict == .worse)
    #expect(try comparison(deep: [0.75, 0.625, 0.75, 0.625, 0.75, 0.75], shallow: half).verdict == .better)
    #expect(try comparison(deep: [0.75, 0.25, 0.75, 0.25, 0.75, 0.75], shallow: half).verdict == .undecided)
    #expect(try comparison(deep: half, shallow: half).verdict == .undecided)
  }

  /// However clear they are: five of one sign come up by chance in one of sixteen studies.
  @Test func fewerThanSixPairsDecideNothing() throws {
    let half = Array(repeating: 0.5, count: 6)
    let five = try comparison(deep: [0.75, 0.75, 0.75, 0.75, 0.75], shallow: half)
    #expect(five.pairwise.single == 1 / 16.0 && five.verdict == .undecided)
    let six = try comparison(deep: [0.75, 0.75, nil, 0.75, 0.75, 0.75], shallow: half)
    #expect(six.pairs == 5 && six.verdict == .undecided)
  }

  /// One size of two is decided alone, but not beside 59 cells in which nothing is known.
  @Test func correctionCountsEveryCell() throws {
    let deep = [0.75, 0.625, 0.75, 0.625, 0.75, 0.5]
    #expect(try comparison(deep: deep, shallow: Array(repeating: 0.5, count: 6)).pairwise.single <= 0.05)
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let noise = (1...59).flatMap { size in
      (1...6).flatMap { replicate in
        [0, 1].map {
          SmallStudy.trajectory(model: $0, size: size, replicate: replicate, testAccuracy: generator.uniform())
        }
      }
    }
    let clear = (1...6).flatMap { replicate in
      [0, 1].map {
        SmallStudy.trajectory(model: $0, size: 100, replicate: replicate, testAccuracy: 0.5 + 0.25 * Double($0))
      }
    }
    let alone = StudyAnalysis(SmallStudy(replicates: 6).results(clear)).comparisons.first { $0.rule == .none }
    #expect(alone?.pairwise.single == 1 / 32.0 && alone?.pairwise.corrected == 1 / 32.0)
    #expect(alone?.againstFirst == 1 / 32.0)
    let comparisons = StudyAnalysis(SmallStudy(replicates: 6).results(noise + clear)).comparisons
    for comparison in comparisons {
      #expect(comparison.pairwise.corrected >= comparison.pairwise.single, "seed \(seed)")
      #expect(comparison.pairwise.corrected == comparison.againstFirst)
    }
  }

  /// A sign that is decided by stepping down is not taken back by the interval that holds together with all others, and no
  /// interval has differences of accuracy over 1.
  @Test(arguments: [
    (0.04, 0.25, 0.0, 0.75), (0.04, -0.25, -0.75, 0.0), (0.06, 0.25, -0.25, 0.75), (0.06, 0.75, 0.25, 1),
  ])
  func simultaneousIntervalsKeepTheSignOfAVerdict(corrected: Double, mean: Double, low: Double, high: Double) throws {
    let any = try comparison(deep: [0.75], shallow: [0.5])
    let comparison = Comparison(
      metric: .accuracy, contrast: any.contrast, size: 20, rule: .none, pairs: 10,
      difference: Interval(mean: mean, low: mean - 0.125, high: mean + 0.125),
      pairwise: MeanTest.Values(single: 0.01, corrected: corrected, simultaneousMargin: 0.5))
    #expect(comparison.simultaneous == Interval(mean: mean, low: low, high: high))
  }

  /// The pairs with the first of three models are fewer than all pairs, and corrected for less.
  @Test func pairsWithTheFirstModelAreAFamilyOfTheirOwn() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let trajectories = (1...8).flatMap { replicate in
      (0..<3).map { model in
        var result = SmallStudy.trajectory(
          model: min(model, 1), replicate: replicate,
          testAccuracy: [0.3, 0.5, 0.4][model] + 0.3 * generator.uniform())
        result.configuration.modelIndex = model
        result.configuration.model = ["shallow", "deep", "deepest"][model]
        result.configuration.hidden = Array(repeating: 8, count: model + 1)
        return result
      }
    }
    let comparisons = StudyAnalysis(SmallStudy(replicates: 8).results(trajectories)).comparisons.filter {
      $0.rule == .none
    }
    #expect(
      comparisons.map { [$0.contrast.second.modelIndex, $0.contrast.first.modelIndex] } == [[0, 1], [0, 2], [1, 2]])
    for comparison in comparisons {
      if comparison.contrast.second.modelIndex == 0 {
        let against = try #require(comparison.againstFirst)
        #expect(against <= comparison.pairwise.corrected && against >= comparison.pairwise.single, "seed \(seed)")
      } else {
        #expect(comparison.againstFirst == nil && comparison.verdictAgainstFirst == nil)
      }
    }
  }

  /// Gap = train − test accuracy; training accuracies are equal here, so the gaps differ as the test accuracies do, in the
  /// other direction.
  @Test func subtractsGaps() throws {
    let comparison = try comparison(deep: [0.75, 0.625, 0.6875], shallow: [0.5, 0.5, 0.5])
    let difference = try #require(comparison.difference)
    let gap = try #require(comparison.gapDifference)
    #expect(gap.mean == -0.1875)
    #expect(abs(gap.low + difference.high) < 1e-12 && abs(gap.high + difference.low) < 1e-12)
  }

  @Test func onlyReplicatesOfBothModelsCount() throws {
    let three = try comparison(deep: [0.75, nil, 0.625], shallow: [0.5, 0.25, 0.5])
    #expect(three.pairs == 2)
    #expect(three.difference == Interval(mean: 0.1875))
    let none = try comparison(deep: [0.75, nil], shallow: [nil, 0.5])
    #expect(none.pairs == 0 && !none.isPaired && none.verdict == .undecided)
    #expect(none.difference == Interval(mean: 0.25))
    // As long as it is not finished, pairs may still come.
    let unfinished = try comparison(deep: [0.75, nil], shallow: [nil, 0.5], isFinal: false)
    #expect(unfinished.pairs == 0 && unfinished.isPaired && unfinished.difference == nil)
  }

  @Test func onePairDecidesNothing() throws {
    let comparison = try comparison(deep: [0.75], shallow: [0.5])
    #expect(comparison.pairs == 1)
    #expect(comparison.difference == Interval(mean: 0.25))
    #expect(comparison.verdict == .undecided)
  }

  /// Two differences of 0.125 and 0.25, and one run lost: 0 − 0.5. A pair of which both are lost differs by nothing.
  @Test func divergedTrialsCountAsTheirWorstOutcome() throws {
    let trajectories =
      [1, 2, 3].map { SmallStudy.trajectory(model: 0, replicate: $0, testAccuracy: 0.5) }
      + [
        SmallStudy.trajectory(model: 1, replicate: 1, testAccuracy: 0.625),
        SmallStudy.trajectory(model: 1, replicate: 2, testAccuracy: 0.75),
        SmallStudy.trajectory(model: 1, replicate: 3, [], diverged: true),
      ]
    let comparisons = StudyAnalysis(SmallStudy(replicates: 3).results(trajectories)).comparisons
    #expect(comparisons.map(\.rule) == SmallStudy.rules)
    for comparison in comparisons {
      #expect(comparison.pairs == 3)
      #expect(comparison.firstRuns == RunCounts(diverged: 1) && comparison.secondRuns == RunCounts())
      let difference = try #require(comparison.difference)
      #expect(abs(difference.mean - (0.125 + 0.25 - 0.5) / 3) < 1e-15)
      #expect(difference.low < -0.5 && difference.high > 0.25)
      // The gap of a run that diverged was not measured.
      #expect(comparison.gapDifference == Interval(mean: -0.1875))
    }
    let lost = trajectories.map { trajectory in
      var lost = trajectory
      if trajectory.replicate == 3 {
        (lost.history, lost.diverged) = ([], true)
        lost.trials = TrajectoryResult.replay([], diverged: true, rules: SmallStudy.rules, epochs: 1)
      }
      return lost
    }
    let both = try #require(StudyAnalysis(SmallStudy(replicates: 3).results(lost)).comparisons.last)
    #expect(both.pairs == 3 && both.difference?.mean == 0.125)
    #expect(both.secondRuns == RunCounts(diverged: 1))
  }

  /// Twelve replicates of which the deeper model loses five: on the seven that are left it would win every pair.
  @Test func aModelThatLosesRunsDoesNotWinOnTheRest() throws {
    let trajectories = (1...12).flatMap { replicate in
      [
        SmallStudy.trajectory(model: 0, replicate: replicate, testAccuracy: 0.5),
        replicate <= 5
          ? SmallStudy.trajectory(model: 1, replicate: replicate, [], diverged: true)
          : SmallStudy.trajectory(model: 1, replicate: replicate, testAccuracy: 0.75 + 0.001 * Double(replicate)),
      ]
    }
    let comparison = try #require(
      StudyAnalysis(SmallStudy(replicates: 12).results(trajectories)).comparisons.last)
    #expect(comparison.pairs == 12 && comparison.firstRuns.diverged == 5)
    #expect(comparison.verdict == .undecided)
  }

  /// Test accuracies up to 0.1 are at chance here, training accuracies are far above it; so the loss tells, too.
  @Test func countsTheRunsAtChance() throws {
    let trajectories = (1...3).flatMap { replicate in
      [0, 1].map { model in
        var result = SmallStudy.trajectory(
          model: model, replicate: replicate,
          [SmallStudy.epoch(1, train: (2.3, 0.09), validation: nil, test: (2.3, model == 1 ? 0.1 : 0.5))])
        result.chance = ChanceLimits(train: 0.1, test: 0.125, trainLoss: 2.2, testLoss: replicate == 2 ? 2.4 : 2.2)
        return result
      }
    }
    for comparison in StudyAnalysis(SmallStudy(replicates: 3).results(trajectories)).comparisons {
      #expect(comparison.firstRuns == RunCounts(atChance: 2) && comparison.secondRuns == RunCounts())
    }
  }

  /// Sizes that one model lacks are not compared.
  @Test func comparesEverySizeOfBoth() {
    let trajectories = [(0, 10), (0, 20), (1, 20), (1, 40)].map {
      SmallStudy.trajectory(model: $0.0, size: $0.1, replicate: 1, testAccuracy: 0.5)
    }
    let comparisons = StudyAnalysis(SmallStudy().results(trajectories)).comparisons
    #expect(comparisons.map(\.size) == [20, 20, 20])
  }

  /// It has no depth, whatever the depth of the network: even one without hidden layers is compared with it.
  @Test(arguments: [[], [8], [8, 8, 8]]) func networksAreComparedWithBaselines(hidden: [Int]) throws {
    func comparison(machine: Double, network: Double) throws -> Comparison {
      let trajectories = (1...6).flatMap { replicate in
        var baseline = SmallStudy.trajectory(model: 0, replicate: replicate, testAccuracy: machine)
        baseline.configuration.hidden = nil
        var other = SmallStudy.trajectory(model: 1, replicate: replicate, testAccuracy: network)
        other.configuration.hidden = hidden
        return [baseline, other]
      }
      let comparisons = StudyAnalysis(SmallStudy(replicates: 6).results(trajectories)).comparisons
      return try #require(comparisons.first { $0.rule == .none })
    }
    let better = try comparison(machine: 0.5, network: 0.75)
    #expect(
      better.contrast.first.model == "deep" && better.contrast.second.model == "shallow"
        && better.contrast.kind == .baseline)
    #expect(better.verdict == .better && better.difference?.mean == 0.25)
    #expect(try comparison(machine: 0.75, network: 0.5).verdict == .worse)
    #expect(try comparison(machine: 0.5, network: 0.5).verdict == .undecided)
  }

  /// Once, whatever is varied, as no setting of training affects them.
  @Test func baselinesAreComparedWithEachOtherOnce() throws {
    var results = SmallStudy().results([])
    results.study.vary = [Self.epochs]
    let machines = ["5", "40", "100"].flatMap { epochs in
      [0, 1].map { model in
        var result = SmallStudy.trajectory(model: model, replicate: 1, testAccuracy: 0.5 + 0.25 * Double(model))
        result.configuration.hidden = nil
        result.configuration.parameters = nil
        result.configuration.varied = [epochs]
        return result
      }
    }
    let comparisons = StudyAnalysis(StudyResults(study: results.study, trajectories: machines)).comparisons
    let comparison = try #require(comparisons.first { $0.rule == .none })
    #expect(comparisons.count { $0.rule == .none } == 1)
    #expect(comparison.contrast.kind == .machine && comparison.contrast.varied == [""])
  }

  private static let epochs = VariedSetting(
    key: "epochs", values: [5, 40, 100].map { .init(text: "\($0)", assignment: .init(\.epochs, $0)) })

  /// As the study file has them, not as text: 40 is before 5 there.
  @Test func variedValuesKeepTheirOrder() {
    var results = SmallStudy().results([])
    results.study.vary = [Self.epochs]
    let trajectories = ["100", "40", "5"].flatMap { epochs in
      [1, 0].map { model in
        var result = SmallStudy.trajectory(model: model, replicate: 1, testAccuracy: 0.5)
        result.configuration.varied = [epochs]
        return result
      }
    }
    let comparisons = StudyAnalysis(StudyResults(study: results.study, trajectories: trajectories)).comparisons
    let ofModels = comparisons.filter { $0.rule == .none && $0.contrast.isOfModels }
    #expect(ofModels.map(\.contrast.varied) == [["5"], ["40"], ["100"]])
  }

  /// Each value of a key with each other, for each network; of two values the later is first.
  @Test func valuesOfAKeyAreCompared() throws {
    var results = SmallStudy(replicates: 8).results([])
    results.study.vary = [Self.epochs]
    let accuracy = ["5": 0.25, "40": 0.5, "100": 0.75]
    let trajectories = (1...8).flatMap { replicate in
      [0, 1].flatMap { model in
        accuracy.map { epochs, accuracy in
          var result = SmallStudy.trajectory(
            model: model, replicate: replicate, testAccuracy: accuracy + 0.001 * Double(replicate * (model + 1)))
          result.configuration.varied = [epochs]
          return result
        }
      }
    }
    let comparisons = StudyAnalysis(StudyResults(study: results.study, trajectories: trajectories)).comparisons
      .filter { $0.rule == .none }
    let ofEpochs = comparisons.filter { $0.contrast.kind == .setting("epochs") }
    #expect(comparisons.count == 3 + 2 * 3 && ofEpochs.count == 6)
    #expect(comparisons.prefix(3).filter(\.contrast.isOfDepth).count == 3)
    for comparison in ofEpochs {
      let (first, second) = (comparison.contrast.first, comparison.contrast.second)
      let (high, low) = (try #require(first.value), try #require(second.value))
      #expect(["40 5", "100 5", "100 40"].contains("\(high) \(low)") && first.model == second.model)
      #expect(abs((comparison.difference?.mean ?? 0) - ((accuracy[high] ?? 0) - (accuracy[low] ?? 0))) < 1e-12)
      #expect(comparison.verdict == .better && comparison.winner == first)
      #expect(comparison.contrast.varied == [""] && comparison.contrast.varied(of: second) == [low])
      #expect(comparison.againstFirst == nil && comparison.familySize == 6 * SmallStudy.rules.count)
    }
    #expect(comparisons.first?.familySize == 3 * SmallStudy.rules.count)
  }

  /// So that a long list does not make the square of it.
  @Test func ofManyValuesEachIsComparedWithTheFirst() {
    var results = SmallStudy().results([])
    let texts = (1...9).map { "\($0)" }
    results.study.vary = [
      VariedSetting(key: "epochs", values: texts.map { .init(text: $0, assignment: .init(\.epochs, Int($0) ?? 1)) })
    ]
    let trajectories = texts.map { epochs in
      var result = SmallStudy.trajectory(replicate: 1, testAccuracy: 0.5)
      result.configuration.varied = [epochs]
      return result
    }
    let comparisons = StudyAnalysis(StudyResults(study: results.study, trajectories: trajectories)).comparisons
    #expect(comparisons.filter { $0.rule == .none }.map(\.contrast.second.value) == Array(repeating: "1", count: 8))
  }

  /// A wide and a narrow model of one depth are no question of depth; the one with more parameters is first.
  @Test func modelsOfEqualDepthAreCompared() throws {
    let wide = SmallStudy.trajectory(model: 0, replicate: 1, testAccuracy: 0.75)
    var narrow = SmallStudy.trajectory(model: 1, replicate: 1, testAccuracy: 0.5)
    (narrow.configuration.hidden, narrow.configuration.parameters) = ([4], 50)
    let comparison = try #require(StudyAnalysis(SmallStudy().results([wide, narrow])).comparisons.last)
    #expect(comparison.contrast.kind == .width && comparison.contrast.first.model == "shallow")
    #expect(comparison.difference?.mean == 0.25)
  }
}
