import Foundation
import NeuralNetwork
import SeededRandom
import Study
import Synchronization
import TestSupport
import Testing

/// What the product promises of every study: the same bits, whatever the workers, the interruptions and the other rules.
@Suite struct StudyPromiseTests {
  private let study = SmallStudy()

  @Test func theStudyIsNotTrivial() throws {
    let results = try study.results()
    #expect(results.count == SmallStudy.trajectoryCount)
    #expect(results.allSatisfy { !$0.diverged && $0.trials.map(\.rule) == SmallStudy.stopping.flatMap(\.rules) })
    #expect(Set(results.map(\.history.count)).count > 1, "trajectories of different lengths")
    let stops = results.flatMap { result in result.trials.map { $0.stoppedEpoch ?? 0 } }
    #expect(Set(stops).count > 3, "trials that stop at different epochs")
    let statuses = Set(results.flatMap { $0.trials.map(\.status) })
    #expect(statuses == [.ok, .maxEpochs])
    #expect(results.contains { result in result.trials.contains { $0.epoch != $0.stoppedEpoch } })
  }

  @Test func theNumberOfJobsDoesNotShow() throws {
    let alone = try study.results(jobs: 1)
    for jobs in [2, 3, 5] { #expect(try study.results(jobs: jobs) == alone, "\(jobs) jobs") }
  }

  /// Ends a run after `count` more trajectories.
  private func run(_ count: Int, in store: InMemoryTrialStore, jobs: Int) throws -> StudyRunner.Progress {
    let cancellation = Cancellation()
    return try study.run(in: store, jobs: jobs, cancellation: cancellation) { progress in
      if progress.finished - progress.resumed >= count { cancellation.request() }
    }
  }

  @Test func anInterruptionAfterAnyTrajectoryDoesNotShow() throws {
    let uninterrupted = try study.results()
    for count in 0..<SmallStudy.trajectoryCount {
      let store = InMemoryTrialStore()
      let stopped = try run(count, in: store, jobs: 1)
      #expect(stopped.finished == count)
      #expect(store.results().count == count)
      let resumed = try study.run(in: store)
      #expect((resumed.finished, resumed.total, resumed.resumed) == (12, 12, count))
      #expect(try study.results(in: store) == uninterrupted, "after \(count)")
    }
  }

  /// With several jobs, a request finds the other workers in the middle of theirs.
  @Test func manyInterruptionsOfSeveralWorkersDoNotShow() throws {
    let seed = printedSeed()
    var generator = StudySeed(seed).generator(for: .bootstrap)
    let uninterrupted = try study.results()
    for _ in 0..<3 {
      let store = InMemoryTrialStore()
      while store.results().count < SmallStudy.trajectoryCount {
        _ = try run(1 + generator.below(4), in: store, jobs: 1 + generator.below(4))
      }
      #expect(try study.results(in: store) == uninterrupted, "seed \(seed)")
    }
  }

  /// Requests come at random moments, mostly in the middle of a trajectory, which goes on from there.
  @Test func interruptionsInMidTrajectoryDoNotShow() throws {
    let seed = printedSeed()
    var generator = StudySeed(seed).generator(for: .bootstrap)
    let uninterrupted = try study.results()
    let store = InMemoryTrialStore()
    var patience: TimeInterval = 0.0005
    var interruptions = 0
    while store.results().count < SmallStudy.trajectoryCount {
      let cancellation = Cancellation()
      let delay = patience * generator.uniform()
      Thread.detachNewThread {
        Thread.sleep(forTimeInterval: delay)
        cancellation.request()
      }
      let progress = try study.run(in: store, jobs: 1 + generator.below(3), cancellation: cancellation)
      #expect(progress.finished == store.results().count, "seed \(seed)")
      #expect(store.results().allSatisfy { uninterrupted.contains($0.withoutSeconds) }, "seed \(seed)")
      interruptions += progress.finished < progress.total ? 1 : 0
      // So that a slow machine comes to the end, too.
      patience *= 1.3
    }
    #expect(interruptions > 0)
    #expect(try study.results(in: store) == uninterrupted, "seed \(seed)")
  }

  @Test func aRequestMadeBeforehandTrainsNothing() throws {
    let cancellation = Cancellation()
    cancellation.request()
    let plan = try study.plan
    let first = plan.trajectories[0]
    let inputs = try SharedSamples(study.description, SmallStudy.data).inputs(of: first)
    #expect(try plan.train(first, on: inputs, cancellation: cancellation) == nil)
    let store = InMemoryTrialStore()
    #expect(try study.run(in: store, cancellation: cancellation).finished == 0)
    #expect(store.results().isEmpty)
  }

  /// Every rule of the study, and no rule at all, once among the others and once alone.
  @Test func aReplayedTrialEqualsTheTrialTrainedAlone() throws {
    var everything = SmallStudy.stopping
    everything += [
      StoppingSpecification(name: "progress-quotient", rules: [.progressQuotient(strip: 3, threshold: 0.5)]),
      StoppingSpecification(name: "validation-up", rules: [.validationUp(strip: 2, threshold: 1)]),
      StoppingSpecification(name: "none", rules: [.none]),
    ]
    let together = try SmallStudy { $0.stopping = everything }.results()
    var shortened = 0
    for (position, rule) in everything.flatMap(\.rules).enumerated() {
      let alone = try SmallStudy { $0.stopping = [StoppingSpecification(name: rule.name, rules: [rule])] }.results()
      #expect(alone.count == together.count)
      for (one, all) in zip(alone, together) {
        #expect(one.key == all.key && one.configuration == all.configuration && one.replicate == all.replicate)
        #expect(one.trials == [all.trials[position]])
        #expect(one.reported(by: one.trials[0]) == all.reported(by: all.trials[position]))
        #expect(one.history == Array(all.history.prefix(one.history.count)))
        #expect(one.history.count == all.trials[position].stoppedEpoch, "trained no further than the rule needs")
        shortened += one.history.count < all.history.count ? 1 : 0
      }
    }
    #expect(shortened > 20, "most rules stop before the last epoch")
  }

  /// A configuration's result does not depend on which others the study has.
  @Test func whatElseIsInTheStudyDoesNotShow() throws {
    let whole = try study.results()
    let part = try SmallStudy {
      $0.models = [$0.models[1]]
      $0.sizes = .list([40])
      $0.replicates = 2
    }.results()
    #expect(part.count == 2)
    for result in part {
      let same = whole.first { $0.key == result.key }
      #expect(same?.history == result.history)
      #expect(same?.trials == result.trials)
    }
  }

  /// Different seeds and replicates are different experiments.
  @Test func replicatesAndSeedsDiffer() throws {
    let histories = try study.results().map { $0.history.map(\.train.loss) }
    #expect(Set(histories).count == SmallStudy.trajectoryCount)
    let reseeded = try SmallStudy { $0.seed = 2027 }.results().map { $0.history.map(\.train.loss) }
    #expect(Set(histories).isDisjoint(with: reseeded))
  }
}
