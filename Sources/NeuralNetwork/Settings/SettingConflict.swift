/// Settings that cannot go together.
public struct SettingConflict: Error, Sendable, Equatable {
  /// The key of the study file that is at odds with others, e.g. `training.optimiser`.
  public let key: String
  /// Why, and what to do about it.
  public let reason: String
}

extension TrainingSettings {
  /// The first conflict among these settings, or with the metrics to measure; nil if there is none. A metric of quantities
  /// says that a quantity is predicted.
  ///
  /// - Parameters:
  ///   - metrics: The metrics to measure.
  ///   - section: The section of the study file in which a setting has its value: `training`, `vary` or `tune`.
  public func conflict(
    measuring metrics: [Metric], section: (_ setting: String) -> String = { _ in "training" }
  ) -> SettingConflict? {
    func key(_ setting: String) -> String { "\(section(setting)).\(setting)" }
    if metrics.contains(where: \.isOfQuantities) {
      let given = [
        (loss != .meanSquaredError, "loss", loss.rawValue, Loss.meanSquaredError.rawValue),
        (output != .linear, "output", output.rawValue, OutputFunction.linear.rawValue),
        (classWeights != .none, "class-weights", classWeights.rawValue, ClassWeighting.none.rawValue),
      ]
      if let (_, name, value, usual) = given.first(where: \.0) {
        return SettingConflict(
          key: key(name),
          reason: "\(value) is for classes, and data.task: regression predicts a quantity; leave it out (\(usual))")
      }
    }
    if output != .softmax, loss != .meanSquaredError {
      return SettingConflict(
        key: key("output"),
        reason:
          "\(output.rawValue) goes with loss mean-squared-error, not with \(loss.rawValue), which has outputs of its "
          + "own; leave out one of them")
    }
    if output != .softmax, let metric = metrics.first(where: \.needsProbabilities) {
      return SettingConflict(
        key: "metrics",
        reason: "\(metric.name) needs probabilities, which \(key("output")) \(output.rawValue) does not give; "
          + "take it out of metrics, or set \(key("output")) to softmax")
    }
    guard optimiser == .rprop else { return nil }
    func conflict(_ reason: String) -> SettingConflict { SettingConflict(key: key("optimiser"), reason: reason) }
    if case .count(let count) = batch {
      return conflict("rprop compares the gradients of all samples, and \(key("batch")) is \(count); set that to full")
    }
    let given = [(decay != 1, "decay"), (schedule != .constant, "schedule"), (warmUp > 0, "warm-up")]
    return given.first(where: \.0).map { _, name in
      conflict("rprop adapts its steps by itself, without \(key(name)); leave that out")
    }
  }
}

extension Metric {
  /// Whether the outputs of a network have to be probabilities.
  var needsProbabilities: Bool { losses.contains(.crossEntropy) }
}
