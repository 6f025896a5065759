public import NeuralNetwork

extension TrajectoryResult {
  /// Ends a history by each of `rules` in turn.
  public static func replay(_ history: [EpochRecord], diverged: Bool, rules: [StoppingRule]) -> [TrialResult] {
    rules.map { rule in
      var monitor = StoppingMonitor(rule)
      if let stop = history.first(where: { monitor.observe($0) }) {
        return TrialResult(rule: rule, status: .ok, epoch: monitor.reportedEpoch, stoppedEpoch: stop.epoch)
      }
      guard !diverged, let last = history.last else {
        return TrialResult(rule: rule, status: .diverged, epoch: nil, stoppedEpoch: nil)
      }
      return TrialResult(
        rule: rule, status: rule == .none ? .ok : .maxEpochs, epoch: monitor.reportedEpoch, stoppedEpoch: last.epoch)
    }
  }

  /// This trajectory with the trials of `rules`, if its history is long enough to say where each of them stops.
  public func answering(_ rules: [StoppingRule], epochs: Int) -> TrajectoryResult? {
    var result = self
    result.trials = Self.replay(history, diverged: diverged, rules: rules)
    let reachedEnd = diverged || history.count >= epochs
    let allStopped = result.trials.allSatisfy { $0.status == .ok && $0.rule != .none }
    return reachedEnd || allStopped ? result : nil
  }
}
