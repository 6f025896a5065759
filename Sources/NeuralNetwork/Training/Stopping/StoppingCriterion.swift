/// Decides, epoch by epoch, when one stopping rule ends training.
protocol StoppingCriterion: Sendable {
  /// Observes the next epoch and returns whether training ends after it.
  mutating func observe(_ epoch: ObservedEpoch) -> Bool
}

/// What stopping rules see of an epoch.
struct ObservedEpoch {
  /// The measurements.
  var record: EpochRecord
  /// The mean training loss.
  var train: Double
  /// The validation loss; ∞ if it was not measured.
  var validation: Double
  /// The lowest validation loss so far, that of this epoch included.
  var lowestValidation: Double

  /// GL(t) = 100 · (V(t) / min V(1…t) − 1), in percent (Prechelt 1998, section 2.2); ∞ after a rise from 0.
  var generalisationLoss: Double {
    validation > lowestValidation ? 100 * (validation / lowestValidation - 1) : 0
  }
}
