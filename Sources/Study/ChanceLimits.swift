import Datasets
import NeuralNetwork

/// Accuracies, 0–1, below which a model may have learnt nothing: of always naming the most frequent class, plus three
/// standard errors √(p(1 − p)/n) of a share p of n samples.
public struct ChanceLimits: Sendable, Equatable {
  public var train: Double
  public var test: Double

  public init(train: Double, test: Double) {
    self.train = train
    self.test = test
  }

  /// The limits of the samples that a trajectory trains on and is tested on.
  init(_ selection: TrajectorySelection) {
    self.init(train: Self.limit(selection.train.labels), test: Self.limit(selection.test.labels))
  }

  static func limit(_ labels: some Collection<Int32>) -> Double {
    guard !labels.isEmpty else { return 0 }
    var counts: [Int32: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    let share = Double(counts.values.max() ?? 0) / Double(labels.count)
    return share + 3 * (share * (1 - share) / Double(labels.count)).squareRoot()
  }
}

extension TrajectoryResult {
  /// Whether a trial learnt nothing: both its train and its test accuracy are below the limits of chance. False for
  /// diverged trials.
  public func isAtChance(_ trial: TrialResult) -> Bool {
    guard let record = reported(by: trial) else { return false }
    return record.train.accuracy < chance.train && record.test.accuracy < chance.test
  }
}
