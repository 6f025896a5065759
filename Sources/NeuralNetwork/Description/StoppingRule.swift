/// A rule with a threshold that decides, from a trajectory's history, when training would have ended.
///
/// GL, PQ and UP are defined in L. Prechelt, "Early stopping — but when?" (1998).
public enum StoppingRule: Sendable, Hashable, Codable {
  /// Stop after the first epoch e ≥ 2 with |L(e) − L(e−1)| < threshold, where L is the mean training loss.
  case lossChange(threshold: Double)
  /// Stop when the validation loss has not fallen more than `threshold` below its best for `epochs` epochs.
  case patience(epochs: Int, threshold: Double)
  /// GL: stop after the first epoch e with 100·(V(e)/V_best(e) − 1) > threshold, where V is the validation loss.
  case generalisationLoss(threshold: Double)
  /// PQ: stop at the first end of a strip of `strip` epochs where GL(e) / P_strip(e) > threshold.
  case progressQuotient(strip: Int, threshold: Double)
  /// UP: stop when the validation loss has risen in `threshold` successive strips of `strip` epochs.
  case validationUp(strip: Int, threshold: Double)
  /// Train all epochs.
  case none
}

extension StoppingRule {
  /// The name of a rule in study files and tables, without its threshold.
  public enum Kind: String, Sendable, CaseIterable {
    /// Stops when the training loss changes little.
    case lossChange = "loss-change"
    /// Stops when the validation loss has not improved for some epochs.
    case patience
    /// GL: stops when the validation loss is far above its lowest value.
    case generalisationLoss = "generalisation-loss"
    /// PQ: stops when the validation loss rises faster than training progresses.
    case progressQuotient = "progress-quotient"
    /// UP: stops when the validation loss keeps rising.
    case validationUp = "validation-up"
    /// Trains all epochs.
    case none

    /// Whether the rule uses the validation loss, and so needs a validation set.
    public var needsValidation: Bool {
      switch self {
      case .lossChange, .none: false
      case .patience, .generalisationLoss, .progressQuotient, .validationUp: true
      }
    }
  }

  /// The name of the rule, without its threshold.
  public var kind: Kind {
    switch self {
    case .lossChange: .lossChange
    case .patience: .patience
    case .generalisationLoss: .generalisationLoss
    case .progressQuotient: .progressQuotient
    case .validationUp: .validationUp
    case .none: .none
    }
  }

  /// Whether the rule uses the validation loss, and so needs a validation set.
  public var needsValidation: Bool { kind.needsValidation }
}
