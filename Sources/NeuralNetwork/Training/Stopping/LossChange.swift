/// Stops when the training loss changes by less than the threshold, or by less than that share of the loss before.
struct LossChange: StoppingCriterion {
  let threshold: Double
  let isRelative: Bool
  private var previous: Double?

  init(threshold: Double, isRelative: Bool) {
    self.threshold = threshold
    self.isRelative = isRelative
  }

  mutating func observe(_ epoch: ObservedEpoch) -> Bool {
    defer { previous = epoch.train }
    guard let previous else { return false }
    return abs(epoch.train - previous) < threshold * (isRelative ? previous : 1)
  }
}
