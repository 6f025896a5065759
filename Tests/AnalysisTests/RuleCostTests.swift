import NeuralNetwork
import Study
import Testing

@testable import Analysis

@Suite struct RuleCostTests {
  /// Where no rule fires all train as long; costs are then measured against no stopping, wherever it stands in the file.
  @Test func ofRulesThatTrainAsLongNoneIsTheReference() {
    let results = SmallStudy(replicates: 3).results(
      (1...3).map { SmallStudy.trajectory(replicate: $0, testAccuracy: 0.5) })
    #expect(SmallStudy.rules.last == StoppingRule.none && SmallStudy.rules.count == 3)
    #expect(RuleCost.longest(results) == StoppingRule.none)
  }
}
