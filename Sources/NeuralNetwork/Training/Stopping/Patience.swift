/// Stops when the validation loss has not fallen by more than the threshold for some epochs.
struct Patience: StoppingCriterion {
  let epochs: Int
  let threshold: Double
  /// The loss to improve on, and the epochs since it was set.
  private var reference = Double.infinity
  private var waited = 0

  init(epochs: Int, threshold: Double) {
    self.epochs = epochs
    self.threshold = threshold
  }

  mutating func observe(_ epoch: ObservedEpoch) -> Bool {
    if epoch.validation < reference - threshold {
      reference = epoch.validation
      waited = 0
    } else {
      waited += 1
    }
    return waited >= epochs
  }
}
