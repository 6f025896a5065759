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
  private var lowestValidation = Double.infinity
  /// The best value so far of the quantity that selects the reported epoch, the first of equals, and its epoch.
  private var best: (value: Double, epoch: Int)?

  /// Creates a monitor that has seen no epoch.
  public init(_ rule: StoppingRule) {
    self.rule = rule
    criterion = rule.criterion
  }

  /// The epoch whose weights are reported if training ends now: for rules on validation data, the epoch with the best
  /// value there of what the rule looks at (Prechelt 1998, section 2.1); for other rules, the last epoch.
  public var reportedEpoch: Int { best?.epoch ?? epoch }

  /// Observes the next epoch and returns whether training ends after it.
  ///
  /// A rule never ends training after an epoch of which it lacks a value that it looks at. Only histories that another
  /// program wrote have such epochs.
  public mutating func observe(_ record: EpochRecord) -> Bool {
    epoch = record.epoch
    let measured = record.validation?.loss
    let selected = rule.selection?.value(in: record)
    guard !rule.needsValidation || measured != nil || selected != nil else { return false }
    let validationLoss = measured ?? .infinity
    lowestValidation = min(lowestValidation, validationLoss)
    if let selection = rule.selection, let value = selected,
      best.map({ selection.isBetter(value, than: $0.value) }) ?? true
    {
      best = (value, epoch)
    }
    return criterion?.observe(
      ObservedEpoch(
        record: record, train: record.train.loss ?? .nan, validation: validationLoss, lowestValidation: lowestValidation
      )) ?? false
  }
}
