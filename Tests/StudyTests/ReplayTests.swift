import NeuralNetwork
import Study
import TestSupport
import Testing

@Suite struct ReplayTests {
  /// Training losses 1.0, 0.5, 0.4, 0.35 and validation losses 1.0, 0.8, 0.9, 1.2.
  private let history = zip([1.0, 0.5, 0.4, 0.35], [1.0, 0.8, 0.9, 1.2]).enumerated().map { index, losses in
    EpochRecord(
      epoch: index + 1, updates: 3 * (index + 1), train: Score(loss: losses.0, [.accuracy: 0.5]),
      validation: Score(loss: losses.1, [.accuracy: 0.4]), test: Score(loss: 1, [.accuracy: 0.3]), seconds: 1)
  }

  private func trajectory(_ history: [EpochRecord], diverged: Bool = false) -> TrajectoryResult {
    TrajectoryResult(
      key: "k",
      configuration: Configuration(modelIndex: 0, model: "m", hidden: [2], parameters: 9, size: 5, varied: []),
      replicate: 1, history: history, diverged: diverged, trials: [], chance: ChanceLimits(train: 0.1, test: 0.125))
  }

  /// Changes of 0.5, 0.1 and 0.05; GL of 0, 0, 12.5 and 50 percent.
  private let expected: [TrialResult] = [
    TrialResult(rule: .lossChange(threshold: 0.6), status: .ok, epoch: 2, stoppedEpoch: 2),
    TrialResult(rule: .lossChange(threshold: 0.11), status: .ok, epoch: 3, stoppedEpoch: 3),
    TrialResult(rule: .lossChange(threshold: 0.01), status: .maxEpochs, epoch: 4, stoppedEpoch: 4),
    TrialResult(rule: .generalisationLoss(threshold: 12), status: .ok, epoch: 2, stoppedEpoch: 3),
    TrialResult(rule: .generalisationLoss(threshold: 13), status: .ok, epoch: 2, stoppedEpoch: 4),
    TrialResult(rule: .generalisationLoss(threshold: 51), status: .maxEpochs, epoch: 2, stoppedEpoch: 4),
    TrialResult(rule: .patience(epochs: 1, threshold: 0), status: .ok, epoch: 2, stoppedEpoch: 3),
    TrialResult(rule: .patience(epochs: 2, threshold: 0), status: .ok, epoch: 2, stoppedEpoch: 4),
    TrialResult(rule: .patience(epochs: 3, threshold: 0), status: .maxEpochs, epoch: 2, stoppedEpoch: 4),
    TrialResult(rule: .none, status: .ok, epoch: 4, stoppedEpoch: 4),
  ]

  @Test func everyRuleEndsTheHistoryWhereItShould() {
    let trials = TrajectoryResult.replay(history, diverged: false, rules: expected.map(\.rule), epochs: 4)
    #expect(trials == expected)
    let result = trajectory(history)
    #expect(result.reported(by: trials[3])?.epoch == 2)
  }

  @Test func aTrialThatHadStoppedBeforeIsUntouchedByDivergence() {
    let trials = TrajectoryResult.replay(history, diverged: true, rules: expected.map(\.rule), epochs: 4)
    for (trial, wanted) in zip(trials, expected) {
      if wanted.status == .ok && wanted.rule != .none {
        #expect(trial == wanted)
      } else {
        #expect(trial == TrialResult(rule: wanted.rule, status: .diverged, epoch: nil, stoppedEpoch: nil))
        #expect(trajectory(history, diverged: true).reported(by: trial) == nil)
      }
    }
  }

  @Test func withoutAnyEpochEveryTrialDiverged() {
    let trials = TrajectoryResult.replay([], diverged: true, rules: expected.map(\.rule), epochs: 4)
    #expect(trials.allSatisfy { $0.status == .diverged && $0.epoch == nil && $0.stoppedEpoch == nil })
  }

  @Test func aHistoryAnswersOnlyWhatItReaches() {
    let stopped = trajectory(history)
    let fires: [StoppingRule] = [.lossChange(threshold: 0.11), .generalisationLoss(threshold: 13)]
    let goesOn: [StoppingRule] = fires + [.lossChange(threshold: 0.01)]
    // Of 10 epochs, four are known: enough if every rule has fired by then.
    #expect(stopped.answering(fires, epochs: 10).trials == [expected[1], expected[4]])
    #expect(stopped.answering(goesOn, epochs: 10).trials == [expected[1], expected[4]])
    #expect(stopped.answering(fires + [.none], epochs: 10).trials == [expected[1], expected[4]])
    // Of four epochs, all are known.
    #expect(stopped.answering(goesOn + [.none], epochs: 4).trials == [1, 4, 2, 9].map { expected[$0] })
    // After divergence nothing more can be known.
    let diverged = trajectory(history, diverged: true)
    #expect(diverged.answering(goesOn, epochs: 10).trials.map(\.status) == [.ok, .ok, .diverged])
  }

  @Test func answeringChangesNothingElse() throws {
    let before = trajectory(history)
    var after = before.answering([.lossChange(threshold: 0.6)], epochs: 10)
    #expect(after.trials == [expected[0]])
    after.trials = []
    #expect(after == before)
  }
}
