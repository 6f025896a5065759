/// Stops when a quantity has not improved by more than the threshold for some epochs.
struct Patience: StoppingCriterion {
  let quantity: StoppingQuantity
  let epochs: Int
  let threshold: Double
  /// The value to improve on, and the epochs since it was set.
  private var reference: Double?
  private var waited = 0

  init(_ quantity: StoppingQuantity, epochs: Int, threshold: Double) {
    self.quantity = quantity
    self.epochs = epochs
    self.threshold = threshold
  }

  mutating func observe(_ epoch: ObservedEpoch) -> Bool {
    guard let value = quantity.value(in: epoch.record) else { return false }
    if reference.map({ quantity.isBetter(value, than: $0, by: threshold) }) ?? true {
      reference = value
      waited = 0
    } else {
      waited += 1
    }
    return waited >= epochs
  }
}
