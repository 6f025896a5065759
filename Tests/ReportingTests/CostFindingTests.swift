import NeuralNetwork
import Study
import TestSupport
import Testing

@testable import Analysis
@testable import Reporting

/// Which rule findings call cheap.
@Suite struct CostFindingTests {
  private func sentence(atChance: [Int], reference: StoppingRule = .none) -> String? {
    let costs = atChance.enumerated().map { index, atChance in
      RuleCost(
        modelIndex: index, model: "m\(index)", varied: [], size: 100, rule: .lossChange(threshold: 0.1),
        reference: reference, pairs: 10, diverged: 0, atChance: atChance,
        difference: Interval(mean: 0, low: -0.1, high: 0.1), updates: Interval(mean: 0.1 * Double(index + 1)))
    }
    var analysis = StudyAnalysis(
      StudyResults(study: SmallStudy { _ in }.description, trajectories: [], isFinal: true))
    analysis.costs = costs
    return FindingWords(analysis).costs().first
  }

  @Test func aModelAtChanceIsNotTheCheapest() throws {
    #expect(try #require(sentence(atChance: [0, 0])).contains("“m0”"))
    #expect(try #require(sentence(atChance: [10, 0])).contains("“m1”"))
    #expect(try #require(sentence(atChance: [5, 4])).contains("“m1”"))
    #expect(try #require(sentence(atChance: [4, 0])).contains("“m0”"))
    #expect(sentence(atChance: [10, 10]) == nil)
  }

  /// No stopping trains every model longest; of other rules, single models may train longer under another.
  @Test func whatTrainsLongestIsSaid() throws {
    #expect(
      try #require(sentence(atChance: [0])).hasPrefix("Stopping by loss-change 0.1 rather than no stopping takes 10"))
    let words = "rather than patience 9, which trains longest, all runs taken together, takes 10"
    let found = try #require(sentence(atChance: [0], reference: .patience(epochs: 9, threshold: 0)))
    #expect(found.contains(words), "\(found)")
  }
}
