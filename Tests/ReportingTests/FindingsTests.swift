import Analysis
import Datasets
import Foundation
import NeuralNetwork
import Reporting
import SeededRandom
import Study
import TestSupport
import Testing

@Suite struct FindingsTests {
  static let sizes = [20, 40, 80, 160, 320]
  static let early = StoppingRule.lossChange(threshold: 0.1)

  /// Shallow is at 0.8 after the epoch that `loss-change 0.1` stops at and at 0.85 at the end; deep at 0.7 and as given.
  static func findings(
    replicates: Int, of planned: Int? = nil, sizes: [Int] = sizes, rules: [StoppingRule] = [early, .none],
    metric: Metric = .accuracy, isFinal: Bool = true, data: (inout StudyData) -> Void = { _ in },
    change: (inout TrajectoryResult) -> Void = { _ in }, deep: (Int) -> Double
  ) -> [String] {
    let study = SmallStudy {
      $0.metrics = [metric]
      $0.replicates = .independent(planned ?? replicates)
      $0.sizes = .list(sizes)
      $0.stopping = rules.map { StoppingSpecification(name: $0.name, rules: [$0]) }
      data(&$0.data)
    }.description
    var generator = SeededGenerator(key: printedSeed())
    let trajectories = (1...replicates).flatMap { replicate in
      sizes.flatMap { size in
        [0, 1].map { model -> TrajectoryResult in
          let accuracies = model == 0 ? [0.5, 0.8, 0.85] : [0.5, 0.7, deep(size)]
          let losses = [1, 0.95, 0.5]
          let history = (1...3).map { epoch in
            EpochRecord(
              epoch: epoch, updates: 10 * epoch, train: Score(loss: losses[epoch - 1], [.accuracy: 0.99]),
              validation: nil,
              test: Score(loss: 1, [.accuracy: accuracies[epoch - 1] + 0.005 * generator.normal()]), seconds: 0)
          }
          var result = TrajectoryResult(
            key: "\(model) \(size) \(replicate)",
            configuration: Configuration(
              modelIndex: model, model: ["shallow", "deep"][model], hidden: [[8], [8, 6]][model], parameters: 600,
              size: size, varied: []),
            replicate: replicate, history: history, diverged: false,
            trials: TrajectoryResult.replay(history, diverged: false, rules: rules, epochs: 3),
            chance: ChanceLimits(train: 0.1, test: 0.125))
          change(&result)
          return result
        }
      }
    }
    return Findings(StudyAnalysis(StudyResults(study: study, trajectories: trajectories, isFinal: isFinal))).sentences
  }

  /// What an unfinished study shows is no verdict.
  @Test func anUnfinishedStudySaysSoFirst() {
    let words = "The study is not finished: what follows is how it looks so far, and no verdict."
    #expect(Self.findings(replicates: 8, of: 10, isFinal: false) { _ in 0.8 }.first == words)
    #expect(!Self.findings(replicates: 8) { _ in 0.8 }.contains(words))
  }

  /// Resamples of curves that lie close together cross often by chance, of which nothing follows.
  @Test func theLeadChangesOnlyByVerdict() {
    func words(_ deep: (Int) -> Double) -> [String] {
      Self.findings(replicates: 8, rules: [.none], deep: deep).filter {
        $0.contains("the lead between") || $0.contains("cross")
      }
    }
    #expect(words { _ in 0.85 } == [])
    let alternating = words { [20: 0.9, 40: 0.8, 80: 0.9, 160: 0.8][$0] ?? 0.9 }
    #expect(alternating.count == 1)
    #expect(
      alternating.first?.hasSuffix(
        ": “deep” is ahead at n = 20, then “shallow” is ahead at n = 40, then “deep” is ahead at n = 80, then “shallow” is "
          + "ahead at n = 160, then “deep” is ahead at n = 320, so there is no one size from which either is ahead.")
        == true)
  }

  /// Wrong labels explain gaps that are none of overfitting.
  @Test func wrongLabelsAreMentionedBesideTheGap() {
    let findings = Self.findings(replicates: 8, data: { $0.labelNoise = 0.3 }, deep: { _ in 0.8 })
    #expect(
      findings.contains {
        $0.hasPrefix("The largest overfitting gap")
          && $0.hasSuffix("; 30 % of the training labels are wrong, and train accuracy is measured against these.")
      }, "\(findings)")
  }

  /// Where every other run fails, a test finds only differences that are larger than any.
  @Test func noDifferenceIsLargerThanAny() throws {
    var runs = 0
    let failing: (inout TrajectoryResult) -> Void = { result in
      runs += 1
      result.history[2].test[.accuracy] = runs % 4 < 2 ? 0.05 : 0.95
    }
    let findings = Self.findings(replicates: 6, rules: [.none], change: failing, deep: { _ in 0.8 })
    for finding in findings {
      for match in finding.matches(of: /usually detected here is (?:between ([0-9.]+) and )?([0-9.]+)/) {
        #expect(try #require(Double(match.2)) <= 100)
      }
    }
    #expect(
      findings.contains { $0.contains("no difference would usually be detected") || $0.contains("points or more") })
  }

  /// The replicates of the deep network are numbered after those of the shallow one.
  @Test(arguments: [6, 3, 1]) func unpairedRunsAreNamed(replicates: Int) {
    let findings = Self.findings(
      replicates: replicates, of: 2 * replicates,
      change: { if $0.configuration.modelIndex == 1 { $0.replicate += replicates } }, deep: { _ in 0.95 })
    let words =
      "“deep” and “shallow” are not paired: their runs are compared by permutation."
    #expect(findings.contains(words) == (replicates > 1))
    switch replicates {
    case 6: #expect(findings.contains { $0.contains("“deep” wins") }, "\(findings)")
    case 3:
      #expect(
        findings.contains(
          "With 3 unpaired runs of each no difference between models can be decided; it takes at least 4, and 10 or more "
            + "to see small ones."))
    default: #expect(findings.count == 1 && findings[0].hasPrefix("With one replicate nothing"))
    }
  }

  @Test func oneReplicateConcludesNothing() {
    let findings = Self.findings(replicates: 1) { _ in 0.95 }
    #expect(findings.count == 1)
    #expect(findings[0].hasPrefix("With one replicate nothing can be concluded"))
  }

  /// Of a study on its way it is not said to have too few.
  @Test func soFar() {
    #expect(
      Self.findings(replicates: 1, of: 10) { _ in 0.95 } == [
        "So far one replicate is finished, from which nothing can be concluded: a difference may be that of a lucky seed."
      ])
    #expect(Self.findings(replicates: 5, of: 10) { _ in 0.95 }[0].hasPrefix("With 5 pairs of runs no difference"))
  }

  @Test func tooFewToDecide() {
    let findings = Self.findings(replicates: 5) { _ in 0.95 }
    #expect(findings[0].contains("With 5 replicates no difference between models can be decided"))
    #expect(!findings.contains { $0.contains("wins") || $0.contains("ahead") })
  }

  @Test func aSingleComparisonIsSaidPlainly() {
    let findings = Self.findings(replicates: 10, sizes: [40], rules: [.none]) { _ in 0.95 }
    #expect(
      findings[0].wholeMatch(
        of: /“deep” beats “shallow” at n = 40 by (9|10)\.\d \(\d+\.\d to \d+\.\d\) points \(no stopping\)\./) != nil,
      "\(findings)"
    )
    let lost = Self.findings(replicates: 10, sizes: [40], rules: [.none]) { _ in 0.75 }
    #expect(lost[0].hasPrefix("“shallow” beats “deep” at n = 40 by "), "\(lost)")
  }

  @Test func namesTheWinnersWithTheirNumbers() {
    let findings = Self.findings(replicates: 10) { _ in 0.95 }
    let verdict = findings[0]
    #expect(verdict.contains("“deep” against “shallow”, in 10 comparisons"))
    // The true differences are ten points each.
    let together = "points, by intervals that hold for all 10 comparisons together"
    for winner in ["deep", "shallow"] {
      let wins = "“\(winner)” wins 5, from n = 20 to 320, under 1 of 2 rules; there it is ahead by between "
      #expect(verdict.contains(wins) && verdict.contains(together), "\(verdict)")
    }
    #expect(verdict.firstMatch(of: /by between 8\.\d and 11\.\d points/) != nil, "\(verdict)")
    let average = findings.first { $0.hasPrefix("Averaged over the sizes, “deep” is ahead of “shallow” by ") }
    #expect(average?.contains("; but “shallow” is ahead with loss-change 0.1 by ") == true, "\(findings)")
    #expect(
      findings[1].hasPrefix(
        "At n = 20 the stopping rule alone decides: “deep” wins with no stopping, “shallow” with loss-change 0.1"))
    // Two of them are told, not five.
    #expect(findings.count { $0.contains("rule alone decides") } == 2)
    #expect(findings.contains { $0.contains("Stopping by loss-change 0.1 rather than no stopping costs “deep” 2") })
    #expect(findings.contains { $0.contains("takes 66.7 (66.7 to 66.7) % of the updates") })
  }

  @Test func tellsNoWinnerWhereThereIsNone() {
    let findings = Self.findings(replicates: 10) { _ in 0.85 }.filter { !$0.contains("“shallow” wins 5") }
    #expect(!findings.contains { $0.contains("“deep” wins") })
  }

  /// The deep model is behind at 20 and 40 and ahead by as much from 80 on: they cross midway on log n, at 57.
  @Test func tellsTheCrossover() throws {
    let findings = Self.findings(replicates: 10) { $0 < 60 ? 0.75 : 0.95 }
    let crossover = try #require(findings.first { $0.contains("n*") })
    #expect(crossover.hasPrefix("From about n* = 5"), "\(crossover)")
    #expect(crossover.contains("“deep” is ahead of “shallow” (no stopping)"))
    let none = Self.findings(replicates: 10) { _ in 0.95 }
    #expect(!none.contains { $0.contains("n*") })
  }

  // MARK: What a verdict rests on

  /// The rule stops the deep model at chance: its accuracies are below the limits.
  @Test func aVerdictAgainstAModelAtChanceSaysSo() {
    let findings = Self.findings(
      replicates: 10,
      change: {
        guard $0.configuration.model == "deep" else { return }
        for index in 0..<2 { ($0.history[index].train[.accuracy], $0.history[index].test[.accuracy]) = (0.1, 0.1) }
        $0.chance = ChanceLimits(train: 0.12, test: 0.12)
      }, deep: { _ in 0.95 })
    #expect(findings[0].contains("“shallow” wins 5, from n = 20 to 320"), "\(findings)")
    #expect(
      findings[0].contains("in all of these “deep” is not distinguishable from chance in some or all runs"),
      "\(findings)")
  }

  /// A single win has the same caveat as several.
  @Test func aSingleWinOverAModelAtChanceSaysSo() {
    let findings = Self.findings(
      replicates: 10, rules: [.none],
      change: {
        guard $0.configuration.model == "deep", $0.configuration.size == 40 else { return }
        for index in 0..<3 { ($0.history[index].train[.accuracy], $0.history[index].test[.accuracy]) = (0.1, 0.1) }
        $0.chance = ChanceLimits(train: 0.12, test: 0.12)
      }, deep: { _ in 0.85 })
    let words = "“shallow” wins 1, at n = 40"
    #expect(findings.contains { $0.contains(words) }, "\(findings)")
    #expect(
      findings.filter { $0.contains(words) }.allSatisfy {
        $0.contains(" – “deep” is not distinguishable from chance in 10 of 10 runs")
      }, "\(findings)")
  }

  /// Five of twelve runs of the deep model diverge at n = 40, where it would win on the seven that are left.
  @Test func lostRunsAreCountedAndTold() {
    let findings = Self.findings(
      replicates: 12, sizes: [40], rules: [.none],
      change: {
        guard $0.configuration.model == "deep", $0.replicate <= 5 else { return }
        ($0.history, $0.diverged) = ([], true)
        $0.trials = TrajectoryResult.replay([], diverged: true, rules: [.none], epochs: 3)
      }, deep: { _ in 0.95 })
    #expect(findings[0].hasPrefix("“deep” against “shallow”: at n = 40 no winner is certain; "), "\(findings)")
    #expect(findings[0].contains("; 5 of 12 runs of “deep” diverged and count as 0 %; "), "\(findings)")
    #expect(findings[0].contains("the smallest difference that is usually detected here is "), "\(findings)")
    #expect(
      findings.contains { $0.contains("is that of “deep” at n = 40 (7 of 12 runs; the others diverged)") }
        || findings.contains { $0.contains("is that of “shallow” at n = 40") }, "\(findings)")
  }

  /// An average over sizes that rests on lost runs says so, as single comparisons do.
  @Test func averagesTellOfLostRuns() {
    let findings = Self.findings(
      replicates: 8, sizes: [20, 40], rules: [.none],
      change: {
        guard $0.configuration.model == "deep", $0.configuration.size == 40 else { return }
        ($0.history, $0.diverged) = ([], true)
        $0.trials = TrajectoryResult.replay([], diverged: true, rules: [.none], epochs: 3)
      }, deep: { _ in 0.85 })
    let average = findings.first { $0.hasPrefix("Averaged over the sizes, “shallow” is ahead of “deep” by 4") }
    #expect(average?.hasSuffix(" – 1 of 2 sizes with runs that diverged and count as 0 %.") == true, "\(findings)")
  }

  /// A difference from one pair has no interval, and is not said to have one.
  @Test func onePairHasNoInterval() {
    let findings = Self.findings(
      replicates: 6, sizes: [20, 40], rules: [.none],
      change: {
        guard $0.configuration.model == "deep" else { return }
        // As if the deep model's other runs at n = 40 were not finished; at n = 20 it is ahead as often as behind.
        if $0.configuration.size == 40, $0.replicate > 1 { $0.trials = [] }
        if $0.configuration.size == 20 { $0.history[2].test[.accuracy] = $0.replicate % 2 == 0 ? 0.8 : 0.9 }
      }, deep: { _ in 0.6 })
    #expect(
      findings[0].firstMatch(
        of: /the largest difference seen is −2\d\.\d points \(n = 40, no stopping\), from one pair of runs, too few/)
        != nil,
      "\(findings)")
  }

  /// Eight differences with t = 2.8 at n = 20, and as many around zero at n = 40.
  @Test func anIntervalWithoutZeroIsExplainedWhereNothingIsDecided() {
    let findings = Self.findings(
      replicates: 8, sizes: [20, 40], rules: [.none],
      change: {
        let points = $0.configuration.size == 20 ? [5, 1, 4, 0, 3, 1, 4, -1] : [1, 2, -1, 2, -2, -1, 1, -2]
        let isDeep = $0.configuration.model == "deep"
        $0.history[2].test[.accuracy] = 0.75 + (isDeep ? 0.01 * Double(points[$0.replicate - 1]) : 0)
      }, deep: { _ in 0.875 })
    #expect(findings[0].contains("in 2 comparisons by training-set size and stopping rule no winner"), "\(findings)")
    #expect(
      findings[0].contains(
        "points (n = 20, no stopping), whose interval excludes zero by itself, but not after correction for 2 comparisons"
      ),
      "\(findings)")
  }

  @Test func nothingMeasuredIsNoFinding() {
    let study = SmallStudy().description
    #expect(Findings(StudyAnalysis(StudyResults(study: study, trajectories: []))).sentences.isEmpty)
  }

  /// Deep is overfitted most where it is stopped early: 0.99 − 0.7 against 0.99 − 0.9 at the end.
  @Test func theLargestGapIsThatOfAllRules() throws {
    let gap = try #require(
      Self.findings(replicates: 8) { _ in 0.9 }.first { $0.hasPrefix("The largest overfitting gap") })
    let parts = try #require(
      gap.firstMatch(of: /gap, \+(?<points>[0-9.]+) .* is that of “deep” at n = [0-9]+ \(loss-change 0\.1\)/))
    #expect(try abs(#require(Double(parts.points)) - 29) < 1, "\(gap)")
  }

  /// Of a gap of 0.09 to 0.14 five points are lost between training and validation, the rest between validation and test.
  @Test func aGapThatIsMostlyShiftIsSaidToBeShift() throws {
    func findings(validation: Double, test: TestSet = .canonical) -> [String] {
      Self.findings(
        replicates: 8, rules: [.none], data: { $0.test = test },
        change: { result in
          for index in result.history.indices {
            let train = result.history[index].train
            result.history[index].validation = Score(
              loss: 1, [.accuracy: (train[.accuracy] ?? 0) - validation])
          }
        }, deep: { $0 < 100 ? 0.85 : 0.87 })
    }
    let shifted = findings(validation: 0.02).first { $0.hasPrefix("The largest overfitting gap") }
    #expect(
      shifted?.firstMatch(of: /, of which \+1\d\.\d \(\+.*\) are shift, not overfitting: test data are harder/) != nil,
      "\(shifted ?? "")")
    let fitted = findings(validation: 0.09).first { $0.hasPrefix("The largest overfitting gap") }
    #expect(fitted?.contains("shift") == false, "\(fitted ?? "")")
    // Samples of one pool are of one kind, whatever the means of a few sets are.
    let drawn = findings(validation: 0.02, test: .drawn(.fraction(0.2))).first {
      $0.hasPrefix("The largest overfitting gap")
    }
    #expect(drawn?.contains("shift") == false, "\(drawn ?? "")")
    // Validation data that are easier than the training data: the shift is more than the whole.
    let easier = findings(validation: -0.1).first { $0.hasPrefix("The largest overfitting gap") }
    #expect(
      easier?.firstMatch(of: /; it is the sum of −10\.0 .* overfitting and \+2\d\.\d .* shift: test data/) != nil,
      "\(easier ?? "")")
  }

  /// The model with the largest gap is overfitted; the other, with a smaller gap, is measured on harder data than validation
  /// data.
  @Test func shiftIsToldOfOtherModelsThanThatWithTheLargestGap() throws {
    func findings(_ shifted: String?) -> [String] {
      Self.findings(
        replicates: 8, rules: [.none], data: { $0.test = .canonical },
        change: { result in
          let isShifted = result.configuration.model == shifted
          for index in result.history.indices {
            let score = isShifted ? result.history[index].train : result.history[index].test
            result.history[index].validation = Score(
              loss: 1, [.accuracy: (score[.accuracy] ?? 0) - (isShifted ? 0.02 : 0)])
          }
        }, deep: { _ in 0.7 })
    }
    let told = findings("shallow").filter { $0.contains("shift") }
    #expect(
      told.count == 1
        && told[0].firstMatch(of: /^At n = 320 shift, .* is the larger part of the gap of “shallow” \(\+.* points\)\.$/)
          != nil,
      "\(told)")
    #expect(findings("deep").filter { $0.contains("shift") }.allSatisfy { $0.hasPrefix("The largest overfitting gap") })
    #expect(findings(nil).allSatisfy { !$0.contains("shift") })
  }

  /// Scores mirrored: of a model with an accuracy of a, a log-loss of 1 − a.
  @Test func lowerIsBetter() throws {
    func mirror(_ score: Score) -> Score { Score(loss: score.loss, [.logLoss: 1 - (score[.accuracy] ?? 0)]) }
    func deep(_ size: Int) -> Double { size == 80 ? 0.5 : size < 80 ? 0.7 : 0.95 }
    let findings = Self.findings(
      replicates: 10, metric: .logLoss,
      change: { result in
        result.chance = ChanceLimits(train: mirror(result.chance.train), test: mirror(result.chance.test))
        for index in result.history.indices {
          result.history[index].train = mirror(result.history[index].train)
          result.history[index].test = mirror(result.history[index].test)
        }
      }, deep: deep)
    let higher = Self.findings(replicates: 10, deep: deep)
    #expect(findings.count == higher.count, "\(findings)")
    let text = findings.joined(separator: "\n")
    // Deep is ahead at 160 and 320, by a log-loss of 0.05 against 0.15.
    #expect(text.contains("“deep” wins") && text.contains(/ahead by between 0\.0\d+ and 0\.1\d+ nats/), "\(text)")
    #expect(text.contains("From about n* = ") && text.contains("“deep” is ahead of “shallow”"), "\(text)")
    #expect(text.contains("More data made it worse: “deep”") && text.contains("gets worse by 0."), "\(text)")
    #expect(text.contains("nats of test log-loss") && !text.contains("accuracy"), "\(text)")
    #expect(!text.contains("points") && !text.contains(" %)"), "\(text)")
  }
}
