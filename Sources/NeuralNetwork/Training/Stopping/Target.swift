/// Stops when a quantity is at least as good as the threshold.
struct Target: StoppingCriterion {
  let quantity: StoppingQuantity
  let threshold: Double

  func observe(_ epoch: ObservedEpoch) -> Bool {
    quantity.value(in: epoch.record).map { !quantity.isBetter(threshold, than: $0) } ?? false
  }
}
