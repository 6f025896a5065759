import Analysis
import NeuralNetwork
import Reporting
import SeededRandom
import Study
import TestSupport
import Testing

/// Findings of several models, and of settings.
@Suite struct StandingFindingsTests {
  private struct Kind {
    var name: String
    var hidden: [Int]?
    var varied: [String] = []
    var accuracy: Double
    /// The first so many replicates diverge.
    var diverged = 0
    /// The standard deviation of accuracies.
    var noise = 0.004
  }

  private static func analysis(
    _ kinds: [Kind], replicates: Int = 10, vary: [VariedSetting] = []
  ) -> StudyAnalysis {
    var names: [String] = []
    for kind in kinds where !names.contains(kind.name) { names.append(kind.name) }
    let study = SmallStudy {
      $0.replicates = .independent(replicates)
      $0.sizes = .list([20, 40])
      $0.models = names.map { Model(name: $0, hidden: .widths([8])) }
      $0.vary = vary
      $0.stopping = [StoppingSpecification(name: "none", rules: [.none])]
    }.description
    var generator = SeededGenerator(key: printedSeed())
    let trajectories = kinds.flatMap { kind in
      [20, 40].flatMap { size in
        (1...replicates).map { replicate -> TrajectoryResult in
          let isLost = replicate <= kind.diverged
          let history = [
            EpochRecord(
              epoch: 1, updates: 5, train: Score(loss: 0.5, [.accuracy: kind.accuracy < 0.11 ? 0.05 : 0.99]),
              validation: nil,
              test: Score(loss: 1, [.accuracy: kind.accuracy + kind.noise * generator.normal()]), seconds: 0)
          ]
          return TrajectoryResult(
            key: "\(kind) \(size) \(replicate)",
            configuration: Configuration(
              modelIndex: names.firstIndex(of: kind.name) ?? 0, model: kind.name, hidden: kind.hidden,
              parameters: kind.hidden == nil ? nil : 600, size: size, varied: kind.varied),
            replicate: replicate, history: isLost ? [] : history, diverged: isLost,
            trials: TrajectoryResult.replay(isLost ? [] : history, diverged: isLost, rules: [.none], epochs: 1),
            chance: ChanceLimits(train: 0.1, test: 0.125))
        }
      }
    }
    return StudyAnalysis(StudyResults(study: study, trajectories: trajectories))
  }

  /// What is counted as a choice, of which kind it is, and what is corrected for: by hand, of three choices with the same values
  /// and one with each model's best.
  @Test func choicesAreCountedByTheirKind() throws {
    var analysis = Self.analysis([
      Kind(name: "a", hidden: [8], accuracy: 0.9), Kind(name: "b", hidden: [6], accuracy: 0.8),
    ])
    func specification(_ mean: Double, isDecided: Bool, isTuned: Bool) -> Specification {
      Specification(
        varied: [], tuned: isTuned ? [] : ["0.1"], rule: .none, pairs: 10,
        difference: Interval(mean: mean, low: mean - 0.01, high: mean + 0.01),
        test: .init(single: 0.5, corrected: isDecided ? 0.01 : 1),
        verdict: isDecided ? (mean > 0 ? .better : .worse) : .undecided, isTuned: isTuned)
    }
    func sentence(_ specifications: [Specification]) throws -> String {
      analysis.specifications = [
        SpecificationCurve(
          first: .init(modelIndex: 0, model: "a", depth: 1), second: .init(modelIndex: 1, model: "b", depth: 1),
          kind: .width, size: 40, specifications: specifications, median: 0.02, jointProbability: 0.25)
      ]
      return try #require(Findings(analysis).sentences.first { $0.hasPrefix("Under ") })
    }
    let same = [
      specification(-0.03, isDecided: false, isTuned: false), specification(0.02, isDecided: true, isTuned: false),
      specification(0.05, isDecided: true, isTuned: false),
    ]
    let counted =
      "“a” is ahead of “b” in 2, decided in 2, and behind in 1, decided in 0, corrected for these 3 only; the median "
    #expect(try sentence(same).contains(" at n = 40, " + counted + "difference is +2.0 points"))
    let tuned = try sentence(same + [specification(0.04, isDecided: false, isTuned: true)])
    #expect(
      tuned.contains(
        " at n = 40 (3 with the same values in both models, 1 with each at its best on validation data), “a” is ahead of “b” in 3, "
          + "decided in 2, and behind in 1, decided in 0, corrected for these 4 only; the median difference with the same values "
          + "is +2.0 points"), "\(tuned)")
  }

  /// An end of an interval that is not zero does not read as zero.
  @Test func endsBesideZeroHaveOneDigitMore() throws {
    var analysis = Self.analysis([
      Kind(name: "a", hidden: [8], accuracy: 0.9), Kind(name: "b", hidden: [6], accuracy: 0.8),
    ])
    for index in analysis.curves.indices {
      analysis.curves[index].summaries[.gap(.accuracy)] = Interval(mean: 0.09, low: 0.0002, high: 0.18)
    }
    #expect(
      Findings(analysis).sentences.contains { $0.contains("gap, +9.0 (+0.02 to +18.0) points") },
      "\(Findings(analysis).sentences)")
  }

  /// Models of equal depth and machines are ranked with the others, though no map has them as pairs.
  @Test func theBestIsNamedWithWhatIsWorse() throws {
    let analysis = Self.analysis([
      Kind(name: "one", hidden: [8], accuracy: 0.8), Kind(name: "wide", hidden: [80], accuracy: 0.9),
      Kind(name: "three", hidden: [8, 8, 8], accuracy: 0.9), Kind(name: "svm", hidden: nil, accuracy: 0.7),
    ])
    let standing = try #require(analysis.standing)
    #expect(standing.size == 40 && standing.pairs == 6)
    let best = standing.best.key.model
    let other = best == "wide" ? "three" : "wide"
    #expect(["wide", "three"].contains(best))
    #expect(standing.others.filter(\.isWorse).map(\.key.model) == ["one", "svm"])
    let findings = Findings(analysis).sentences
    #expect(
      findings[0].hasPrefix("At n = 40 (no stopping) “\(best)” has the highest measured test accuracy, 90.")
        || findings[0].hasPrefix("At n = 40 (no stopping) “\(best)” has the highest measured test accuracy, 89."),
      "\(findings)")
    #expect(findings[0].contains("decidedly worse, by the verdicts in tables/verdicts.tsv,"), "\(findings)")
    #expect(findings[0].contains(" are “one” by "), "\(findings)")
    // The pairs of different depth, and of a network and the machine, at two sizes.
    #expect(findings[0].hasSuffix("; undecided after correction for 10 comparisons: “\(other)”."), "\(findings)")
    #expect(findings[1].hasPrefix("Of all 12 comparisons between models "), "\(findings)")
    #expect(!findings.contains { $0.contains(" against ") }, "\(findings)")
  }

  /// The best of the runs that are left, but three of ten are lost.
  @Test func lostRunsCostTheFirstPlace() throws {
    let analysis = Self.analysis([
      Kind(name: "one", hidden: [8], accuracy: 0.8), Kind(name: "two", hidden: [8, 8], accuracy: 0.75),
      Kind(name: "three", hidden: [8, 8, 8], accuracy: 0.95, diverged: 3),
    ])
    let standing = try #require(analysis.standing)
    #expect(standing.best.key.model == "one" && standing.others.map(\.key.model) == ["two", "three"])
    #expect(standing.others[1].runs == RunCounts(diverged: 3) && !standing.others[1].isWorse)
    #expect(abs(standing.others[1].test.mean - 0.7 * 0.95) < 0.01)
  }

  @Test func settingsAreNamed() {
    let rates = VariedSetting(
      key: "learning-rate",
      values: [0.1, 0.2, 0.4].map { VariedSetting.Value(text: "\($0)", assignment: .init(\.learningRate, $0)) })
    let findings = Findings(
      Self.analysis(
        zip(["0.1", "0.2", "0.4"], [0.9, 0.8, 0.7]).map { Kind(name: "4", hidden: [8], varied: [$0], accuracy: $1) },
        vary: [rates])
    ).sentences
    #expect(findings[0].hasPrefix("At n = 40 (no stopping) “4” with learning-rate 0.1 has the highest"), "\(findings)")
    #expect(findings[0].contains("are “4” with learning-rate 0.2 by "), "\(findings)")
    #expect(findings[0].contains(" and “4” with learning-rate 0.4 by "), "\(findings)")
  }

  /// Two models are told as a pair.
  @Test func twoModelsAreToldAsBefore() {
    let findings = Findings(
      Self.analysis([Kind(name: "a", hidden: [8], accuracy: 0.8), Kind(name: "b", hidden: [8, 8], accuracy: 0.9)])
    ).sentences
    #expect(findings[0].hasPrefix("“b” against “a”, in 2 comparisons"), "\(findings)")
    #expect(!findings.contains { $0.contains("highest measured") })
  }

  /// What is worse by the finding is so in every pair that the verdicts have, and what is not is undecided there, on models
  /// whose differences are about as large as can be decided.
  @Test func findingsAgreeWithTheVerdicts() throws {
    var decided: Set<Bool> = []
    for step in 0...10 {
      let kinds = (0..<5).map { depth in
        Kind(
          name: "m\(depth)", hidden: Array(repeating: 8, count: depth), accuracy: 0.8 - 0.0008 * Double(step * depth))
      }
      let analysis = Self.analysis(kinds, replicates: 8)
      let standing = try #require(analysis.standing)
      for place in standing.others {
        let names = Set([standing.best.key.model, place.key.model])
        let comparison = try #require(
          analysis.comparisons.first { $0.size == standing.size && Set($0.contrast.sides.map(\.model)) == names })
        #expect(place.isCompared && place.isWorse == (comparison.verdict != .undecided), "\(place) \(comparison)")
        decided.insert(place.isWorse)
      }
    }
    #expect(decided == [true, false])
  }

  /// Of models that differ from the best in several things, the test within the ranking decides; of others, verdicts that are
  /// corrected for more. What is undecided is said with what it is corrected for, as what is decided may be nearer.
  @Test func whatIsUndecidedSaysWhatItIsCorrectedFor() throws {
    let rates = VariedSetting(
      key: "learning-rate",
      values: [0.1, 0.2].map { VariedSetting.Value(text: "\($0)", assignment: .init(\.learningRate, $0)) })
    let kinds = [("one", [8]), ("two", [8, 8])].flatMap { name, hidden -> [Kind] in
      ["0.1", "0.2"].map { Kind(name: name, hidden: hidden, varied: [$0], accuracy: 0.8, noise: 0.02) }
    }
    let analysis = Self.analysis(kinds, vary: [rates])
    let standing = try #require(analysis.standing)
    #expect(standing.pairs == 6 && !standing.others.contains(where: \.isWorse))
    let best = standing.best.key
    for place in standing.others {
      let isOfModels = place.key.model != best.model
      let differsInBoth = isOfModels && place.key.varied != best.varied
      // At two sizes each: two pairs of depths, one for each rate; and two pairs of rates, one for each model.
      #expect(place.family == (differsInBoth ? nil : 4))
    }
    let finding = try #require(Findings(analysis).sentences.first { $0.contains("highest measured") })
    #expect(finding.contains("undecided after correction for 4 comparisons: "), "\(finding)")
    #expect(finding.contains("undecided after correction for 6 comparisons: "), "\(finding)")
    #expect(!finding.contains("distinguishable"), "\(finding)")
  }

  /// A machine stands once, but is compared with networks of every setting.
  @Test func machinesAreToldByTheVerdictsOfTheSettingOfTheBest() throws {
    let rates = VariedSetting(
      key: "learning-rate",
      values: [0.1, 0.2].map { VariedSetting.Value(text: "\($0)", assignment: .init(\.learningRate, $0)) })
    let analysis = Self.analysis(
      zip(["0.1", "0.2"], [0.8, 0.9]).flatMap { rate, accuracy in
        [Kind(name: "net", hidden: [8], varied: [rate], accuracy: accuracy)]
      } + [Kind(name: "svm", hidden: nil, accuracy: 0.7)], vary: [rates])
    let standing = try #require(analysis.standing)
    #expect(standing.best.key.varied == ["0.2"])
    #expect(standing.others.map(\.key.model) == ["net", "svm"])
    #expect(standing.others.map(\.isCompared) == [true, true] && standing.others.allSatisfy(\.isWorse))
  }

  /// Runs that diverged are told where verdicts are only counted, and of models that are only counted.
  @Test func countsSayWhatTheyRestOn() {
    let kinds = (1...9).map {
      Kind(
        name: "m\($0)", hidden: Array(repeating: 8, count: $0), accuracy: $0 == 8 ? 0.08 : 0.9 - 0.05 * Double($0),
        diverged: $0 == 9 ? 10 : 0)
    }
    let findings = Findings(Self.analysis(kinds)).sentences
    #expect(
      findings[1].contains(
        " and 4 others (2 of these with runs that are not distinguishable from chance, or diverged and count as 0 %)"),
      "\(findings)")
    // Each of two models has 8 pairs at either size, one of them shared: 2 · 15.
    #expect(
      findings[2].hasPrefix(
        "Of all 72 comparisons between models 72 are decided, 30 of these with runs that are not distinguishable from "
          + "chance, or diverged and count as 0 %; tables/"), "\(findings)")
  }

  /// Too many to list: four in words, the others counted.
  @Test func longListsAreCut() {
    let kinds = (1...9).map { Kind(name: "m\($0)", hidden: [8 * $0], accuracy: 0.9 - 0.05 * Double($0)) }
    let findings = Findings(Self.analysis(kinds)).sentences
    #expect(findings[0].contains(" and 4 others"), "\(findings)")
    #expect(!findings[0].contains("m6"))
  }

  /// The best is named however many there are.
  @Test func ofVeryManyTheBestIsNamed() {
    let kinds = (1...32).map { Kind(name: "m\($0)", hidden: [8 * $0], accuracy: $0 == 7 ? 0.95 : 0.8) }
    let findings = Findings(Self.analysis(kinds)).sentences
    #expect(
      findings[0].hasPrefix("At n = 40 (no stopping) “m7” has the highest measured test accuracy, "), "\(findings)")
    #expect(findings[0].hasSuffix("; 31 others are too many to compare all with it here."), "\(findings)")
  }

  @Test func equalsAreNamedTogether() {
    let kinds = ["a", "b", "c"].map { Kind(name: $0, hidden: [8], accuracy: 1, noise: 0) }
    let findings = Findings(Self.analysis(kinds)).sentences
    #expect(
      findings[0] == "At n = 40 (no stopping) “a” has the highest measured test accuracy, 100.0 (100.0 to 100.0) %, as "
        + "have “b” and “c”.", "\(findings)")
  }
}
