import Datasets
import Foundation
import NeuralNetwork
import SeededRandom
import Study
import SupportVectorMachines
import TestSupport
import Testing

/// Support vector machines take part in a study as networks do.
@Suite struct SupportVectorStudyTests {
  private static let settings = SupportVectorSettings(kernel: .rbf(gamma: .scale), c: 2)

  private static let study = SmallStudy {
    $0.models.append(Model(name: "svm", kind: .supportVectorMachine(settings)))
    $0.vary = [
      VariedSetting(
        key: "learning-rate",
        values: [0.1, 0.5].map { VariedSetting.Value(text: "\($0)", assignment: .init(\.learningRate, $0)) })
    ]
  }

  @Test func everyRuleReportsTheMachine() throws {
    let machines = try Self.study.results().filter { $0.configuration.model == "svm" }
    #expect(machines.count == 2 * 2 * 3)
    for result in machines {
      #expect(result.configuration.hidden == nil && result.configuration.parameters == nil)
      #expect(result.history.count == 1)
      #expect(result.history[0].train.loss == nil && result.history[0].validation?.loss == nil)
      #expect(result.trials.map(\.rule) == SmallStudy.stopping.flatMap(\.rules))
      #expect(result.trials.allSatisfy { $0.status == .ok && $0.epoch == 1 && $0.stoppedEpoch == 1 })
    }
    // The varied settings are not the machine's: it is trained once, and stands for all of them.
    let planned = try Self.study.plan.trajectories.filter { $0.configuration.model == "svm" }
    #expect(planned.count == 2 * 3 && planned.allSatisfy { $0.configuration.varied.isEmpty })
    #expect(Set(machines.map(\.key)) == Set(planned.map(\.key)))
    #expect(try Self.study.plan.trialCount == Self.study.results().reduce(0) { $0 + $1.trials.count })
    #expect(Set(machines.map(\.configuration.varied)) == [["0.1"], ["0.5"]])
    for replicate in 1...3 {
      let scores = Set(
        machines.filter { $0.replicate == replicate && $0.configuration.size == 40 }.map {
          $0.history[0].test[.accuracy]
        }
      )
      #expect(scores.count == 1)
    }
  }

  /// The same subset and scaling, asked of the library itself.
  @Test func accuraciesAreThoseOfTheMachineAlone() throws {
    let results = try Self.study.results()
    let description = Self.study.description
    for replicate in 1...3 {
      let split = try ReplicateSplit(
        of: SmallStudy.data, test: description.data.test, validation: description.data.validation,
        seed: StudySeed(description.seed), replicate: replicate)
      let data = try PreparedData(data: SmallStudy.data, split: split, size: 40, scaling: .unit)
      let machine = try SupportVectorClassifier(
        features: data.train.features, featureCount: 64, labels: data.train.labels, settings: Self.settings)
      let test = try machine.accuracy(features: data.test.features, labels: data.test.labels)
      let result = results.first {
        $0.configuration.model == "svm" && $0.configuration.size == 40 && $0.replicate == replicate
      }
      #expect(result?.history.first?.test[.accuracy] == test)
      #expect(test > 0.3, "it learnt something")
    }
  }

  @Test func resultsAreKeptAndServeOtherRules() throws {
    let store = InMemoryTrialStore()
    try Self.study.run(in: store)
    let other = SmallStudy {
      $0 = Self.study.description
      $0.stopping = [StoppingSpecification(name: "none", rules: [.none])]
    }
    let missing = try other.plan.remaining(given: store.results()).missing
    #expect(!missing.contains { $0.configuration.model == "svm" })
    #expect(try other.results(in: store).allSatisfy { $0.configuration.model != "svm" || $0.trials.count == 1 })
  }

  /// Another value to vary asks for networks only.
  @Test func anotherValueTrainsNoMachine() throws {
    let store = InMemoryTrialStore()
    try Self.study.run(in: store)
    let more = SmallStudy {
      $0 = Self.study.description
      $0.vary = [learningRates([0.1, 0.2, 0.5])]
    }
    let missing = try more.plan.remaining(given: store.results()).missing
    #expect(missing.count == 12 && missing.allSatisfy { $0.configuration.varied == ["0.2"] })
    #expect(try more.results(in: store).count { $0.configuration.model == "svm" } == 3 * 2 * 3)
  }

  /// A machine that knows two blobs draws the line between them where it belongs.
  @Test func decisionsAreMappedOverThePlane() throws {
    let study = SmallStudy {
      $0.data = StudyData(
        source: DataSource(name: "blobs", samples: 400, noise: 0.1, classes: 2), test: .drawn(.count(100)),
        validation: .count(100), scale: .standardise)
      $0.models.append(
        Model(name: "svm", kind: .supportVectorMachine(SupportVectorSettings(kernel: .linear, c: 1))))
      $0.sizes = .list([100])
      $0.replicates = 2
    }.description
    let data = try DataLoader.load(study.data.source, test: study.data.test, seed: StudySeed(study.seed))
    let plan = try StudyPlan(study: study, facts: DataFacts(data, study: study))
    let store = InMemoryTrialStore()
    _ = try StudyRunner(plan: plan, data: data, store: store, jobs: 2).run(cancellation: Cancellation()) { _ in }
    for result in store.results() {
      guard result.replicate == 1 else {
        #expect(result.recordings.decisions == nil)
        continue
      }
      let map = try #require(result.recordings.decisions)
      #expect(map.featureNames == ["x", "y"])
      #expect(map.points.count == 100)
      #expect(map.points.allSatisfy { map.x.contains($0.x) && map.y.contains($0.y) })
      // Centres lie at (1, 0) and (−1, 0), far from each other for noise of 0.1.
      var right = 0
      for row in 0..<DecisionMap.side {
        for column in 0..<DecisionMap.side {
          let x = DecisionMap.position(column, in: map.x)
          if abs(x) < 0.5 { continue }
          right += map.classes[row * DecisionMap.side + column] == (x > 0 ? 0 : 1) ? 1 : -1
        }
      }
      #expect(right > 12_000, "\(result.configuration.model)")
      for point in map.points {
        #expect(point.label == (point.x > 0 ? 0 : 1))
      }
    }
  }

  /// (10³⁰ x·y)¹⁰⁰ is beyond all numbers: the machine diverges, and nothing else is touched by it.
  @Test func kernelValuesThatOverflowAreDivergence() throws {
    let settings = SupportVectorSettings(kernel: .polynomial(degree: 100, gamma: .value(1e30)), c: 1)
    let wild = SmallStudy { $0.models.append(Model(name: "svm", kind: .supportVectorMachine(settings))) }
    let store = InMemoryTrialStore()
    let progress = try wild.run(in: store)
    #expect((progress.finished, progress.diverged) == (18, 6))
    let results = try wild.results(in: store)
    for result in results where result.configuration.model == "svm" {
      #expect(result.diverged && result.history.isEmpty && result.recordings == Recordings())
      #expect(result.trials.map(\.rule) == SmallStudy.stopping.flatMap(\.rules))
      #expect(result.trials.allSatisfy { $0.status == .diverged && $0.epoch == nil && $0.stoppedEpoch == nil })
    }
    #expect(try results.filter { $0.configuration.model != "svm" } == SmallStudy().results())
    #expect(try wild.run(in: store).resumed == 18, "diverged is an answer; it is not tried again")
  }
}
