/// Where a curve through points changes its sign, interpolated linearly; points at zero belong to the side they come from.
struct SignChanges: Equatable {
  /// Ascending.
  var places: [Double] = []
  /// Whether the curve begins and ends above zero; nil if it is zero throughout.
  var beginsAbove: Bool?
  var endsAbove: Bool?

  /// `x` ascends; as many `y`.
  init(x: [Double], y: [Double]) {
    var last: Int?
    for (index, value) in y.enumerated() where value != 0 {
      let isAbove = value > 0
      if let before = last, let wasAbove = endsAbove, wasAbove != isAbove {
        // Where zeros lie in between, the middle of them.
        let (from, to) = index == before + 1 ? (before, index) : (before + 1, index - 1)
        let share = y[from] == y[to] ? 0.5 : y[from] / (y[from] - y[to])
        places.append(x[from] + share * (x[to] - x[from]))
      }
      beginsAbove = beginsAbove ?? isAbove
      endsAbove = isAbove
      last = index
    }
  }

  /// The place from which the curve lies above zero for good, or below (the middle one of several, an odd number): −∞ if it
  /// does at both ends, ∞ if it does not at the last.
  func place(above: Bool) -> Double {
    guard endsAbove == above else { return .infinity }
    return beginsAbove == above ? -.infinity : places[places.count / 2]
  }
}
