public import NeuralNetwork

/// A quantity that a trial reports.
public enum Measure: Sendable, Hashable {
  /// The part of the data that a loss or metric is measured on.
  public enum Part: String, Sendable, CaseIterable {
    case train, validation, test
  }

  /// The loss on one part of the data.
  case loss(Part)
  /// A metric on one part of the data.
  case metric(Metric, Part)
  /// The overfitting gap: how much better the metric is on the training subset than on test data.
  case gap(Metric)
  /// Test loss minus train loss.
  case lossGap
  /// The part of the gap that is overfitting: how much better the metric is on the training subset than on validation data,
  /// which come from the same pool.
  case overfitting(Metric)
  /// The rest of the gap: how much better the metric is on validation than on test data. If the test data are of another
  /// kind, such as digits by other writers, it is not zero even without overfitting.
  case shift(Metric)
  /// The epoch whose weights are reported.
  case epoch
  /// The last epoch trained under the rule.
  case stoppedEpoch
  /// Parameter updates up to the stopped epoch: the cost of the trial.
  case updates
  /// Training time in seconds up to the stopped epoch.
  case seconds
}

extension Measure {
  /// The loss on the training subset.
  public static let trainLoss = Measure.loss(.train)
  /// The loss on the validation set.
  public static let validationLoss = Measure.loss(.validation)
  /// The loss on test data.
  public static let testLoss = Measure.loss(.test)
  /// Returns the measure of a metric on the training subset.
  public static func train(_ metric: Metric) -> Measure { .metric(metric, .train) }
  /// Returns the measure of a metric on the validation set.
  public static func validation(_ metric: Metric) -> Measure { .metric(metric, .validation) }
  /// Returns the measure of a metric on test data.
  public static func test(_ metric: Metric) -> Measure { .metric(metric, .test) }

  /// The column name in tables, e.g. `test_accuracy`.
  public var name: String {
    switch self {
    case .loss(let part): "\(part.rawValue)_loss"
    case .metric(let metric, let part): "\(part.rawValue)_\(metric.columnName)"
    case .gap: "gap"
    case .lossGap: "loss_gap"
    case .overfitting: "overfitting"
    case .shift: "shift"
    case .epoch: "epoch"
    case .stoppedEpoch: "stopped_epoch"
    case .updates: "updates"
    case .seconds: "seconds"
    }
  }

  /// The values that it can have, with infinite ends where there is no bound.
  public var bounds: ClosedRange<Double> {
    switch self {
    case .metric(let metric, _): metric.bounds
    case .gap(let metric), .overfitting(let metric), .shift(let metric): metric.bounds.differences
    case .loss, .lossGap, .epoch, .stoppedEpoch, .updates, .seconds: Interval.unbounded
    }
  }

  /// Returns the loss on each part of the data, then each of `metrics` on each part, in the order of tables.
  public static func scores(_ metrics: [Metric]) -> [Measure] {
    Part.allCases.map { .loss($0) } + metrics.flatMap { metric in Part.allCases.map { .metric(metric, $0) } }
  }

  /// Returns every measure of a study with these metrics, in the order of tables. The gap and its parts are of the first
  /// metric only.
  public static func all(_ metrics: [Metric]) -> [Measure] {
    scores(metrics) + metrics.prefix(1).map { .gap($0) } + [.lossGap, .epoch, .stoppedEpoch, .updates, .seconds]
      + metrics.prefix(1).flatMap { [.overfitting($0), .shift($0)] }
  }
}
