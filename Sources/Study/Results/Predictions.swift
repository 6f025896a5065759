public import Foundation
import NeuralNetwork

/// Predicted classes of the test samples, at each epoch that a trial reports.
///
/// A prediction is stored as (predicted class − true class) modulo the number of classes, so 0 is a correct one. Two
/// predictions for a sample are equal exactly if the stored values are.
public struct Predictions: Sendable, Equatable, Codable {
  /// For each epoch, one byte per test sample, in their order.
  public var byEpoch: [Int: Data]

  /// Creates predictions from those of each epoch.
  public init(byEpoch: [Int: Data] = [:]) {
    self.byEpoch = byEpoch
  }

  /// Adds the classes that were predicted at an epoch for samples with `labels`.
  mutating func add(_ classes: [Int32], labels: [Int32], classCount: Int, epoch: Int) {
    let count = Int32(classCount)
    byEpoch[epoch] = Data(
      zip(classes, labels).map { UInt8(truncatingIfNeeded: ($0 - $1 + count) % count) })
  }
}

extension StudyDescription {
  /// Whether trajectories keep their predictions, to tell the effect of the data from that of the initial weights.
  var keepsPredictions: Bool { replicates.isCrossed && !predictsQuantity }

  /// Whether the weights that each rule reports are kept in memory until the trajectory ends.
  public var keepsStops: Bool { keepsPredictions || record.models == .everyStop }
}
