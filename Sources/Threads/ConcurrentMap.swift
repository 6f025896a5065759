import Foundation
import Synchronization

/// Computes `count` values on all cores; the results are in the order of their numbers.
///
/// The calling thread computes, too, so that everything is done even if no further thread can be started.
package func concurrentMap<Value: Sendable>(_ count: Int, _ value: @escaping @Sendable (Int) -> Value) -> [Value] {
  let work = SharedWork(count, value)
  let helpers = DispatchGroup()
  for _ in 1..<max(min(count, ProcessInfo.processInfo.activeProcessorCount), 1) {
    helpers.enter()
    let hasStarted = WorkerThread.start {
      work.run()
      helpers.leave()
    }
    if !hasStarted {
      helpers.leave()
      break
    }
  }
  work.run()
  helpers.wait()
  return work.finished
}

/// The same, where values may fail: throws the error of the first that did.
package func concurrentMap<Value: Sendable>(
  _ count: Int, throwing value: @escaping @Sendable (Int) throws -> Value
) throws -> [Value] {
  try concurrentMap(count) { index in Result { try value(index) } }.map { try $0.get() }
}

/// Values that several threads compute, each taking the next that none has begun.
private final class SharedWork<Value: Sendable>: Sendable {
  private let next = Atomic<Int>(0)
  private let values: Mutex<[Value?]>
  private let value: @Sendable (Int) -> Value
  private let count: Int

  init(_ count: Int, _ value: @escaping @Sendable (Int) -> Value) {
    values = Mutex([Value?](repeating: nil, count: count))
    self.count = count
    self.value = value
  }

  func run() {
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      let computed = value(index)
      values.withLock { $0[index] = computed }
    }
  }

  var finished: [Value] { values.withLock { $0 }.compactMap { $0 } }
}
