/// Stops when the first of several criteria says so, or when each of them has.
struct Combination: StoppingCriterion {
  /// Whether the first decides; otherwise the last does.
  let firstDecides: Bool
  /// The criteria that have not said stop yet.
  private var waiting: [any StoppingCriterion]

  init(_ criteria: [any StoppingCriterion], firstDecides: Bool) {
    waiting = criteria
    self.firstDecides = firstDecides
  }

  mutating func observe(_ epoch: ObservedEpoch) -> Bool {
    var left: [any StoppingCriterion] = []
    for var criterion in waiting where !criterion.observe(epoch) { left.append(criterion) }
    defer { waiting = left }
    return firstDecides ? left.count < waiting.count : left.isEmpty
  }
}
