import NeuralNetwork

/// A value of each epoch that a rule reports, kept while a trajectory is trained.
///
/// A rule on validation data reports an earlier epoch than the one in which it fires. Values of epochs that it would report
/// now are candidates until it fires or prefers another epoch.
struct ReportedEpochs<Value> {
  /// By epoch, the values that a rule on validation data would report if it ended training now.
  var candidates: [Int: Value] = [:]
  /// By epoch.
  var kept: [Int: Value] = [:]

  /// Takes in the state of the rules after an epoch with its value; those in `stopped` have just ended.
  mutating func observe(
    _ value: () -> Value, epoch: Int, pending: [StoppingMonitor], stopped: [StoppingMonitor]
  ) {
    for monitor in stopped { keep(monitor.reportedEpoch, value, now: epoch) }
    let reported = Set(pending.filter(\.rule.needsValidation).map(\.reportedEpoch))
    candidates = candidates.filter { reported.contains($0.key) }
    if reported.contains(epoch) { candidates[epoch] = value() }
  }

  /// Takes in the end of a trajectory that did not diverge; `pending` are the rules that have not ended it.
  mutating func finish(_ value: () -> Value, epoch: Int, pending: [StoppingMonitor]) {
    for monitor in pending { keep(monitor.reportedEpoch, value, now: epoch) }
  }

  private mutating func keep(_ epoch: Int, _ value: () -> Value, now: Int) {
    guard kept[epoch] == nil else { return }
    kept[epoch] = epoch == now ? value() : candidates[epoch]
  }
}
