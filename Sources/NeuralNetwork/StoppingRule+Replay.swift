/// When a stopping rule would have ended training.
public struct StopDecision: Sendable, Equatable {
  /// The epoch after which training ends.
  public var stoppedEpoch: Int
  /// The epoch whose weights are reported: the stopped epoch for rules on the training loss, the best epoch so far on
  /// the validation loss for rules on that.
  public var reportedEpoch: Int

  public init(stoppedEpoch: Int, reportedEpoch: Int) {
    self.stoppedEpoch = stoppedEpoch
    self.reportedEpoch = reportedEpoch
  }
}

extension StoppingRule {
  /// Whether the rule looks at validation loss, and so needs a validation set.
  public var needsValidation: Bool {
    switch self {
    case .lossChange, .none: false
    case .patience, .generalisationLoss, .progressQuotient, .validationUp: true
    }
  }

  /// The first epoch of `history` after which the rule stops; nil if it has not fired yet.
  ///
  /// A function of the history alone: a longer history of the same trajectory gives the same decision.
  public func decision(in history: [EpochRecord]) -> StopDecision? {
    switch self {
    case .none:
      return nil
    case .lossChange(let threshold):
      let losses = history.map(\.train.loss)
      guard let index = losses.indices.dropFirst().first(where: { abs(losses[$0] - losses[$0 - 1]) < threshold }) else {
        return nil
      }
      return StopDecision(stoppedEpoch: index + 1, reportedEpoch: index + 1)
    case .patience(let epochs, let threshold):
      return Self.patience(epochs, threshold, Self.validationLosses(history))
    case .generalisationLoss(let threshold):
      let losses = Self.validationLosses(history)
      let fired = losses.indices.first { Self.generalisationLoss(losses, at: $0) > threshold }
      return Self.reportingBest(of: losses, stoppedAt: fired)
    case .progressQuotient(let strip, let threshold):
      let losses = Self.validationLosses(history)
      let fired = Self.stripEnds(losses.count, strip).first { end in
        let progress = Self.progress(history.map(\.train.loss), at: end, strip: strip)
        let generalisation = Self.generalisationLoss(losses, at: end)
        // GL / P > α as GL > α·P, which is the same where P > 0 and stays defined where training stands still.
        return generalisation > threshold * progress
      }
      return Self.reportingBest(of: losses, stoppedAt: fired)
    case .validationUp(let strip, let threshold):
      let losses = Self.validationLosses(history)
      return Self.reportingBest(of: losses, stoppedAt: Self.risenStrips(losses, strip: strip, count: threshold))
    }
  }

  /// The epoch that is reported when `history` ends without the rule having fired.
  public func reportedEpochAtEnd(of history: [EpochRecord]) -> Int {
    needsValidation ? Self.best(Self.validationLosses(history), through: history.count - 1) + 1 : history.count
  }

  /// Validation loss of each epoch; empty where there is no validation set.
  private static func validationLosses(_ history: [EpochRecord]) -> [Double] {
    history.compactMap { $0.validation?.loss }
  }

  /// Index of the smallest loss in 0…`end`, the first of equals.
  private static func best(_ losses: [Double], through end: Int) -> Int {
    losses.prefix(end + 1).indices.min { losses[$0] < losses[$1] } ?? max(end, 0)
  }

  private static func reportingBest(of losses: [Double], stoppedAt index: Int?) -> StopDecision? {
    index.map { StopDecision(stoppedEpoch: $0 + 1, reportedEpoch: best(losses, through: $0) + 1) }
  }

  private static func patience(_ epochs: Int, _ threshold: Double, _ losses: [Double]) -> StopDecision? {
    var best = Double.infinity
    var waited = 0
    for (index, loss) in losses.enumerated() {
      if loss < best - threshold {
        best = loss
        waited = 0
      } else {
        waited += 1
        if waited >= epochs { return reportingBest(of: losses, stoppedAt: index) }
      }
    }
    return nil
  }

  /// GL(t) = 100 · (V(t) / min V(1…t) − 1), in percent (Prechelt 1998, section 2.2).
  private static func generalisationLoss(_ losses: [Double], at index: Int) -> Double {
    let lowest = losses[best(losses, through: index)]
    return lowest > 0 ? 100 * (losses[index] / lowest - 1) : 0
  }

  /// P_k(t) = 1000 · (mean of the last k training losses / their minimum − 1), in per mille (Prechelt 1998).
  private static func progress(_ losses: [Double], at index: Int, strip: Int) -> Double {
    let recent = losses[(index - strip + 1)...index]
    guard let lowest = recent.min(), lowest > 0 else { return 0 }
    return 1000 * (recent.reduce(0, +) / (Double(strip) * lowest) - 1)
  }

  /// Indices of the last epochs of the strips of `strip` epochs that fit in `count` epochs.
  private static func stripEnds(_ count: Int, _ strip: Int) -> StrideTo<Int> {
    stride(from: strip - 1, to: count, by: max(strip, 1))
  }

  /// UP: the end of the first of `count` successive strips whose ends each lie above the end of the strip before.
  private static func risenStrips(_ losses: [Double], strip: Int, count: Double) -> Int? {
    var risen = 0.0
    for end in stripEnds(losses.count, strip) where end >= strip {
      risen = losses[end] > losses[end - strip] ? risen + 1 : 0
      if risen >= count { return end }
    }
    return nil
  }
}
