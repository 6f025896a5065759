extension [Double] {
  /// Moves the order statistics between which the quantile of `probability` lies to where sorting would put them.
  mutating func arrange(for probability: Double) {
    let lower = Int(probability * Double(count - 1))
    select(lower, from: 0)
    select(lower + 1, from: lower + 1)
  }

  /// Moves the element that belongs at `place` in ascending order there, with none that is greater before it and none
  /// that is less after it. Nothing before `start` may be greater than anything from there on. Does nothing beyond the
  /// end (C. A. R. Hoare, "Algorithm 65: Find", Communications of the ACM 4, 1961).
  private mutating func select(_ place: Int, from start: Int) {
    var (first, last) = (start, endIndex - 1)
    while first < last {
      let pivot = self[place]
      var (up, down) = (first, last)
      repeat {
        while self[up] < pivot { up += 1 }
        while pivot < self[down] { down -= 1 }
        if up <= down {
          swapAt(up, down)
          up += 1
          down -= 1
        }
      } while up <= down
      if down < place { first = up }
      if place < up { last = down }
    }
  }
}

/// The quantile of `values` by linear interpolation between order statistics (Hyndman and Fan 1996, type 7); they must
/// ascend, or be arranged for `probability`. Between infinities of one sign it is that infinity.
func quantile(_ probability: Double, of values: [Double]) -> Double {
  let position = probability * Double(values.count - 1)
  let lower = Int(position)
  guard lower + 1 < values.count else { return values[values.count - 1] }
  let weight = position - Double(lower)
  let (below, above) = (values[lower], values[lower + 1])
  if weight == 0 || below == above { return below }
  return below.isInfinite ? below : below + weight * (above - below)
}
