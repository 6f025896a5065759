import NeuralNetwork

extension TrajectoryResult {
  /// This run as it would have been with these rules and, at most, so many epochs, whatever it was trained for; nil if that
  /// cannot be told. Without `epochs` (an SVM) only the trials depend on the rules.
  func asTrained(for rules: [StoppingRule], epochs limit: Int?) -> TrajectoryResult? {
    let isWhole = history.count + (diverged ? 1 : 0) <= limit ?? .max
    let allowed = Array(history.prefix(limit ?? .max))
    var result = self
    result.epochLimit = limit
    result.trials = Self.replay(allowed, diverged: diverged && isWhole, rules: rules, epochs: limit)
    guard result.trials.count == rules.count else { return nil }
    result.diverged = limit == nil ? diverged : result.trials.contains { $0.status == .diverged }
    let end = result.diverged ? allowed.count : result.trials.compactMap(\.stoppedEpoch).max() ?? 0
    guard end < history.count || result.diverged != diverged else { return result }
    // Pictures of the weights at the end are of the first replicate, and would be of another epoch.
    guard end > 0, recordings.decisions == nil, recordings.firstLayer == nil, !diverged || replicate > 1 else {
      return nil
    }
    result.history = Array(history.prefix(end))
    result.recordings.batchLosses = recordings.batchLosses.map { Array($0.prefix(history[end - 1].updates ?? 0)) }
    if let counts = recordings.deadNeurons?.counts {
      result.recordings.deadNeurons?.counts = Array(counts.prefix(end + 1))
    }
    if let values = recordings.testValues {
      guard result.trials.allSatisfy({ $0.epoch.map { values.byEpoch[$0] != nil } ?? true }) else { return nil }
      result.recordings.testValues?.byEpoch = values.byEpoch.filter { $0.key <= end }
    }
    return result
  }

  /// This run with nothing kept that `study` does not ask for.
  func recording(only study: StudyDescription) -> TrajectoryResult {
    var result = self
    if !study.record.batchLoss { result.recordings.batchLosses = nil }
    if !study.record.deadNeurons { result.recordings.deadNeurons = nil }
    let reported = Set(trials.compactMap(\.epoch))
    result.recordings.predictions =
      study.keepsPredictions
      ? recordings.predictions.map { Predictions(byEpoch: $0.byEpoch.filter { reported.contains($0.key) }) } : nil
    let wanted = wantedEpochs(study.record.models)
    result.recordings.savedEpochs = recordings.savedEpochs.filter(wanted.contains)
    return result
  }
}
