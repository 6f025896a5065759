import Foundation
import Synchronization
import TestSupport
import Testing
import Threads

@testable import Study

/// Systems that allow few threads, or none.
@Suite struct StartedWorkersTests {
  private final class Reports: Sendable {
    private let collected = Mutex<[StudyRunner.Progress]>([])
    var all: [StudyRunner.Progress] { collected.withLock { $0 } }
    func add(_ progress: StudyRunner.Progress) { collected.withLock { $0.append(progress) } }
  }

  private func runner(_ store: InMemoryTrialStore, allowing threads: Int) throws -> StudyRunner {
    var runner = StudyRunner(plan: try SmallStudy().plan, data: try SmallStudy.data, store: store, jobs: 4)
    let counter = Counter()
    runner.startThread = { body in counter.next() < threads && WorkerThread.start(body) }
    return runner
  }

  private final class Counter: Sendable {
    private let value = Atomic<Int>(0)
    func next() -> Int { value.add(1, ordering: .relaxed).oldValue }
  }

  @Test(.timeLimit(.minutes(1)), arguments: [1, 3, 4]) func thoseThatStartTrainEverything(threads: Int) throws {
    let (store, reports) = (InMemoryTrialStore(), Reports())
    let progress = try runner(store, allowing: threads).run(cancellation: Cancellation()) { reports.add($0) }
    #expect(progress.finished == 12 && progress.unstarted == 4 - threads)
    #expect(reports.all.map(\.finished) == Array(0...12))
    #expect(reports.all.first?.unstarted == 4 - threads)
    #expect(try SmallStudy().results(in: store) == SmallStudy().results())
  }

  @Test(.timeLimit(.minutes(1))) func noneIsAnError() throws {
    let (store, reports) = (InMemoryTrialStore(), Reports())
    #expect(throws: NoThreadError.self) {
      try runner(store, allowing: 0).run(cancellation: Cancellation()) { reports.add($0) }
    }
    #expect(store.results().isEmpty && reports.all.isEmpty)
  }
}
