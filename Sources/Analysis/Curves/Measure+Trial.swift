public import NeuralNetwork
public import Study

extension Measure {
  /// The value that a trial reports; nil if it diverged, or for validation without a validation set.
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

  /// The value that was measured at the end of an epoch; nil if it is not finite.
  public func value(of record: EpochRecord) -> Double? {
    let value = measured(in: record)
    return value?.isFinite == true ? value : nil
  }

  private func measured(in record: EpochRecord) -> Double? {
    switch self {
    case .trainLoss: record.train.loss
    case .trainAccuracy: record.train.accuracy
    case .validationLoss: record.validation?.loss
    case .validationAccuracy: record.validation?.accuracy
    case .testLoss: record.test.loss
    case .testAccuracy: record.test.accuracy
    case .gap: record.train.accuracy - record.test.accuracy
    case .lossGap: record.test.loss.flatMap { test in record.train.loss.map { test - $0 } }
    case .epoch, .stoppedEpoch: Double(record.epoch)
    case .updates: Double(record.updates)
    case .seconds: record.seconds
    }
  }

  /// The measures that an epoch's figure shows.
  static let ofEpochs: [Measure] = [
    .trainLoss, .trainAccuracy, .validationLoss, .validationAccuracy, .testLoss, .testAccuracy,
  ]
}
