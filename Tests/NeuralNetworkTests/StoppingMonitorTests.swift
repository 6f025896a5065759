import Foundation
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@Suite struct StoppingMonitorTests {
  /// Where a rule ends a history and what it reports then; without a stop, what it reports at the end.
  private struct End: Equatable {
    var stop: Int?
    var reported: Int
  }

  private func end(
    _ rule: StoppingRule, train: [Double], validation: [Double]?, batches: Int = 1, accuracy: [Double] = []
  ) -> End {
    var monitor = StoppingMonitor(rule)
    for (index, loss) in train.enumerated() {
      let record = EpochRecord(
        epoch: index + 1, updates: batches * (index + 1), train: Score(loss: loss, [.accuracy: 0.5]),
        validation: validation.map { Score(loss: $0[index], [.accuracy: accuracy.isEmpty ? 0.5 : accuracy[index]]) },
        // Test losses that would end any rule that looked at them.
        test: Score(loss: Double(100 + index), [.accuracy: 0]), seconds: 0)
      if monitor.observe(record) { return End(stop: index + 1, reported: monitor.reportedEpoch) }
    }
    return End(stop: nil, reported: monitor.reportedEpoch)
  }

  private func end(_ rule: StoppingRule, validation: [Double]) -> End {
    end(rule, train: validation.map { _ in 1 }, validation: validation)
  }

  @Test func lossChange() {
    // |ΔL| = 0.5, 0.125, 0: strictly below the threshold ends it.
    for validation in [nil, [1.0, 2, 3, 4]] {
      func stop(_ threshold: Double) -> End {
        end(.lossChange(threshold: threshold), train: [1, 0.5, 0.375, 0.375], validation: validation)
      }
      #expect(stop(0.6) == End(stop: 2, reported: 2))
      #expect(stop(0.5) == End(stop: 3, reported: 3))
      #expect(stop(0.2) == End(stop: 3, reported: 3))
      #expect(stop(0.125) == End(stop: 4, reported: 4))
      #expect(stop(1e-9) == End(stop: 4, reported: 4))
      #expect(stop(0) == End(stop: nil, reported: 4))
    }
    // A rise counts like a fall.
    #expect(end(.lossChange(threshold: 0.3), train: [1, 2, 2.25], validation: nil) == End(stop: 3, reported: 3))
  }

  @Test func lossChangeRelativeToTheLoss() {
    // Changes by 0.5, 0.5 and 0.25 of the loss before, and none.
    func stop(_ threshold: Double, from epoch: Int? = nil) -> End {
      end(
        .lossChange(threshold: threshold, isRelative: true, firstEpoch: epoch), train: [8, 4, 2, 1.5, 1.5],
        validation: nil)
    }
    #expect(stop(0.6) == End(stop: 2, reported: 2))
    #expect(stop(0.5) == End(stop: 4, reported: 4))
    #expect(stop(0.25) == End(stop: 5, reported: 5))
    #expect(stop(0.6, from: 4) == End(stop: 4, reported: 4))
    // Nothing is less than a share of no loss.
    let rule = StoppingRule.lossChange(threshold: 1, isRelative: true)
    #expect(end(rule, train: [1, 0, 0, 0], validation: nil) == End(stop: nil, reported: 4))
  }

  /// Changes before the first epoch do not count; that of the first epoch does.
  @Test func lossChangeFromAnEpoch() {
    let losses = [1, 1, 1, 0.5, 0.25, 0.25]
    func stop(from epoch: Int) -> Int? {
      end(.lossChange(threshold: 0.1, firstEpoch: epoch), train: losses, validation: nil).stop
    }
    #expect((1...7).map(stop) == [2, 2, 3, 6, 6, 6, nil])
    #expect(StoppingRule.lossChange(threshold: 1, firstEpoch: 2) == .lossChange(threshold: 1))
  }

  @Test func patience() {
    let losses = [1, 0.9, 0.95, 0.85, 0.9, 0.86, 0.85, 0.84]
    // Improvements at 1, 2, 4 and 8; 0.85 again at 7 is none.
    #expect(end(.patience(epochs: 1, threshold: 0), validation: losses) == End(stop: 3, reported: 2))
    #expect(end(.patience(epochs: 2, threshold: 0), validation: losses) == End(stop: 6, reported: 4))
    #expect(end(.patience(epochs: 3, threshold: 0), validation: losses) == End(stop: 7, reported: 4))
    #expect(end(.patience(epochs: 4, threshold: 0), validation: losses) == End(stop: nil, reported: 8))
  }

  /// Any rule sees the epochs of its warm-up, but fires after it: at once where its condition still holds.
  @Test func rulesFromAnEpoch() {
    let losses = [1, 0.9, 0.95, 0.85, 0.9, 0.86, 0.85, 0.84]
    func stops(_ rule: StoppingRule) -> [Int?] {
      (6...9).map { end(rule.from(epoch: $0), validation: losses).stop }
    }
    // Waits of 1, 2 and 3 epochs at 5, 6 and 7, none at 8.
    #expect(stops(.patience(epochs: 2, threshold: 0)) == [6, 7, nil, nil])
    #expect(end(StoppingRule.patience(epochs: 2, threshold: 0).from(epoch: 7), validation: losses).reported == 4)
    // Above the lowest by 5.6 % at 3 and 5.9 % at 5, by 1.2 % at 6.
    #expect(stops(.generalisationLoss(threshold: 1)) == [6, nil, nil, nil])
    #expect(stops(.target(.validationLoss, threshold: 0.85)) == [7, 7, 8, nil])
    #expect(StoppingRule.patience(epochs: 2, threshold: 0).from(epoch: 3) == .patience(epochs: 2, threshold: 0))
    #expect(StoppingRule.budget(updates: 3).from(epoch: 9) == .budget(updates: 3))
    // A part has its own.
    let parts = [
      StoppingRule.patience(epochs: 2, threshold: 0).from(epoch: 7), .target(.validationLoss, threshold: 0.9),
    ]
    #expect(end(.all(parts), validation: losses).stop == 7 && end(.any(parts), validation: losses).stop == 2)
  }

  /// Only a fall of more than the threshold below the last such fall starts the wait anew; the best epoch is reported
  /// whether or not it fell that far.
  @Test func patienceWithAThreshold() {
    let losses = [1, 0.9, 0.95, 0.85, 0.9, 0.86, 0.85, 0.84]
    #expect(end(.patience(epochs: 2, threshold: 0.125), validation: losses) == End(stop: 3, reported: 2))
    #expect(end(.patience(epochs: 3, threshold: 0.125), validation: losses) == End(stop: 7, reported: 4))
    #expect(end(.patience(epochs: 4, threshold: 0.125), validation: losses) == End(stop: 8, reported: 8))
    // A slow fall, never more than the threshold at once, adds up to one: 4 is 0.375 below 1.
    let slow = [1, 0.875, 0.75, 0.625, 0.5]
    #expect(end(.patience(epochs: 3, threshold: 0.25), validation: slow) == End(stop: nil, reported: 5))
    #expect(end(.patience(epochs: 2, threshold: 0.25), validation: slow) == End(stop: 3, reported: 3))
  }

  /// Equal accuracies are no improvement, and the first of the best is reported, whatever the loss does.
  @Test func patienceOnAMetric() {
    func stop(_ epochs: Int, _ threshold: Double = 0) -> End {
      end(
        .patience(epochs: epochs, threshold: threshold, monitor: StoppingQuantity(.validation, .accuracy)),
        train: [1, 1, 1, 1, 1, 1], validation: [6, 5, 4, 3, 2, 1], accuracy: [0.5, 0.75, 0.75, 0.625, 0.875, 0.75])
    }
    #expect(stop(1) == End(stop: 3, reported: 2))
    #expect(stop(2) == End(stop: 4, reported: 2))
    #expect(stop(3) == End(stop: nil, reported: 5))
    #expect(stop(3, 0.125) == End(stop: 5, reported: 5))
    #expect(stop(2, 0.5) == End(stop: 3, reported: 2))
    // What was not measured ends nothing.
    let rule = StoppingRule.patience(epochs: 1, threshold: 0, monitor: StoppingQuantity(.validation, .logLoss))
    #expect(end(rule, validation: [1, 2, 3]) == End(stop: nil, reported: 3))
  }

  @Test func generalisationLoss() {
    // GL in percent: 0, 0, 0, 10, 50, 0, 100.
    let losses = [1, 0.8, 0.5, 0.55, 0.75, 0.25, 0.5]
    #expect(end(.generalisationLoss(threshold: 5), validation: losses) == End(stop: 4, reported: 3))
    #expect(end(.generalisationLoss(threshold: 20), validation: losses) == End(stop: 5, reported: 3))
    #expect(end(.generalisationLoss(threshold: 50), validation: losses) == End(stop: 7, reported: 6))
    #expect(end(.generalisationLoss(threshold: 100), validation: losses) == End(stop: nil, reported: 6))
  }

  /// Only the ends of strips are looked at, but the lowest loss, and the epoch that is reported, may lie within one.
  @Test func generalisationLossAtTheEndsOfStrips() {
    // GL at the ends of strips of two: 0, 10, 0, 100; of three: 0, 0.
    let losses = [1, 0.8, 0.5, 0.55, 0.75, 0.25, 0.2, 0.4]
    func stop(_ strip: Int, _ threshold: Double) -> End {
      end(.generalisationLoss(strip: strip, threshold: threshold), validation: losses)
    }
    #expect(stop(2, 5) == End(stop: 4, reported: 3))
    #expect(stop(2, 20) == End(stop: 8, reported: 7))
    #expect(stop(3, 0) == End(stop: nil, reported: 7))
    for threshold in [0.0, 5, 20, 60] {
      #expect(stop(1, threshold) == end(.generalisationLoss(threshold: threshold), validation: losses))
    }
  }

  @Test func progressQuotient() {
    // Strips of two: P = 1000·(3/2 − 1) = 500, then 1000·(1.5/1 − 1) = 500, then 0; GL at their ends: 0, 100, 200.
    let (train, validation) = ([4.0, 2, 2, 1, 1, 1], [1.0, 1, 1.5, 2, 1, 3])
    func stop(_ threshold: Double) -> End {
      end(.progressQuotient(strip: 2, threshold: threshold), train: train, validation: validation)
    }
    #expect(stop(0.1) == End(stop: 4, reported: 1))
    // PQ(4) = 0.2 is not above 0.2; at the end of the third strip training stands still and PQ is infinite.
    #expect(stop(0.2) == End(stop: 6, reported: 1))
    #expect(stop(1e9) == End(stop: 6, reported: 1))
    // One strip of four: P = 1000·(2.25/1 − 1) = 1250, PQ(4) = 0.08.
    let rule = { StoppingRule.progressQuotient(strip: 4, threshold: $0) }
    #expect(end(rule(0.075), train: train, validation: validation) == End(stop: 4, reported: 1))
    #expect(end(rule(0.085), train: train, validation: validation) == End(stop: nil, reported: 1))
  }

  @Test func validationUp() {
    // At the ends of strips of two: 4, 5, 6, 5.5, 5.8, 5.9, so up, up, down, up, up.
    let losses = [5, 4, 9, 5, 1, 6, 9, 5.5, 9, 5.8, 9, 5.9]
    #expect(end(.validationUp(strip: 2, threshold: 1), validation: losses) == End(stop: 4, reported: 2))
    #expect(end(.validationUp(strip: 2, threshold: 2), validation: losses) == End(stop: 6, reported: 5))
    #expect(end(.validationUp(strip: 2, threshold: 3), validation: losses) == End(stop: nil, reported: 5))
    // At the ends of strips of one every epoch counts: 5, 4, 9, 5, 1, 6, 9.
    #expect(end(.validationUp(strip: 1, threshold: 2), validation: losses) == End(stop: 7, reported: 5))
  }

  @Test func target() {
    let losses = [4.0, 2, 1, 0.5]
    func stop(_ quantity: StoppingQuantity, _ threshold: Double) -> End {
      end(
        .target(quantity, threshold: threshold), train: losses, validation: [3, 1, 2, 4],
        accuracy: [0.5, 0.75, 0.625, 0.875])
    }
    #expect(stop(.trainLoss, 2) == End(stop: 2, reported: 2))
    #expect(stop(.trainLoss, 1.5) == End(stop: 3, reported: 3))
    #expect(stop(.trainLoss, 0.25) == End(stop: nil, reported: 4))
    #expect(stop(.validationLoss, 1) == End(stop: 2, reported: 2))
    #expect(stop(.validationLoss, 0.5) == End(stop: nil, reported: 2))
    let accuracy = StoppingQuantity(.validation, .accuracy)
    #expect(stop(accuracy, 0.75) == End(stop: 2, reported: 2))
    #expect(stop(accuracy, 0.8) == End(stop: 4, reported: 4))
    #expect(stop(accuracy, 1) == End(stop: nil, reported: 4))
    // What was not measured reaches nothing.
    #expect(stop(StoppingQuantity(.validation, .logLoss), 1000) == End(stop: nil, reported: 4))
    #expect(end(.target(.trainLoss, threshold: 1), train: losses, validation: nil) == End(stop: 3, reported: 3))
  }

  /// The epoch in which the updates are reached is finished.
  @Test func budget() {
    func stop(_ updates: Int) -> End {
      end(.budget(updates: updates), train: [1, 1, 1, 1], validation: [1, 2, 3, 4], batches: 10)
    }
    #expect(stop(1) == End(stop: 1, reported: 1))
    #expect(stop(10) == End(stop: 1, reported: 1))
    #expect(stop(11) == End(stop: 2, reported: 2))
    #expect(stop(40) == End(stop: 4, reported: 4))
    #expect(stop(41) == End(stop: nil, reported: 4))
    #expect(end(.budget(updates: 3), train: [1, 1, 1], validation: nil) == End(stop: 3, reported: 3))
  }

  @Test func severalRules() {
    // GL is 0, 0, 25, 0, 100; the budget is used up after 1 to 5 epochs.
    let (losses, loss) = ([1, 0.8, 1, 0.5, 1], StoppingRule.generalisationLoss(threshold: 20))
    func budget(_ epochs: Int) -> StoppingRule { .budget(updates: 10 * epochs) }
    func stop(_ rule: StoppingRule) -> End { end(rule, train: losses, validation: losses, batches: 10) }
    #expect(stop(.any([loss, budget(2)])) == End(stop: 2, reported: 2))
    #expect(stop(.any([loss, budget(4)])) == End(stop: 3, reported: 2))
    // GL need not exceed its threshold any more when the budget is used up.
    #expect(stop(.all([loss, budget(4)])) == End(stop: 4, reported: 4))
    #expect(stop(.all([loss, budget(2)])) == End(stop: 3, reported: 2))
    #expect(stop(.all([budget(2), budget(5)])) == End(stop: 5, reported: 5))
    #expect(stop(.all([loss, budget(6)])) == End(stop: nil, reported: 4))
    #expect(stop(.any([budget(6), budget(7)])) == End(stop: nil, reported: 5))
    #expect(stop(.all([loss, .none])) == End(stop: nil, reported: 4))
    #expect(stop(.any([loss, .none])) == End(stop: 3, reported: 2))
  }

  @Test func noneNeverStops() {
    #expect(end(.none, train: [1, 1, 1, 1], validation: [1, 2, 3, 4]) == End(stop: nil, reported: 4))
    #expect(end(.none, train: [1], validation: nil) == End(stop: nil, reported: 1))
  }

  private static let rules: [StoppingRule] = [
    .lossChange(threshold: 0.1), .patience(epochs: 3, threshold: 0), .generalisationLoss(threshold: 0),
    .progressQuotient(strip: 2, threshold: 0.5), .validationUp(strip: 2, threshold: 1),
    .target(.trainLoss, threshold: 0.01), .budget(updates: 100),
    .any([.lossChange(threshold: 0.1), .budget(updates: 100)]),
    .all([.lossChange(threshold: 0.1), .patience(epochs: 3, threshold: 0)]), .none,
  ]

  @Test(arguments: rules) func aHistoryOfOneEpochDecidesNothing(rule: StoppingRule) {
    #expect(end(rule, train: [0.5], validation: [0.7]) == End(stop: nil, reported: 1))
  }

  @Test(arguments: [0.1, 0.7, 0], rules) func constantLosses(loss: Double, rule: StoppingRule) {
    let history = Array(repeating: loss, count: 20)
    let expected: End =
      switch rule.kind {
      case .lossChange, .anyOf: End(stop: 2, reported: 2)
      case .patience, .allOf: End(stop: 4, reported: 1)
      case .target where loss == 0: End(stop: 1, reported: 1)
      default: End(stop: nil, reported: rule.needsValidation ? 1 : 20)
      }
    #expect(end(rule, train: history, validation: history) == expected)
  }

  /// GL after a rise from 0 and P after a fall to 0 are the limits of their formulas: infinite.
  @Test func lossesOfZero() {
    #expect(end(.generalisationLoss(threshold: 1e6), validation: [0.5, 0, 1e-9]) == End(stop: 3, reported: 2))
    #expect(end(.generalisationLoss(threshold: 0), validation: [0.5, 0, 0]) == End(stop: nil, reported: 2))
    let rule = StoppingRule.progressQuotient(strip: 2, threshold: 0.5)
    #expect(end(rule, train: [1, 0], validation: [1, 2]) == End(stop: nil, reported: 1))
    #expect(end(rule, train: [1, 0, 0, 0], validation: [1, 2, 2, 2]) == End(stop: 4, reported: 1))
    #expect(end(rule, train: [2, 1], validation: [0, 1]) == End(stop: 2, reported: 1))
  }

  @Test(arguments: rules.filter(\.needsValidation)) func neverFiresWithoutValidation(rule: StoppingRule) {
    let train = (1...100).map { 1 / Double($0) }
    #expect(end(rule, train: train, validation: nil) == End(stop: nil, reported: 100))
  }

  @Test func onlyTheRulesOnTrainingLossDoWithoutValidation() {
    #expect(Self.rules.map(\.kind) == StoppingRule.Kind.all)
    #expect(Self.rules.map(\.needsValidation) == [false, true, true, true, true, false, false, false, true, false])
  }

  @Test func matchesTheDefinitionsOverRandomHistories() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let histories = 300
    var stopped = [Int](repeating: 0, count: 14)
    for _ in 0..<histories {
      let history = randomHistory(&generator)
      let strip = 1 + generator.below(6)
      var rules: [StoppingRule] = [
        .lossChange(threshold: pow(10, generator.uniform(from: -5, to: -2))),
        .lossChange(threshold: pow(10, generator.uniform(from: -5, to: -2)), isRelative: true),
        .lossChange(
          threshold: pow(10, generator.uniform(from: -5, to: -2)), isRelative: generator.below(2) == 0,
          firstEpoch: 1 + generator.below(40)),
        .patience(epochs: 1 + generator.below(20), threshold: [0, 0.01, 0.1][generator.below(3)]),
        .patience(
          epochs: 1 + generator.below(20), threshold: [0, 0.05, 0.1][generator.below(3)],
          monitor: StoppingQuantity(.validation, .accuracy)),
        .generalisationLoss(threshold: generator.uniform(from: 0, to: 60)),
        .generalisationLoss(strip: strip, threshold: generator.uniform(from: 0, to: 60)),
        .progressQuotient(strip: strip, threshold: pow(10, generator.uniform(from: -2, to: 1))),
        .validationUp(strip: strip, threshold: Double(1 + generator.below(5))),
        .target(.trainLoss, threshold: generator.uniform(from: 0, to: 1)),
        .target(StoppingQuantity(.validation, .accuracy), threshold: generator.uniform(from: 0.5, to: 1)),
        .budget(updates: 1 + generator.below(500)),
      ]
      rules = rules.map { generator.below(3) == 0 ? $0.from(epoch: 1 + generator.below(30)) : $0 }
      // Any two or three of them.
      let chosen = generator.shuffled(count: rules.count).prefix(2 + generator.below(2)).map { rules[$0] }
      rules += [.any(chosen), .all(chosen)]
      #expect(Set(rules.map(\.kind)) == Set(StoppingRule.Kind.all.filter { $0 != .none }))
      for (index, rule) in rules.enumerated() {
        let stop = history.stop(rule)
        let last = stop ?? history.train.count
        let expected = End(stop: stop, reported: history.reported(rule, after: last) ?? 0)
        let found = end(
          rule, train: history.train, validation: history.validation, batches: history.batches,
          accuracy: history.validationAccuracy)
        #expect(found == expected, "\(rule), seed \(seed): \(history)")
        if stop != nil { stopped[index] += 1 }
      }
    }
    // Both outcomes of every rule were met often.
    #expect(stopped.allSatisfy { $0 > 30 && $0 < histories - 10 }, "\(stopped)")
  }

  /// Sixty epochs of a falling training loss and a validation loss that falls and then rises, both noisy.
  private func randomHistory(_ generator: inout SeededGenerator) -> StoppingReference {
    let (decay, turn) = (generator.uniform(from: 0.85, to: 1), generator.uniform(from: 5, to: 70))
    let noise = generator.uniform(from: 0, to: 0.05)
    let epochs = 1...60
    let train = epochs.map { (0.1 + pow(decay, Double($0))) * exp(noise * generator.normal()) }
    let validation = epochs.map { (0.3 + pow((Double($0) - turn) / 60, 2)) * exp(noise * generator.normal()) }
    // Of few samples, so that many epochs are equal.
    let accuracy = validation.map { (20 * max(0, min(1, 1.2 - $0))).rounded() / 20 }
    return StoppingReference(
      train: train, validation: validation, batches: 1 + generator.below(9), validationAccuracy: accuracy)
  }

  /// The numbers of a rule that was read from a store may be of any size.
  @Test func theEarliestEpochOfAnyRule() {
    #expect(StoppingRule.patience(epochs: 5, threshold: 0).earliestEpoch(updatesPerEpoch: 1) == 6)
    #expect(StoppingRule.patience(epochs: .max, threshold: 0).earliestEpoch(updatesPerEpoch: 1) > 1e18)
    // Four rises in a row, each from one strip of four epochs to the next.
    #expect(StoppingRule.validationUp(strip: 4, threshold: 4).earliestEpoch(updatesPerEpoch: 1) == 20)
    #expect(StoppingRule.budget(updates: 21).earliestEpoch(updatesPerEpoch: 4) == 6)
    #expect(StoppingRule(.budget, threshold: 1e300).earliestEpoch(updatesPerEpoch: 0) == 1e300)
    #expect(StoppingRule.generalisationLoss(strip: 3, threshold: 1).earliestEpoch(updatesPerEpoch: 1) == 3)
  }
}
