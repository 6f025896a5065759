/// Where a curve through points reaches zero from below, interpolated linearly; a point at zero has reached it.
struct TargetCrossing: Equatable {
  /// The first such place: −∞ if the curve begins at or above zero, ∞ if no point reaches zero.
  var first = Double.infinity
  /// The place from which it stays at or above zero: −∞ if it always does, ∞ if it ends below.
  var last = Double.infinity
  /// The first point below zero after the first that is not; nil if there is none.
  var fall: Int?

  /// `x` ascends; as many `y`.
  init(x: [Double], y: [Double]) {
    for (index, value) in y.enumerated() {
      let wasBelow = index > 0 && y[index - 1] < 0
      if value < 0 {
        if index > 0, !wasBelow { fall = fall ?? index }
        last = .infinity
      } else if index == 0 {
        (first, last) = (-.infinity, -.infinity)
      } else if wasBelow {
        last = x[index - 1] + y[index - 1] / (y[index - 1] - value) * (x[index] - x[index - 1])
        first = min(first, last)
      }
    }
  }
}
