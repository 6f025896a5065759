public import Foundation
import NeuralNetwork

/// What a trajectory's networks make of the test samples, at each epoch that a trial reports.
///
/// A prediction is stored as the number of classes from the sample's own to the predicted one, counted upwards and
/// wrapped around: 0 is right. That keeps the labels at hand, and two predictions are equal where these are.
public struct Predictions: Sendable, Equatable, Codable {
  /// By epoch, a byte for each test sample in their order.
  public var byEpoch: [Int: Data]

  public init(byEpoch: [Int: Data] = [:]) {
    self.byEpoch = byEpoch
  }

  /// Takes in the classes that were predicted at an epoch for samples with `labels`.
  mutating func add(_ classes: [Int32], labels: [Int32], classCount: Int, epoch: Int) {
    let count = Int32(classCount)
    byEpoch[epoch] = Data(
      zip(classes, labels).map { UInt8(truncatingIfNeeded: ($0 - $1 + count) % count) })
  }
}

extension StudyDescription {
  /// Whether trajectories keep their predictions, to tell the effect of the data from that of the initial weights.
  var keepsPredictions: Bool { replicates.isCrossed }

  /// Whether the weights that each rule reports are kept until a trajectory ends.
  public var keepsStops: Bool { keepsPredictions || record.models == .everyStop }
}
