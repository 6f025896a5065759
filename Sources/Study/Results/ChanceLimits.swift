import Datasets
public import NeuralNetwork

/// What a model must do better than to be told from chance: see `Score.chanceLimit(_:classes:loss:metrics:)`.
public struct ChanceLimits: Sendable, Equatable {
  /// The limits on the training samples and on the test set. One that is not there tells nothing: the model has no such
  /// score, or an older version of Fathom has not kept it.
  public var train: Score
  public var test: Score

  public init(train: Score, test: Score) {
    self.train = train
    self.test = test
  }

  /// The limits of the samples that a trajectory trains on and is tested on; `loss` is nil for a model that has none.
  init(_ selection: TrajectorySelection, loss: Loss?, classes: Int, metrics: [Metric]) {
    func limit(_ labels: [Int32]) -> Score {
      .chanceLimit(labels, classes: classes, loss: loss, metrics: metrics)
    }
    self.init(train: limit(selection.train.labels), test: limit(selection.test.labels))
  }
}

extension TrajectoryResult {
  /// Whether a trial is not distinguishable from chance: neither its loss nor any metric is better than the limits, on its
  /// training samples or on test data. False for diverged trials.
  public func isAtChance(_ trial: TrialResult) -> Bool {
    guard let record = reported(by: trial) else { return false }
    return !record.train.isBeyondChance(chance.train) && !record.test.isBeyondChance(chance.test)
  }
}
