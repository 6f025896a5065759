import Synchronization
import Testing

@testable import Threads

@Suite struct LazyTests {
  @Test func computesOnceWhoeverAsks() {
    let computations = Atomic<Int>(0)
    let lazy = Lazy { computations.add(1, ordering: .relaxed).newValue }
    #expect(computations.load(ordering: .relaxed) == 0)
    #expect(concurrentMap(8) { _ in lazy.value } == Array(repeating: 1, count: 8))
    #expect(computations.load(ordering: .relaxed) == 1)
  }
}
