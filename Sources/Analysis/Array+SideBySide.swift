import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// What `transform` makes of each element, in their order, on the cores there are.
  func sideBySide<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let finished = transform(self[index])
      results.withLock { $0[index] = finished }
    }
    return results.withLock { $0 }.compactMap { $0 }
  }
}
