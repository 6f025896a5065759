import Datasets
public import NeuralNetwork

/// The scores that a model must exceed to be distinguished from chance; see
/// `Score.chanceLimit(_:classes:groups:loss:metrics:)`.
///
/// A limit that is missing decides nothing: the model has no such score, or an older version of Fathom did not store
/// it.
public struct ChanceLimits: Sendable, Equatable {
  /// Limits on the training samples.
  public var train: Score
  /// Limits on the test set.
  public var test: Score
  /// How unequal the classes of the test set are; nil if that is not known.
  public var balance: ClassBalance?

  /// Creates limits from those of both sets.
  public init(train: Score, test: Score, balance: ClassBalance? = nil) {
    self.train = train
    self.test = test
    self.balance = balance
  }

  /// Limits that are not known, of a model whose data are not.
  public static let unknown = ChanceLimits(train: .unmeasured, test: .unmeasured)

  /// Whether there is any limit.
  public var isKnown: Bool { [train, test].contains { $0 != .unmeasured } }

  /// The limits of the samples that a trajectory trains on and is tested on; `loss` is nil for a model that has none.
  init(_ selection: TrajectorySelection, loss: Loss?, classes: Int, metrics: [Metric]) {
    let deviation = loss.flatMap { _ in selection.train.quantityScaler?.deviation }
    func limit(_ samples: SampleSelection) -> Score {
      if let quantities = samples.quantities {
        return .chanceLimit(quantities: quantities, groups: samples.groups, deviation: deviation, metrics: metrics)
      }
      return .chanceLimit(samples.labels, classes: classes, groups: samples.groups, loss: loss, metrics: metrics)
    }
    self.init(
      train: limit(selection.train), test: limit(selection.test),
      balance: selection.test.quantities == nil ? ClassBalance(selection.test.labels, classes: classes) : nil)
  }
}

extension TrajectoryResult {
  /// Returns whether any metric of a trial is so much on the wrong side of chance on test data that a model that knows nothing
  /// would not reach it. False for diverged trials.
  public func isWorseThanChance(_ trial: TrialResult) -> Bool {
    guard let score = reported(by: trial)?.test else { return false }
    return score.metrics.contains { metric in
      guard let value = score[metric], let limit = chance.test[metric] else { return false }
      return metric.isWorseThanChance(value, limit: limit)
    }
  }

  /// Returns whether a trial cannot be distinguished from chance: neither its loss nor any metric is better than the
  /// limits, on training or test data, nor is it worse than chance. False for diverged trials, and where no limit is known.
  public func isAtChance(_ trial: TrialResult) -> Bool {
    guard chance.isKnown, let record = reported(by: trial), !isWorseThanChance(trial) else { return false }
    return !record.train.isBeyondChance(chance.train) && !record.test.isBeyondChance(chance.test)
  }
}
