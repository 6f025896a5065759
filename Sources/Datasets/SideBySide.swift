import Dispatch
import Synchronization

/// Computes `count` values on the cores there are; throws the error of the first that failed.
func sideBySide<Value: Sendable>(_ count: Int, _ value: @Sendable (Int) throws -> Value) throws -> [Value] {
  let results = Mutex([Result<Value, any Error>?](repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: count) { index in
    let result = Result { try value(index) }
    results.withLock { $0[index] = result }
  }
  return try results.withLock { $0 }.compactMap { try $0?.get() }
}
