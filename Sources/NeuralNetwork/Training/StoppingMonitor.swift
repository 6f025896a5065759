/// Follows a trajectory epoch by epoch and decides when one stopping rule ends it.
///
/// The decision depends only on the history, so replaying a finished trajectory stops where training would have
/// stopped.
public struct StoppingMonitor: Sendable {
  /// The stopping rule with its threshold.
  public let rule: StoppingRule
  /// Epochs observed so far.
  private var epoch = 0
  private var previousTrainLoss: Double?
  /// Lowest validation loss so far, the first of equals, and its epoch.
  private var lowest = (loss: Double.infinity, epoch: 0)
  /// Patience: the loss to improve on, and the epochs since it was set.
  private var reference = Double.infinity
  private var waited = 0
  /// Strips: training losses since the last strip ended, validation loss at its end, and rises in succession.
  private var strip: [Double] = []
  private var previousStripEnd: Double?
  private var risen = 0.0

  /// Creates a monitor that has seen no epoch.
  public init(_ rule: StoppingRule) {
    self.rule = rule
  }

  /// The epoch whose weights are reported if training ends now: for rules on the validation loss, the epoch with the
  /// lowest one (Prechelt 1998, section 2.1); for other rules, the last epoch.
  public var reportedEpoch: Int { rule.needsValidation && lowest.epoch > 0 ? lowest.epoch : epoch }

  /// Observes the next epoch and returns whether training ends after it.
  ///
  /// A rule on the validation loss never ends training after an epoch without one.
  public mutating func observe(_ record: EpochRecord) -> Bool {
    epoch = record.epoch
    guard let trainLoss = record.train.loss else { return false }
    return observe(epoch: record.epoch, trainLoss: trainLoss, validationLoss: record.validation?.loss)
  }

  /// Observes the next epoch, given the values that rules use; see ``observe(_:)``.
  public mutating func observe(epoch: Int, trainLoss: Double, validationLoss measured: Double?) -> Bool {
    self.epoch = epoch
    if rule.needsValidation && measured == nil { return false }
    let validationLoss = measured ?? .infinity
    if validationLoss < lowest.loss { lowest = (validationLoss, epoch) }
    switch rule {
    case .none:
      return false
    case .lossChange(let threshold):
      defer { previousTrainLoss = trainLoss }
      return previousTrainLoss.map { abs(trainLoss - $0) < threshold } ?? false
    case .patience(let epochs, let threshold):
      if validationLoss < reference - threshold {
        reference = validationLoss
        waited = 0
      } else {
        waited += 1
      }
      return waited >= epochs
    case .generalisationLoss(let threshold):
      return generalisationLoss(validationLoss) > threshold
    case .progressQuotient(let length, let threshold):
      guard let losses = endOfStrip(trainLoss, length: length) else { return false }
      // GL / P > α written as GL > α·P, which stays defined where training stands still.
      return generalisationLoss(validationLoss) > threshold * Self.progress(losses)
    case .validationUp(let length, let threshold):
      guard endOfStrip(trainLoss, length: length) != nil else { return false }
      risen = previousStripEnd.map { validationLoss > $0 } ?? false ? risen + 1 : 0
      previousStripEnd = validationLoss
      return risen >= threshold
    }
  }

  /// GL(t) = 100 · (V(t) / min V(1…t) − 1), in percent (Prechelt 1998, section 2.2); ∞ after a rise from 0.
  private func generalisationLoss(_ validationLoss: Double) -> Double {
    validationLoss > lowest.loss ? 100 * (validationLoss / lowest.loss - 1) : 0
  }

  /// P(t) = 1000 · (mean of the strip's training losses / their minimum − 1), in per mille (Prechelt 1998, section 2.2);
  /// ∞ after a fall to 0.
  private static func progress(_ losses: [Double]) -> Double {
    guard let lowest = losses.min(), let highest = losses.max(), highest > lowest else { return 0 }
    return 1000 * (losses.reduce(0, +) / (Double(losses.count) * lowest) - 1)
  }

  /// Adds an epoch's training loss to the strip; returns the strip's losses if it is now complete.
  private mutating func endOfStrip(_ trainLoss: Double, length: Int) -> [Double]? {
    strip.append(trainLoss)
    guard strip.count >= length else { return nil }
    defer { strip.removeAll() }
    return strip
  }
}
