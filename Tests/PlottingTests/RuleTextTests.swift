import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@testable import Plotting

@Suite struct RuleTextTests {
  @Test func thresholdsKeepWhatTellsThemApart() {
    #expect(RuleText.short(.lossChange(threshold: 0.005)) == "|ΔL| < 0.005")
    #expect(RuleText.short(.lossChange(threshold: 0.12345678)) == "|ΔL| < 0.12345678")
    #expect(RuleText.short(.generalisationLoss(threshold: 1250)) == "GL > 1,250")
    #expect(RuleText.title(.target(.trainLoss, threshold: 0.01)) == "stop when train loss ≤ 0.01")
    #expect(
      RuleText.title(.target(StoppingQuantity(.validation, .accuracy), threshold: 0.9))
        == "stop when validation accuracy ≥ 0.9")
    #expect(RuleText.title(.budget(updates: 10_000)) == "stop when updates ≥ 10,000")
    #expect(RuleText.threshold(.none) == "")
  }

  @Test func differentRulesHaveDifferentNames() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let rules = (0..<2000).map { _ in StoppingRule.random(from: &generator) }
    let distinct = Set(rules).count
    #expect(Set(rules.map(RuleText.short)).count == distinct, "seed \(seed)")
    #expect(Set(rules.map(RuleText.title)).count == distinct, "seed \(seed)")
    let parts = rules.map { "\(RuleText.family($0))\t\(RuleText.threshold($0))" }
    #expect(Set(parts).count == distinct, "seed \(seed)")
  }
}
