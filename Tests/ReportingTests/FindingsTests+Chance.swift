import Foundation
import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

/// What is said of models that are no better than one that knows nothing.
extension FindingsTests {
  /// Shallow is at 0.85, deep at 0.8.
  @Test(arguments: [0.84, 0.9]) func aConstantPredictionIsMentionedIfNothingIsBetter(share: Double) {
    let balance = ClassBalance(largest: share, smallest: share / 4)
    let findings = Self.findings(replicates: 8, change: { $0.chance.balance = balance }, deep: { _ in 0.8 })
    let words =
      "At n = 320 no model is certain to do better on test data than always predicting the most frequent class"
    #expect(findings.contains { $0.hasPrefix(words) } == (share > 0.85))
    let percent = String(format: "%.1f", 100 * share)
    #expect(
      findings.filter { $0.hasPrefix(words) }.allSatisfy {
        $0.contains("has a test accuracy of \(percent) %; the best has 8")
      },
      "\(findings)")
  }

  /// Groups are drawn whole: what is most frequent in one test set is not what is in another.
  @Test func classSharesThatVaryAreNoYardstick() {
    let findings = Self.findings(
      replicates: 8,
      change: { $0.chance.balance = ClassBalance(largest: $0.replicate % 2 == 0 ? 0.95 : 0.85, smallest: 0.02) },
      deep: { _ in 0.8 })
    #expect(
      findings.contains {
        $0.hasPrefix("On average 90\u{A0}% of the test samples are of the class that is most frequent")
      },
      "\(findings)")
    #expect(
      !findings.contains { $0.contains("always predicting") || $0.contains("certain to do better") }, "\(findings)")
  }

  /// One of as many as there are classes is recognised by chance: with six, 16.7 %.
  @Test(arguments: [0.1, 0.3]) func meanRecallsAreComparedWithOneOfAllClasses(mean: Double) {
    let findings = Self.findings(
      replicates: 8, metric: .balancedAccuracy,
      change: { result in
        result.chance = ChanceLimits(
          train: .unmeasured, test: Score(loss: nil, [.balancedAccuracy: 0.5]),
          balance: ClassBalance(largest: 1 / 6.0, smallest: 1 / 6.0))
        for index in result.history.indices {
          result.history[index].test[.balancedAccuracy] = mean + 0.01 * (result.history[index].test[.accuracy] ?? 0)
        }
      }, deep: { _ in 0.8 })
    let words = "than a model that knows nothing, which has on average a test balanced accuracy of 16.7 %"
    #expect(findings.contains { $0.contains(words) } == (mean < 0.15), "\(findings)")
  }

  /// 18, 3, 3 and 3 samples are of four classes, of which their largest share does not tell: nothing is said of one of two.
  @Test func unequalClassesDoNotTellTheirNumber() {
    let findings = Self.findings(
      replicates: 8, metric: .balancedAccuracy,
      change: { result in
        result.chance = ChanceLimits(
          train: .unmeasured, test: Score(loss: nil, [.balancedAccuracy: 0.3]),
          balance: ClassBalance(counts: [18, 3, 3, 3]))
        for index in result.history.indices { result.history[index].test[.balancedAccuracy] = 0.45 }
      }, deep: { _ in 0.8 })
    #expect(!findings.contains { $0.contains("knows nothing") }, "\(findings)")
  }

  /// A larger gap of a run that alone did not diverge has no interval, and the largest of the others says so.
  @Test func gapsOfSingleRunsAreLeftOut() {
    let findings = Self.findings(
      replicates: 8, sizes: [20, 40], rules: [.none],
      change: { result in
        guard result.configuration.size == 40, result.configuration.model == "deep" else { return }
        guard result.replicate > 1 else {
          result.history[2].test[.accuracy] = 0.1
          return
        }
        (result.history, result.diverged) = ([], true)
        result.trials = TrajectoryResult.replay([], diverged: true, rules: [.none], epochs: 3)
      }, deep: { _ in 0.8 })
    #expect(findings.contains { $0.hasPrefix("The largest overfitting gap of more than one run, ") }, "\(findings)")
  }

  /// Where results do not keep what a constant prediction has, the limit of chance takes its place.
  @Test(arguments: [0.6, 0.9]) func theLimitOfChanceIsMentionedIfNothingIsBetter(limit: Double) {
    let findings = Self.findings(
      replicates: 8, metric: .logLoss,
      change: { result in
        result.chance = ChanceLimits(train: .unmeasured, test: Score(loss: nil, [.logLoss: limit]))
        for index in result.history.indices {
          result.history[index].test[.logLoss] = 1 - (result.history[index].test[.accuracy] ?? 0) / 4
        }
      }, deep: { _ in 0.8 })
    let words = "no run of any model has a better test log-loss than a model that knows nothing may have by chance"
    #expect(findings.contains { $0.contains(words) } == (limit < 0.7), "\(findings)")
  }

  /// Samples of a single class are all predicted by a constant, and no metric says more of them.
  @Test func aSingleClassIsNoMeasure() {
    let findings = Self.findings(
      replicates: 8, change: { $0.chance.balance = ClassBalance(largest: 1, smallest: 0) }, deep: { _ in 0.8 })
    #expect(!findings.contains { $0.contains("most frequent class") }, "\(findings)")
  }

  /// A metric whose value for a constant prediction is known without the samples: R² of the mean is 0.
  @Test(arguments: [-0.1, 0.3]) func theMeanIsAConstantPrediction(value: Double) {
    var generator = SeededGenerator(key: printedSeed())
    let findings = Self.findings(
      replicates: 8, metric: .r2,
      change: { result in
        for index in result.history.indices { result.history[index].test[.r2] = value + 0.01 * generator.normal() }
      }, deep: { _ in 0.8 })
    let words = "than always predicting the mean, which has a test R² of 0.0"
    #expect(findings.contains { $0.contains(words) } == (value < 0), "\(findings)")
  }

  /// Of balanced classes none is the most frequent.
  @Test func balancedClassesHaveNoMostFrequentOne() throws {
    let findings = Self.findings(
      replicates: 8, change: { $0.chance.balance = ClassBalance(largest: 0.9, smallest: 0.9) }, deep: { _ in 0.8 })
    #expect(findings.contains { $0.contains("than always predicting one of the classes, which has") }, "\(findings)")
    #expect(!findings.contains { $0.contains("most frequent") })
  }
}
