/// Stops when the training loss changes by less than the threshold.
struct LossChange: StoppingCriterion {
  let threshold: Double
  private var previous: Double?

  init(threshold: Double) { self.threshold = threshold }

  mutating func observe(_ epoch: ObservedEpoch) -> Bool {
    defer { previous = epoch.train }
    return previous.map { abs(epoch.train - $0) < threshold } ?? false
  }
}
