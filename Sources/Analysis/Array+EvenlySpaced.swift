extension Array {
  /// Returns at most `count` elements at evenly spaced positions, with the first and the last among them if `count` >
  /// 1.
  public func evenlySpaced(_ count: Int) -> [Element] {
    guard self.count > count, count > 1 else { return Array(prefix(count)) }
    return (0..<count).map { self[$0 * (self.count - 1) / (count - 1)] }
  }
}
