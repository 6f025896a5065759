import NeuralNetwork
import SeededRandom
import Study
import Synchronization
import TestSupport
import Testing

/// The three promises that everything else rests on: the same results for any number of workers, after any number of
/// interruptions, and for a threshold replayed or trained alone.
@Suite struct ReproducibilityTests {
  let study = SmallStudy.description()

  private func run(
    _ study: StudyDescription, jobs: Int = 2, store: MemoryTrialStore = MemoryTrialStore(),
    cancellation: Cancellation = Cancellation()
  ) throws -> [TrajectoryResult] {
    let data = try SmallStudy.data()
    let plan = try SmallStudy.plan(study, data)
    _ = try StudyRunner(plan: plan, data: data, store: store, jobs: jobs).run(cancellation: cancellation) { _ in }
    return SmallStudy.timeless(try store.results(), of: study)
  }

  @Test func resultsDoNotDependOnTheNumberOfWorkers() throws {
    let one = try run(study, jobs: 1)
    #expect(one.count == 12)
    for jobs in [2, 3, 5, 20] { #expect(try run(study, jobs: jobs) == one, "\(jobs) jobs") }
  }

  @Test func resultsDoNotDependOnInterruptions() throws {
    let whole = try run(study)
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for _ in 0..<8 {
      // Stop after a random number of trajectories, again and again, each time with another number of workers.
      var kept: [TrajectoryResult] = []
      var runs = 0
      while kept.count < whole.count {
        let cancellation = Cancellation()
        let limit = kept.count + 1 + generator.below(4)
        let store = MemoryTrialStore(kept) { count in if count >= limit { cancellation.request() } }
        kept = try run(study, jobs: 1 + generator.below(3), store: store, cancellation: cancellation)
        runs += 1
      }
      #expect(runs > 1, "seed \(seed)")
      #expect(SmallStudy.timeless(kept, of: study) == whole, "seed \(seed)")
    }
  }

  @Test func aReplayedTrialEqualsTheTrialTrainedAlone() throws {
    let together = try run(study)
    for rule in SmallStudy.rules {
      let alone = try run(SmallStudy.description(rules: [rule]))
      #expect(alone.count == together.count)
      for (single, shared) in zip(alone, together) {
        #expect(single.configuration == shared.configuration && single.replicate == shared.replicate)
        let expected = try #require(shared.trials.first { $0.rule == rule })
        let found = try #require(single.trials.first)
        #expect(found == expected)
        #expect(single.reported(by: found) == shared.reported(by: expected))
        // Alone, it trains no further than its own rule needs.
        if found.status == .ok { #expect(single.history.count == found.stoppedEpoch) }
      }
    }
  }

  @Test func aTrajectoryTrainsNoFurtherThanItsLastRuleNeeds() throws {
    for result in try run(study) {
      let stops = result.trials.compactMap(\.stoppedEpoch)
      #expect(result.history.count == stops.max())
    }
  }

  @Test func otherTrialsInTheStudyChangeNothing() throws {
    let small = try run(study)
    let larger = try run(SmallStudy.description(sizes: [40, 90, 150], replicates: 4))
    for result in small {
      #expect(larger.first { $0.key == result.key } == result)
    }
  }

  @Test func addedThresholdsAreReplayedOrTrainedAndEqualAFreshRun() throws {
    let more = SmallStudy.description(
      rules: [.lossChange(threshold: 0.1)] + SmallStudy.rules + [.lossChange(threshold: 0.0005)])
    let store = MemoryTrialStore(try run(study))
    #expect(try run(more, store: store) == run(more))
  }

  @Test func aStoreThatFailsEndsTheRunWithItsError() throws {
    struct DiskFull: Error {}
    let store = MemoryTrialStore { count in if count == 3 { throw DiskFull() } }
    #expect(throws: DiskFull.self) { try run(study, jobs: 2, store: store) }
  }

  @Test func divergenceIsReportedAndLeavesOthersAlone() throws {
    var varied = study
    varied.vary = [
      VariedSetting(
        key: "learning-rate",
        values: [
          .init(text: "0.1", assignment: .learningRate(0.1)), .init(text: "1e30", assignment: .learningRate(1e30)),
        ])
    ]
    let results = try run(varied)
    let (calm, wild) = (
      results.filter { $0.configuration.varied == ["0.1"] }, results.filter { $0.configuration.varied == ["1e30"] }
    )
    #expect(wild.count == 12 && wild.allSatisfy { $0.diverged && $0.trials.allSatisfy { $0.status == .diverged } })
    #expect(calm.map(\.history) == (try run(study)).map(\.history))
  }
}
