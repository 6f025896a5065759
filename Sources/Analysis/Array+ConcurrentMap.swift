import Threads

extension Array where Element: Sendable {
  /// What `transform` makes of each element, in their order, on the cores there are.
  func concurrentMap<Result: Sendable>(_ transform: @escaping @Sendable (Element) -> Result) -> [Result] {
    Threads.concurrentMap(count) { transform(self[$0]) }
  }
}
