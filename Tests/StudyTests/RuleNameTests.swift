import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@Suite struct RuleNameTests {
  @Test func rulesAreNamedWholly() {
    let names: [(StoppingRule, name: String, label: String)] = [
      (.lossChange(threshold: 0.01), "loss-change", "loss-change 0.01"),
      (.lossChange(threshold: 0.01, isRelative: true), "loss-change relative", "loss-change relative 0.01"),
      (
        .lossChange(threshold: 0.01, firstEpoch: 5), "loss-change from epoch 5",
        "loss-change from epoch 5 threshold 0.01"
      ),
      (
        .lossChange(threshold: 0.01, isRelative: true, firstEpoch: 5), "loss-change relative from epoch 5",
        "loss-change relative from epoch 5 threshold 0.01"
      ),
      (.patience(epochs: 10, threshold: 0), "patience 10", "patience 10"),
      (.patience(epochs: 10, threshold: 0.5), "patience 10", "patience 10 threshold 0.5"),
      (
        .patience(epochs: 10, threshold: 0, monitor: StoppingQuantity(.validation, .accuracy)),
        "patience 10 validation-accuracy", "patience 10 validation-accuracy"
      ),
      (
        .patience(epochs: 10, threshold: 0).from(epoch: 20), "patience 10 from epoch 20", "patience 10 from epoch 20"
      ),
      (
        .generalisationLoss(threshold: 5).from(epoch: 20), "generalisation-loss from epoch 20",
        "generalisation-loss from epoch 20 threshold 5"
      ),
      (.generalisationLoss(threshold: 5), "generalisation-loss", "generalisation-loss 5"),
      (
        .generalisationLoss(strip: 5, threshold: 2), "generalisation-loss strip 5",
        "generalisation-loss strip 5 threshold 2"
      ),
      (
        .progressQuotient(strip: 5, threshold: 1.5), "progress-quotient strip 5",
        "progress-quotient strip 5 threshold 1.5"
      ),
      (.validationUp(strip: 3, threshold: 2), "validation-up strip 3", "validation-up strip 3 threshold 2"),
      (.target(.trainLoss, threshold: 0.01), "target train-loss", "target train-loss 0.01"),
      (
        .target(StoppingQuantity(.validation, .accuracy), threshold: 0.9), "target validation-accuracy",
        "target validation-accuracy 0.9"
      ),
      (.budget(updates: 1000), "budget", "budget 1000"),
      (
        .any([.lossChange(threshold: 1), .patience(epochs: 5, threshold: 0.5)]),
        "any of (loss-change 1, patience 5 threshold 0.5)",
        "any of (loss-change 1, patience 5 threshold 0.5)"
      ),
      (.none, "none", "none"),
    ]
    for (rule, name, label) in names {
      #expect(rule.name == name)
      #expect(rule.label == label)
    }
  }

  /// Neither do two rules share a label, nor the cells of a table, if anything differs between them.
  @Test func differentRulesHaveDifferentNames() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let rules = (0..<2000).map { _ in StoppingRule.random(from: &generator) }
    #expect(Set(rules.map(\.label)).count == Set(rules).count, "seed \(seed)")
    let cells = Set(rules.map { "\($0.name)\t\($0.threshold.map { "\($0)" } ?? "")" })
    #expect(cells.count == Set(rules).count, "seed \(seed)")
  }
}
