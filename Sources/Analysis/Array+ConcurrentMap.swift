import Threads

extension Array where Element: Sendable {
  /// Applies `transform` to each element, on all cores; the results are in the order of the elements.
  func concurrentMap<Result: Sendable>(_ transform: @escaping @Sendable (Element) -> Result) -> [Result] {
    Threads.concurrentMap(count) { transform(self[$0]) }
  }
}
