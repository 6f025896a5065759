import NeuralNetwork
import Study
import SupportVectorMachines
import TestSupport
import Testing

/// Studies of several metrics.
@Suite struct StudyMetricsTests {
  private static func study(_ metrics: [Metric], loss: Loss = .crossEntropy) -> SmallStudy {
    SmallStudy {
      $0.metrics = metrics
      $0.training.loss = loss
      $0.models.append(Model(name: "svm", kind: .supportVectorMachine(SupportVectorSettings(kernel: .linear, c: 1))))
    }
  }

  private static func results(_ study: SmallStudy, in store: any TrialStore) throws -> StudyResults {
    StudyResults(study: study.description, trajectories: try store.results())
  }

  /// Training does not depend on what is measured: the same accuracies, losses and keys.
  @Test(arguments: [Loss.crossEntropy, .meanSquaredError]) func metricsAreMeasuredAndChangeNothingElse(loss: Loss)
    throws
  {
    let (one, both) = (InMemoryTrialStore(), InMemoryTrialStore())
    try Self.study([.accuracy], loss: loss).run(in: one)
    try Self.study([.logLoss, .accuracy], loss: loss).run(in: both)
    let accuracies = try Self.results(Self.study([.accuracy], loss: loss), in: one)
    // Of a store that has more, a study takes what it asks for.
    #expect(try Self.results(Self.study([.accuracy], loss: loss), in: both).digest == accuracies.digest)
    let found = try Self.results(Self.study([.logLoss, .accuracy], loss: loss), in: both)
    #expect(found.digest != accuracies.digest)
    // The order of the metrics is no result.
    #expect(try Self.results(Self.study([.accuracy, .logLoss], loss: loss), in: both).digest == found.digest)
    for trajectory in found.trajectories {
      let isNetwork = trajectory.configuration.hidden != nil
      for record in trajectory.history {
        for score in [record.train, record.validation, record.test] {
          #expect((score?[.logLoss] != nil) == isNetwork && score?[.accuracy] != nil)
          if isNetwork { #expect((score?[.logLoss] == score?.loss) == (loss == .crossEntropy)) }
        }
      }
    }
  }

  /// What was trained with cross-entropy has its log-loss, measured or not, and what a chance limit it is.
  @Test func theLogLossOfCrossEntropyIsItsLoss() throws {
    let (one, both) = (InMemoryTrialStore(), InMemoryTrialStore())
    let study = Self.study([.logLoss, .accuracy])
    try Self.study([.accuracy]).run(in: one)
    try study.run(in: both)
    let (derived, measured) = (try Self.results(study, in: one), try Self.results(study, in: both))
    #expect(derived.digest == measured.digest)
    let networks = { (results: StudyResults) in
      results.trajectories.filter { $0.configuration.hidden != nil }.map(\.withoutSeconds.withoutTestValues)
    }
    #expect(networks(derived) == networks(measured))
    #expect(derived.trajectories.flatMap { $0.trials.map($0.isAtChance) }.contains(false))
  }

  /// With the log-loss alone a machine has nothing to show, and nothing fails.
  @Test func aMachineHasNoLogLoss() throws {
    let store = InMemoryTrialStore()
    let study = Self.study([.logLoss])
    try study.run(in: store)
    let machines = try Self.results(study, in: store).trajectories.filter { $0.configuration.hidden == nil }
    #expect(!machines.isEmpty && machines.allSatisfy { $0.history.count == 1 && $0.history[0].test.metrics == [] })
    #expect(machines.allSatisfy { result in result.trials.allSatisfy { $0.status == .ok } })
  }
}
