/// Follows a trajectory epoch by epoch and decides when one stopping rule ends it.
///
/// The decision depends only on the history, so replaying a finished trajectory stops where training would have
/// stopped.
public struct StoppingMonitor: Sendable {
  /// The stopping rule with its threshold.
  public let rule: StoppingRule
  /// Nil if the rule never ends training.
  private var criterion: (any StoppingCriterion)?
  /// Epochs observed so far.
  private var epoch = 0
  /// Lowest validation loss so far, the first of equals, and its epoch.
  private var lowest = (loss: Double.infinity, epoch: 0)

  /// Creates a monitor that has seen no epoch.
  public init(_ rule: StoppingRule) {
    self.rule = rule
    criterion = rule.criterion
  }

  /// The epoch whose weights are reported if training ends now: for rules on the validation loss, the epoch with the
  /// lowest one (Prechelt 1998, section 2.1); for other rules, the last epoch.
  public var reportedEpoch: Int { rule.needsValidation && lowest.epoch > 0 ? lowest.epoch : epoch }

  /// Observes the next epoch and returns whether training ends after it.
  ///
  /// A rule on the validation loss never ends training after an epoch without one.
  public mutating func observe(_ record: EpochRecord) -> Bool {
    epoch = record.epoch
    let measured = record.validation?.loss
    guard let trainLoss = record.train.loss, measured != nil || !rule.needsValidation else { return false }
    let validationLoss = measured ?? .infinity
    if validationLoss < lowest.loss { lowest = (validationLoss, epoch) }
    return criterion?.observe(
      ObservedEpoch(
        updates: record.updates, train: trainLoss, validation: validationLoss, lowestValidation: lowest.loss)) ?? false
  }
}
