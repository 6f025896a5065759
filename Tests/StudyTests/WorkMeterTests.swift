import Foundation
import NeuralNetwork
import Study
import Synchronization
import TestSupport
import Testing

@Suite struct WorkMeterTests {
  /// Reads the meter whenever a trajectory is kept, which is before it counts as finished.
  private final class WatchingStore: TrialStore {
    let kept = InMemoryTrialStore()
    let meter = WorkMeter()
    private let readings = Mutex<[Double]>([])

    var all: [Double] { readings.withLock { $0 } }
    func read() { readings.withLock { $0.append(meter.workDone) } }

    func save(_ result: TrajectoryResult) {
      read()
      kept.save(result)
    }

    func results() -> [TrajectoryResult] { kept.results() }

    func saveCheckpoint(_ content: Data, of key: String) { kept.saveCheckpoint(content, of: key) }
    func checkpoint(of key: String) -> Data? { kept.checkpoint(of: key) }
    func checkpointedKeys() -> Set<String> { kept.checkpointedKeys() }
  }

  private func run(_ study: SmallStudy, in store: WatchingStore, jobs: Int) throws {
    let runner = try StudyRunner(plan: study.plan, data: SmallStudy.data, store: store, jobs: jobs)
    _ = try runner.run(cancellation: Cancellation(), meter: store.meter) { _ in store.read() }
  }

  @Test(arguments: [1, 3]) func goesFromNothingToEverythingAndNeverBack(jobs: Int) throws {
    let store = WatchingStore()
    try run(SmallStudy(), in: store, jobs: jobs)
    let all = store.all
    #expect(all.first == 0)
    #expect(abs(store.meter.workDone - 1) < 1e-9)
    #expect(all.allSatisfy { 0...1 ~= $0 })
    #expect(jobs > 1 || zip(all, all.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func movesBeforeTheFirstTrajectoryIsFinished() throws {
    let store = WatchingStore()
    let study = SmallStudy {
      $0.replicates = 1
      $0.sizes = .list([40])
      $0.models = [$0.models[0]]
    }
    try run(study, in: store, jobs: 1)
    // At the start, as the only trajectory is kept, and at the end.
    #expect(store.all.count == 3)
    #expect(store.all[1] > 0 && store.all[1] < 1, "under way it is never everything")
  }

  /// One trajectory in all, of 14 epochs trained and allowed: before it is kept, 14 of 15 count.
  @Test func withoutExperienceItExpectsEveryEpochAllowed() throws {
    let store = WatchingStore()
    let study = SmallStudy {
      $0.replicates = 1
      $0.sizes = .list([40])
      $0.models = [$0.models[0]]
      $0.stopping = [StoppingSpecification(name: "none", rules: [.none])]
    }
    try run(study, in: store, jobs: 1)
    #expect(abs(store.all[1] - 14.0 / 15) < 1e-12)
  }

  @Test func aTrajectoryThatIsLongerThanTheOthersStaysShortOfItsEnd() throws {
    let store = WatchingStore()
    // At learning rate 10⁻⁹ the loss hardly changes, so that the rule fires at once.
    let study = SmallStudy {
      $0.stopping = [StoppingSpecification(name: "loss-change", rules: [.lossChange(threshold: 1e-4)])]
      $0.vary = [learningRates([1e-9, 0.5])]
    }
    try run(study, in: store, jobs: 1)
    #expect(zip(store.all, store.all.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(abs(store.meter.workDone - 1) < 1e-9)
  }
}
