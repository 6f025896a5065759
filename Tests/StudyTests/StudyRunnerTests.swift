import Foundation
import Kernels
import NeuralNetwork
import Study
import Synchronization
import TestSupport
import Testing

@Suite struct StudyRunnerTests {
  /// Collects what a run reports.
  private final class Reports: Sendable {
    private let collected = Mutex<[StudyRunner.Progress]>([])
    var all: [StudyRunner.Progress] { collected.withLock { $0 } }
    func add(_ progress: StudyRunner.Progress) { collected.withLock { $0.append(progress) } }
  }

  @Test(arguments: [1, 3]) func progressGoesFromNothingToEverything(jobs: Int) throws {
    let reports = Reports()
    let study = SmallStudy()
    let store = InMemoryTrialStore()
    let last = try study.run(in: store, jobs: jobs) { reports.add($0) }
    let all = reports.all
    #expect(all.map(\.finished) == Array(0...12))
    #expect(all.allSatisfy { $0.total == 12 && $0.resumed == 0 && $0.diverged == 0 })
    #expect(all.first?.workDone == 0)
    #expect(abs(last.workDone - 1) < 1e-9)
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.workDone < $1.workDone })
    #expect(all.first?.latest == nil)
    #expect(Set(all.compactMap { $0.latest?.key }) == Set(store.results().map(\.key)))
    #expect(all.last == last)
  }

  @Test func aFinishedStudyReportsOnce() throws {
    let study = SmallStudy()
    let store = InMemoryTrialStore()
    try study.run(in: store)
    let reports = Reports()
    try study.run(in: store) { reports.add($0) }
    #expect(reports.all.count == 1)
    #expect(reports.all.first?.finished == 12)
    #expect(reports.all.first?.resumed == 12)
    #expect(reports.all.first?.workDone == 1)
  }

  @Test(arguments: [0, -1]) func withoutJobsOneIsRun(jobs: Int) throws {
    let study = SmallStudy {
      $0.sizes = .list([20])
      $0.replicates = 1
    }
    #expect(try study.run(in: InMemoryTrialStore(), jobs: jobs).finished == 2)
  }

  /// The learning rate 10⁶ drives a linear network's losses beyond all numbers at once.
  @Test func divergenceIsReportedAndLeavesOthersAlone() throws {
    let calm = SmallStudy {
      $0.training.activation = .identity
      $0.training.learningRate = 0.05
    }
    let wild = SmallStudy {
      $0.training.activation = .identity
      $0.vary = [learningRates([0.05, 1_000_000])]
    }
    let store = InMemoryTrialStore()
    let progress = try wild.run(in: store)
    #expect((progress.finished, progress.total, progress.diverged) == (24, 24, 12))
    let results = try wild.results(in: store)
    let diverged = results.filter { $0.configuration.varied == ["1000000.0"] }
    #expect(diverged.count == 12)
    for result in diverged {
      #expect(result.diverged)
      #expect(result.history.count < 14)
      #expect(result.trials.contains { $0.status == .diverged })
      for trial in result.trials {
        #expect((trial.epoch == nil) == (trial.status == .diverged))
        #expect((trial.stoppedEpoch == nil) == (trial.status == .diverged))
      }
      for record in result.history {
        for score in [record.train, record.validation, record.test] {
          #expect(score?.loss?.isFinite == true && score?[.accuracy]?.isFinite == true)
        }
      }
    }
    let others = results.filter { $0.configuration.varied == ["0.05"] }
    let expected = try calm.results()
    #expect(others.map(\.key) == expected.map(\.key))
    #expect(others.map(\.history) == expected.map(\.history))
    #expect(others.map(\.trials) == expected.map(\.trials))
    #expect(try wild.run(in: store).resumed == 24, "diverged is an answer; it is not tried again")
  }

  private struct DiskFull: Error {}

  /// Keeps some trajectories, then fails.
  private final class FailingStore: TrialStore {
    let kept = InMemoryTrialStore()
    private let saves: Atomic<Int>
    private let isReadable: Bool

    init(saves: Int, isReadable: Bool = true) {
      self.saves = Atomic(saves)
      self.isReadable = isReadable
    }

    func save(_ result: TrajectoryResult) throws {
      guard saves.subtract(1, ordering: .relaxed).newValue >= 0 else { throw DiskFull() }
      kept.save(result)
    }

    func results() throws -> [TrajectoryResult] {
      if !isReadable { throw DiskFull() }
      return kept.results()
    }

    func saveCheckpoint(_ content: Data, of key: String) { kept.saveCheckpoint(content, of: key) }
    func checkpoint(of key: String) -> Data? { kept.checkpoint(of: key) }
    func checkpointedKeys() -> Set<String> { kept.checkpointedKeys() }
  }

  @Test(arguments: [(0, 1), (5, 1), (5, 3)]) func anErrorOfTheStoreEndsTheRun(saves: Int, jobs: Int) throws {
    let study = SmallStudy()
    let store = FailingStore(saves: saves)
    let cancellation = Cancellation()
    let reports = Reports()
    #expect(throws: DiskFull.self) {
      try study.run(in: store, jobs: jobs, cancellation: cancellation) { reports.add($0) }
    }
    #expect(!cancellation.isRequested, "other studies may be run")
    #expect(store.kept.results().count == saves)
    #expect(reports.all.map(\.finished) == Array(0...saves))
    // What was kept is worth keeping.
    try study.run(in: store.kept)
    #expect(try study.results(in: store.kept) == study.results())
  }

  @Test func aStoreThatCannotBeReadEndsTheRunBeforeItBegins() throws {
    let reports = Reports()
    #expect(throws: DiskFull.self) {
      try SmallStudy().run(in: FailingStore(saves: 0, isReadable: false)) { reports.add($0) }
    }
    #expect(reports.all.isEmpty)
  }

  @Test func anErrorWhileReplayingEndsTheRunToo() throws {
    let first = SmallStudy { $0.stopping = [StoppingSpecification(name: "none", rules: [.none])] }
    let kept = InMemoryTrialStore()
    try first.run(in: kept)
    let store = FailingStore(saves: 12)
    for result in kept.results() { try store.save(result) }
    #expect(throws: DiskFull.self) { try SmallStudy().run(in: store) }
  }

  /// Has no room for models.
  private struct FullArchive: ModelArchive {
    func save(
      _ network: Network<Float>, of planned: PlannedTrajectory, inputs: TrajectoryInputs, record: EpochRecord,
      rules: [StoppingRule]
    ) throws { throw DiskFull() }
    func holds(_ configuration: Configuration, replicate: Int, key: String, epoch: Int) -> Bool { false }
  }

  @Test func anErrorOfATrajectoryNamesItsConfiguration() throws {
    let study = SmallStudy {
      $0.record.models = .final
      $0.vary = [learningRates([0.25])]
    }
    let runner = try StudyRunner(
      plan: study.plan, data: SmallStudy.data, store: InMemoryTrialStore(), archive: FullArchive(), jobs: 1)
    let error = #expect(throws: TrajectoryError.self) { _ = try runner.run(cancellation: Cancellation()) { _ in } }
    #expect(error?.reason is DiskFull)
    // The costliest of the first replicate comes first.
    #expect(error?.description == "deep, n = 40, 0.25, replicate 1: DiskFull()")
  }
}
