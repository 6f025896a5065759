/// Stops when the training loss changes by less than the threshold.
struct LossChange: StoppingCriterion {
  let threshold: Double
  private var previous: Double?

  init(threshold: Double) { self.threshold = threshold }

  mutating func observe(_ losses: ObservedLosses) -> Bool {
    defer { previous = losses.train }
    return previous.map { abs(losses.train - $0) < threshold } ?? false
  }
}
