import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Plotting

@Suite struct RuleTextTests {
  @Test func rulesWithoutTheirLength() {
    #expect(RuleText.ofAnyLength(.patience(epochs: 5, threshold: 0)) == "patience")
    let monitor = StoppingQuantity(.validation, .accuracy)
    #expect(
      RuleText.ofAnyLength(.patience(epochs: 5, threshold: 0.01, monitor: monitor).from(epoch: 10))
        == "patience on validation accuracy, threshold 0.01, from epoch 10")
  }

  @Test func thresholdsKeepWhatTellsThemApart() {
    #expect(RuleText.short(.lossChange(threshold: 0.005)) == "|ΔL| < 0.005")
    #expect(RuleText.short(.lossChange(threshold: 0.12345678)) == "|ΔL| < 0.12345678")
    #expect(RuleText.short(.generalisationLoss(threshold: 1250)) == "GL > 1,250")
    #expect(
      RuleText.title(.lossChange(threshold: 0.01, isRelative: true, firstEpoch: 5))
        == "stop when |ΔL|/L < 0.01, from epoch 5")
    #expect(RuleText.title(.target(.trainLoss, threshold: 0.01)) == "stop when train loss ≤ 0.01")
    #expect(
      RuleText.title(.target(StoppingQuantity(.validation, .accuracy), threshold: 0.9))
        == "stop when validation accuracy ≥ 0.9")
    #expect(RuleText.title(.budget(updates: 10_000)) == "stop when updates ≥ 10,000")
    #expect(
      RuleText.title(.patience(epochs: 5, threshold: 0.01, monitor: StoppingQuantity(.validation, .accuracy)))
        == "patience 5 on validation accuracy, threshold 0.01")
    #expect(RuleText.title(.patience(epochs: 5, threshold: 0).from(epoch: 10)) == "patience 5, from epoch 10")
    #expect(
      RuleText.title(.generalisationLoss(strip: 5, threshold: 2).from(epoch: 10))
        == "GL > 2, strips of 5, from epoch 10")
    #expect(RuleText.title(.generalisationLoss(strip: 5, threshold: 2)) == "GL > 2, strips of 5")
    #expect(
      RuleText.title(
        .all([
          .generalisationLoss(threshold: 5), .validationUp(strip: 5, threshold: 8),
          .progressQuotient(strip: 5, threshold: 3),
        ])) == "GL > 5 and UP 8, strips of 5 and PQ > 3, strips of 5")
    #expect(RuleText.threshold(.none) == "")
  }

  /// What figures and reports call a rule, `--rules` and `rules` take; of two rules each only by its own name.
  @Test func namesInFiguresAreUnderstood() {
    var random = SeededGenerator(key: printedSeed())
    let rules = (0..<40).flatMap { _ in
      let (threshold, count) = (random.uniform(from: 0.001, to: 2000), 1 + random.below(9))
      return [
        StoppingRule.lossChange(threshold: threshold), .lossChange(threshold: threshold, isRelative: true),
        .lossChange(threshold: threshold, firstEpoch: count), .generalisationLoss(threshold: threshold),
        .generalisationLoss(strip: count, threshold: threshold).from(epoch: 10 + count),
        .progressQuotient(strip: 5, threshold: threshold), .validationUp(strip: 5, threshold: Double(count)),
        .budget(updates: 1000 * count),
      ]
    }
    for rule in rules {
      for name in [RuleText.short(rule), RuleText.title(rule), RuleText.short(rule).replacing(" ", with: "")] {
        #expect(rule.isMeant(by: name), "\(name)")
        for other in rules where RuleText.family(other) == RuleText.family(rule) && other.threshold != rule.threshold {
          #expect(!other.isMeant(by: name), "\(name) for \(RuleText.short(other))")
        }
      }
    }
  }

  /// Thresholds stand alone only where nothing else tells rules apart.
  @Test func rulesThatDifferInTheirThresholds() {
    let plain = [0.1, 0.01].map { StoppingRule.lossChange(threshold: $0) }
    let relative = [0.1, 0.01].map { StoppingRule.lossChange(threshold: $0, isRelative: true) }
    #expect(RuleText.beforeThresholds(plain) == "stop when |ΔL| <")
    #expect(RuleText.beforeThresholds(relative) == "stop when |ΔL|/L <")
    #expect(RuleText.beforeThresholds(plain + relative) == nil)
    #expect(RuleText.beforeThresholds([.lossChange(threshold: 0.1, firstEpoch: 5)]) == nil)
    #expect(RuleText.beforeThresholds([.generalisationLoss(threshold: 1)]) == nil)
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
