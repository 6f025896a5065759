import Synchronization
import Testing

@testable import Threads

@Suite struct ConcurrentMapTests {
  @Test(arguments: [0, 1, 2, 1000]) func valuesAreInTheirOrderAndComputedOnce(count: Int) {
    let counter = Counter()
    #expect(concurrentMap(count) { counter.add($0) } == (0..<count).map { $0 * $0 })
    #expect(counter.total == count)
  }

  @Test func theFirstErrorIsThrown() {
    let error = #expect(throws: Failure.self) {
      _ = try concurrentMap(100, throwing: { if $0 >= 7 { throw Failure(index: $0) } })
    }
    #expect(error == Failure(index: 7))
  }

  private struct Failure: Error, Equatable { var index: Int }

  private final class Counter: Sendable {
    private let calls = Mutex(0)
    var total: Int { calls.withLock { $0 } }
    func add(_ index: Int) -> Int {
      calls.withLock { $0 += 1 }
      return index * index
    }
  }
}
