public import NeuralNetwork

extension TrajectoryResult {
  /// Returns the trial of each of `rules`, from the history alone.
  ///
  /// A rule is left out if the history cannot tell: it did not fire, and training could have gone on up to `epochs`.
  /// Without `epochs` (an SVM) every rule reports the end of the history.
  public static func replay(
    _ history: [EpochRecord], diverged: Bool, rules: [StoppingRule], epochs: Int?
  ) -> [TrialResult] {
    rules.compactMap { rule in
      var monitor = StoppingMonitor(rule)
      if epochs == nil, let end = history.last {
        return TrialResult(rule: rule, status: .ok, epoch: end.epoch, stoppedEpoch: end.epoch)
      }
      if let stop = history.first(where: { monitor.observe($0) }) {
        return TrialResult(rule: rule, status: .ok, epoch: monitor.reportedEpoch, stoppedEpoch: stop.epoch)
      }
      if diverged { return TrialResult(rule: rule, status: .diverged, epoch: nil, stoppedEpoch: nil) }
      guard let last = history.last, let epochs, history.count >= epochs else { return nil }
      return TrialResult(
        rule: rule, status: rule == .none ? .ok : .maxEpochs, epoch: monitor.reportedEpoch, stoppedEpoch: last.epoch)
    }
  }

  /// Returns this trajectory with the trials of those of `rules` that its history answers.
  public func answering(_ rules: [StoppingRule], epochs: Int?) -> TrajectoryResult {
    if trials.map(\.rule) == rules { return self }
    var result = self
    // Another program may not have measured what a rule looks at.
    let rules = configuration.recorded == nil ? rules : rules.filter(measures)
    result.trials = Self.replay(history, diverged: diverged, rules: rules, epochs: epochs)
    return result
  }

  /// Whether the history has, at some epoch, all that a rule looks at. A trajectory without epochs answers every rule, and so
  /// does one that diverged in its first epoch, as every rule ends there.
  public func measures(_ rule: StoppingRule) -> Bool {
    configuration.kind == .oneShot || history.isEmpty
      || rule.quantities.allSatisfy { quantity in history.contains { quantity.value(in: $0) != nil } }
  }

  /// Returns the trial of `rule`; nil if the history does not answer it.
  public func trial(of rule: StoppingRule) -> TrialResult? { trials.first { $0.rule == rule } }
}
