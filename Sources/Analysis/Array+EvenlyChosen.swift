extension Array {
  /// At most `count` elements, evenly chosen, the first and the last among them.
  public func evenlyChosen(_ count: Int) -> [Element] {
    guard self.count > count, count > 1 else { return Array(prefix(count)) }
    return (0..<count).map { self[$0 * (self.count - 1) / (count - 1)] }
  }
}
