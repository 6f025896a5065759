/// Stops when the training loss changes by less than the threshold, or by less than that share of the loss before.
struct LossChange: StoppingCriterion {
  let threshold: Double
  let isRelative: Bool
  let firstEpoch: Int
  private var previous: Double?

  init(threshold: Double, isRelative: Bool, firstEpoch: Int) {
    self.threshold = threshold
    self.isRelative = isRelative
    self.firstEpoch = firstEpoch
  }

  mutating func observe(_ epoch: ObservedEpoch) -> Bool {
    defer { previous = epoch.train }
    guard let previous, epoch.record.epoch >= firstEpoch else { return false }
    return abs(epoch.train - previous) < threshold * (isRelative ? previous : 1)
  }
}
