public import NeuralNetwork
public import Study

extension Measure {
  /// Returns the value that a trial reports; nil if the trial diverged or nothing was measured, e.g. on an absent
  /// validation set.
  public func value(of trial: TrialResult, in trajectory: TrajectoryResult) -> Double? {
    guard let reported = trajectory.reported(by: trial), let stopped = trial.stoppedEpoch,
      trajectory.history.indices.contains(stopped - 1)
    else { return nil }
    let last = trajectory.history[stopped - 1]
    return switch self {
    case .epoch: Double(reported.epoch)
    case .stoppedEpoch: Double(last.epoch)
    case .updates: last.updates.map(Double.init)
    case .seconds: last.seconds
    default: value(of: reported)
    }
  }

  /// Whether it is a score, or a gap between scores, and was not measured at the epoch that a trial reports, as may be in
  /// imported histories. A mean of the other runs would be of fewer than its row says.
  ///
  /// What is not measured of runs that were trained here has no value on their samples, whatever the model, so that these runs
  /// are left out.
  func isLacking(in run: ConfigurationRuns.Run) -> Bool {
    switch self {
    case .epoch, .stoppedEpoch, .updates, .seconds: false
    default:
      !run.trajectory.chance.isKnown && run.trajectory.reported(by: run.trial).map { !isMeasured(in: $0) } ?? false
    }
  }

  /// Returns the value measured at the end of an epoch; nil if it was not measured or is not finite.
  public func value(of record: EpochRecord) -> Double? {
    let value = measured(in: record)
    return value?.isFinite == true ? value : nil
  }

  /// Whether there is a value at the end of an epoch, finite or not.
  func isMeasured(in record: EpochRecord) -> Bool { measured(in: record) != nil }

  private func measured(in record: EpochRecord) -> Double? {
    switch self {
    case .loss(let part): record[part]?.loss
    case .metric(let metric, let part): record[part]?[metric]
    case .gap(let metric): gap(of: metric, .train, .test, in: record)
    case .overfitting(let metric): gap(of: metric, .train, .validation, in: record)
    case .shift(let metric): gap(of: metric, .validation, .test, in: record)
    case .lossGap: record.test.loss.flatMap { test in record.train.loss.map { test - $0 } }
    case .epoch, .stoppedEpoch: Double(record.epoch)
    case .updates: record.updates.map(Double.init)
    case .seconds: record.seconds
    }
  }

  /// How much better the metric is on one part of the data than on another.
  private func gap(of metric: Metric, _ part: Part, _ other: Part, in record: EpochRecord) -> Double? {
    guard let first = record[part]?[metric], let second = record[other]?[metric] else { return nil }
    return metric.gap(train: first, test: second)
  }
}

extension EpochRecord {
  fileprivate subscript(part: Measure.Part) -> Score? {
    switch part {
    case .train: train
    case .validation: validation
    case .test: test
    }
  }
}
