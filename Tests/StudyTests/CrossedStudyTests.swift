import Datasets
import Foundation
import NeuralNetwork
import SeededRandom
import SupportVectorMachines
import TestSupport
import Testing

@testable import Study

/// Studies with `replicates: {data, initial-weights}`.
@Suite struct CrossedStudyTests {
  private static let replicates = Replicates.crossed(data: 3, initialWeights: 2)

  private static func study(_ change: (inout StudyDescription) -> Void = { _ in }) -> SmallStudy {
    SmallStudy {
      $0.replicates = replicates
      $0.training.epochs = 6
      $0.sizes = .list([40])
      change(&$0)
    }
  }

  private static let study = study()

  /// Each trajectory is that of the data of one plain replicate and the initial weights of another, trained on its own.
  @Test(arguments: [TestSet.canonical, .drawn(.count(70))]) func drawsAreThoseOfPlainReplicates(test: TestSet) throws {
    let study = Self.study { $0.data.test = test }
    let data = try SmallStudy.data
    let seed = StudySeed(study.description.seed)
    for result in try study.results() {
      let draws = Self.replicates.draws(of: result.replicate)
      let hidden = try #require(result.configuration.hidden)
      // The test set of the first draw, the rest split by each draw; written out without the split's own sharing.
      let first = try ReplicateSplit(
        of: data, test: test, validation: study.description.data.validation, seed: seed, replicate: 1)
      let split = try ReplicateSplit(
        of: data, test: test, validation: study.description.data.validation, seed: seed, replicate: draws.data,
        testReplicate: 1)
      #expect(split.test == first.test)
      if draws.data > 1 { #expect(split.trainingOrder != first.trainingOrder) }
      let prepared = try PreparedData(data: data, split: split, size: 40, scaling: .unit)
      func labelled(_ samples: SampleMatrix) -> LabelledSamples<Float> {
        LabelledSamples(features: samples.features, featureCount: samples.featureCount, labels: samples.labels)
      }
      let trainer = TrajectoryTrainer(
        architecture: Architecture(inputs: 64, hidden: hidden, outputs: 10), settings: study.description.training,
        samples: TrajectorySamples(
          train: labelled(prepared.train), validation: prepared.validation.map(labelled), test: labelled(prepared.test)),
        seed: seed, replicate: draws.initialWeights)
      for record in result.history {
        guard case .finished(var expected) = trainer.trainEpoch(shouldStop: { false }) else {
          Issue.record("diverged")
          return
        }
        expected.seconds = 0
        #expect(record == expected, "\(result.configuration.model), replicate \(result.replicate)")
      }
    }
  }

  /// A test set that is drawn is the same for all, and no training or validation sample is in it.
  @Test func allDrawsShareTheTestSet() throws {
    let study = Self.study.description
    let splits = try (1...6).map { try study.split(SmallStudy.data, replicate: $0) }
    let test = try #require(splits[0].test)
    for split in splits {
      #expect(split.test == test)
      #expect(Set(split.trainingOrder + split.validation).isDisjoint(with: test))
    }
    #expect(splits[0] == splits[1])
    #expect(Set(splits.map(\.trainingOrder)).count == 3)
  }

  /// As many predictions are right as the test accuracy says, at every epoch that a trial reports.
  @Test func predictionsAreThoseOfTheReportedNetworks() throws {
    let study = Self.study {
      $0.models.append(Model(name: "svm", kind: .supportVectorMachine(SupportVectorSettings())))
    }
    let results = try study.results()
    #expect(results.count == 18)
    for result in results {
      let predictions = try #require(result.recordings.predictions)
      #expect(Set(predictions.byEpoch.keys) == Set(result.trials.compactMap(\.epoch)))
      for (epoch, offsets) in predictions.byEpoch {
        let right = Double(offsets.count { $0 == 0 }) / 70
        #expect(offsets.count == 70)
        #expect(offsets.allSatisfy { $0 < 10 })
        #expect(right == result.history[epoch - 1].test[.accuracy], "\(result.configuration.model), epoch \(epoch)")
      }
    }
    #expect(try SmallStudy().results().allSatisfy { $0.recordings.predictions == nil })
  }

  @Test func offsetsCountClassesUpwards() {
    var predictions = Predictions()
    predictions.add([3, 2, 0, 9], labels: [3, 1, 1, 0], classCount: 10, epoch: 4)
    #expect(predictions.byEpoch == [4: Data([0, 1, 9, 9])])
  }

  /// Keys tell every replicate from every other, and from plain ones.
  @Test func keysAreTheirOwn() throws {
    let crossed = try Self.study.plan.trajectories.map(\.key)
    let plain = try Self.study { $0.replicates = 6 }.plan.trajectories.map(\.key)
    #expect(Set(crossed).count == 12)
    #expect(Set(crossed).isDisjoint(with: plain))
    // More data draws leave the others as they are.
    let more = try Self.study { $0.replicates = .crossed(data: 4, initialWeights: 2) }.plan.trajectories.map(\.key)
    #expect(Set(more).isSuperset(of: crossed))
  }

  @Test func killsAndJobsDoNotShow() throws {
    let whole = try Self.study.results(jobs: 1)
    let store = InMemoryTrialStore()
    let cancellation = Cancellation()
    try Self.study.run(in: store, jobs: 2, cancellation: cancellation) { progress in
      if progress.finished == 5 { cancellation.request() }
    }
    #expect(store.results().count < 12)
    try Self.study.run(in: store, jobs: 2)
    #expect(try Self.study.results(in: store) == whole)
  }

  /// A rule that is added reports networks that are gone, so that they are trained again.
  @Test func addedRulesAreTrainedForTheirPredictions() throws {
    let store = InMemoryTrialStore()
    try Self.study.run(in: store)
    let more = Self.study {
      $0.stopping.append(StoppingSpecification(name: "loss-change", rules: [.lossChange(threshold: 0.2)]))
    }
    try more.run(in: store)
    #expect(try more.results(in: store) == more.results())
  }

  @Test func impossibleDrawsAreRefused() throws {
    for replicates in [Replicates.crossed(data: 5, initialWeights: 1), .crossed(data: 1, initialWeights: 4)] {
      let error = #expect(throws: PlanError.self) { try Self.study { $0.replicates = replicates }.plan }
      #expect(error?.description.hasPrefix("replicates: ") == true)
    }
    var facts = try DataFacts(SmallStudy.data, study: Self.study.description)
    facts.classNames = (0..<300).map { "\($0)" }
    #expect(throws: PlanError.self) { try StudyPlan(study: Self.study.description, facts: facts) }
  }

  @Test(arguments: [Replicates.independent(10), .crossed(data: 5, initialWeights: 4)])
  func surviveStoring(replicates: Replicates) throws {
    let data = try JSONEncoder().encode([replicates])
    #expect(try JSONDecoder().decode([Replicates].self, from: data) == [replicates])
  }

  @Test func plainNumbersAreStoredAsBefore() throws {
    #expect(String(decoding: try JSONEncoder().encode([Replicates.independent(10)]), as: UTF8.self) == "[10]")
  }
}
