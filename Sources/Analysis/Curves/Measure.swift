public import NeuralNetwork

/// A quantity that a trial reports.
public enum Measure: Sendable, Hashable {
  /// Samples that losses and metrics are measured on.
  public enum Part: String, Sendable, CaseIterable {
    case train, validation, test
  }

  case loss(Part)
  case metric(Metric, Part)
  /// How much better the metric is on the training subset than on test data.
  case gap(Metric)
  /// Test loss − train loss.
  case lossGap
  /// The epoch whose weights are reported.
  case epoch
  /// The last epoch that the rule needed.
  case stoppedEpoch
  /// Updates up to the stopped epoch: the cost of the trial.
  case updates
  /// Seconds up to the stopped epoch.
  case seconds
}

extension Measure {
  public static let trainLoss = Measure.loss(.train)
  public static let validationLoss = Measure.loss(.validation)
  public static let testLoss = Measure.loss(.test)
  public static func train(_ metric: Metric) -> Measure { .metric(metric, .train) }
  public static func validation(_ metric: Metric) -> Measure { .metric(metric, .validation) }
  public static func test(_ metric: Metric) -> Measure { .metric(metric, .test) }

  /// As columns of tables are named, e.g. `test_accuracy`.
  public var name: String {
    switch self {
    case .loss(let part): "\(part.rawValue)_loss"
    case .metric(let metric, let part): "\(part.rawValue)_\(metric.columnName)"
    case .gap: "gap"
    case .lossGap: "loss_gap"
    case .epoch: "epoch"
    case .stoppedEpoch: "stopped_epoch"
    case .updates: "updates"
    case .seconds: "seconds"
    }
  }

  /// The loss on each part of the data, then each of `metrics`, in the order of tables.
  public static func scores(_ metrics: [Metric]) -> [Measure] {
    Part.allCases.map { .loss($0) } + metrics.flatMap { metric in Part.allCases.map { .metric(metric, $0) } }
  }

  /// Everything that a trial of a study with these metrics reports, in the order of tables.
  public static func all(_ metrics: [Metric]) -> [Measure] {
    scores(metrics) + metrics.prefix(1).map { .gap($0) } + [.lossGap, .epoch, .stoppedEpoch, .updates, .seconds]
  }
}
