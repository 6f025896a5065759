import Datasets
import Foundation
import NeuralNetwork

/// What a model must do better than to be told from chance.
///
/// An accuracy counts from that of always naming the most frequent class, plus three standard errors √(p(1 − p)/n) of a
/// share p of n samples. Where one class is frequent no accuracy may be high enough; so a loss counts as well, if it is
/// clearly below that of always predicting the share of each class: by a twentieth, and by ln(1/α)/n, with α the
/// probability of three standard errors. Of n samples a model that knows nothing gains as much with a probability of at
/// most α, since its likelihood over that of the shares has a mean of at most 1 (Markov's inequality). For squared errors
/// the same holds of their sum over the outputs (T. van Erven and others, "Fast rates in statistical and online learning",
/// Journal of Machine Learning Research 16, 2015).
public struct ChanceLimits: Sendable, Equatable {
  /// Accuracies, 0–1, below which a model may know nothing.
  public var train: Double
  public var test: Double
  /// Losses from which on a model may know nothing; nil where the model has no loss, or an older version of Fathom has not
  /// kept them.
  public var trainLoss: Double?
  public var testLoss: Double?

  public init(train: Double, test: Double, trainLoss: Double? = nil, testLoss: Double? = nil) {
    self.train = train
    self.test = test
    self.trainLoss = trainLoss
    self.testLoss = testLoss
  }

  /// The limits of the samples that a trajectory trains on and is tested on; `loss` is nil for a model that has none.
  init(_ selection: TrajectorySelection, loss: Loss?, classes: Int) {
    func limits(_ labels: [Int32]) -> (accuracy: Double, loss: Double?) {
      (Self.limit(labels), loss.map { Self.limit(of: $0, labels, classes: classes) })
    }
    let (train, test) = (limits(selection.train.labels), limits(selection.test.labels))
    self.init(train: train.accuracy, test: test.accuracy, trainLoss: train.loss, testLoss: test.loss)
  }

  static func limit(_ labels: some Collection<Int32>) -> Double {
    guard let share = shares(labels).max() else { return 0 }
    return share + 3 * (share * (1 - share) / Double(labels.count)).squareRoot()
  }

  /// Below it a loss is clearly less than that of the shares of the classes.
  static func limit(of loss: Loss, _ labels: some Collection<Int32>, classes: Int) -> Double {
    let shares = shares(labels)
    let outputs = Double(loss == .meanSquaredError ? max(classes, 1) : 1)
    let known: Double =
      switch loss {
      case .crossEntropy, .binaryCrossEntropy: shares.reduce(0) { $0 - $1 * log($1) }
      case .meanSquaredError: (1 - shares.reduce(0) { $0 + $1 * $1 }) / outputs
      }
    return known - max(known / 20, -log(rareness) / (Double(max(labels.count, 1)) * outputs))
  }

  /// The probability that a normal number is more than three standard deviations above its mean.
  private static let rareness = erfc(3 / 2.0.squareRoot()) / 2

  /// Of each class that occurs, in no order.
  private static func shares(_ labels: some Collection<Int32>) -> [Double] {
    var counts: [Int32: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    // Sums must not depend on the order of a dictionary.
    return counts.values.sorted().map { Double($0) / Double(labels.count) }
  }
}

extension TrajectoryResult {
  /// Whether a trial is not distinguishable from chance: neither its accuracy nor its loss is better than the limits, on
  /// its training samples or on test data. False for diverged trials.
  public func isAtChance(_ trial: TrialResult) -> Bool {
    guard let record = reported(by: trial) else { return false }
    func isBetter(_ score: Score, _ accuracy: Double, _ loss: Double?) -> Bool {
      if score.accuracy >= accuracy { return true }
      guard let loss, let reached = score.loss else { return false }
      return reached < loss
    }
    return !isBetter(record.train, chance.train, chance.trainLoss)
      && !isBetter(record.test, chance.test, chance.testLoss)
  }
}
