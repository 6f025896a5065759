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
    case .updates: Double(last.updates)
    case .seconds: last.seconds
    default: value(of: reported)
    }
  }

  /// Returns the value measured at the end of an epoch; nil if it was not measured or is not finite.
  public func value(of record: EpochRecord) -> Double? {
    let value = measured(in: record)
    return value?.isFinite == true ? value : nil
  }

  private func measured(in record: EpochRecord) -> Double? {
    switch self {
    case .loss(let part): record[part]?.loss
    case .metric(let metric, let part): record[part]?[metric]
    case .gap(let metric):
      record.train[metric].flatMap { train in record.test[metric].map { metric.gap(train: train, test: $0) } }
    case .lossGap: record.test.loss.flatMap { test in record.train.loss.map { test - $0 } }
    case .epoch, .stoppedEpoch: Double(record.epoch)
    case .updates: Double(record.updates)
    case .seconds: record.seconds
    }
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
