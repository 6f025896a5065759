import NeuralNetwork
import Study
import TestSupport
import Testing

/// Each rule of a study ends its trials where it ends a study that has no other rule, whose training stops there.
@Suite struct RulesAloneTests {
  private static let rules: [StoppingRule] = [
    .lossChange(threshold: 0.1), .lossChange(threshold: 0.1, isRelative: true),
    .lossChange(threshold: 0.3, firstEpoch: 6), .patience(epochs: 2, threshold: 0),
    .patience(epochs: 5, threshold: 0.01), .patience(epochs: 2, threshold: 0).from(epoch: 8),
    .generalisationLoss(threshold: 2).from(epoch: 7), .target(.trainLoss, threshold: 1.5).from(epoch: 9),
    .validationUp(strip: 1, threshold: 1).from(epoch: 6),
    .patience(epochs: 2, threshold: 0.02, monitor: StoppingQuantity(.validation, .accuracy)),
    .generalisationLoss(threshold: 2), .generalisationLoss(strip: 3, threshold: 2),
    .progressQuotient(strip: 3, threshold: 1),
    .validationUp(strip: 2, threshold: 1), .validationUp(strip: 1, threshold: 1), .budget(updates: 20),
    .budget(updates: 33), .target(.trainLoss, threshold: 1.5), .target(.validationLoss, threshold: 1.8),
    .target(StoppingQuantity(.validation, .accuracy), threshold: 0.4),
    .any([.patience(epochs: 2, threshold: 0), .budget(updates: 30)]),
    .all([.lossChange(threshold: 0.1), .budget(updates: 30), .validationUp(strip: 1, threshold: 1)]), .none,
  ]

  private static let together = Result { try study(rules).results() }

  private static func study(_ rules: [StoppingRule]) -> SmallStudy {
    SmallStudy {
      $0.stopping = rules.map { StoppingSpecification(name: $0.kind.name, rules: [$0]) }
    }
  }

  @Test(arguments: rules) func aReplayedTrialIsTheOneTrainedAlone(rule: StoppingRule) throws {
    let together = try Self.together.get()
    let alone = try Self.study([rule]).results()
    #expect(alone.count == together.count && alone.count == SmallStudy.trajectoryCount)
    for (alone, together) in zip(alone, together) {
      let trial = try #require(alone.trials.first)
      #expect(trial == together.trial(of: rule))
      #expect(trial.stoppedEpoch == alone.history.count)
      #expect(alone.history == Array(together.history.prefix(alone.history.count)))
    }
    #expect(
      rule == .none || alone.contains { $0.trials[0].status == .ok && $0.history.count < 14 }, "it ends something")
  }
}
