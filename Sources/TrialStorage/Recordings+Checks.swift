import Datasets
import Foundation
import NeuralNetwork
import Study

// What figures and tables rely on, checked where recordings are read: a store may be damaged.

extension TrajectoryResult {
  /// A loss for each update of the history, and more only in the epoch in which a network diverged.
  func fits(batchLossCount count: Int) -> Bool {
    let updates = history.last?.updates ?? 0
    return configuration.kind == .network && (diverged ? count >= updates : count == updates)
  }

  /// Epochs of the history, ascending.
  func fits(savedEpochs epochs: [Int]) -> Bool {
    configuration.kind == .network && epochs.allSatisfy { 0 < $0 && $0 <= history.count }
      && zip(epochs, epochs.dropFirst()).allSatisfy { $0 < $1 }
  }
}

extension StandardErrors {
  /// Whether all are finite and none is negative.
  var isSound: Bool {
    [train, validation, test].allSatisfy { score in
      ([score.loss] + score.metrics.map { score[$0] }).allSatisfy { $0.map { $0.isFinite && $0 >= 0 } ?? true }
    }
  }
}

extension Predictions {
  /// Whether they are of epochs of the history, and as many at each.
  func fits(_ result: TrajectoryResult) -> Bool {
    byEpoch.keys.allSatisfy { 0 < $0 && $0 <= result.history.count } && Set(byEpoch.values.map(\.count)).count <= 1
  }
}

extension TestSampleValues {
  /// Whether they are of epochs of the history, and as many at each.
  func fits(_ result: TrajectoryResult) -> Bool {
    guard let count = byEpoch.first?.value.count, count > 0, drawn.map({ $0.count == count }) ?? true,
      groups.map({ $0.count == count }) ?? true
    else {
      return false
    }
    return byEpoch.allSatisfy { $1.count == count && result.history.indices.contains($0 - 1) }
  }

  /// Whether their means are the metric on test data.
  func agree(with result: TrajectoryResult) -> Bool {
    byEpoch.allSatisfy { epoch, values in
      guard let score = result.history[epoch - 1].test[metric] else { return true }
      // Numbers are rounded to single precision.
      return !score.isFinite || abs(values.mean - score) <= 1e-4 * max(1, abs(score))
    }
  }
}

extension DeadNeuronHistory {
  /// Whether there is a count for each hidden layer, no more than its units, before training and after every epoch.
  func fits(_ result: TrajectoryResult) -> Bool {
    guard let hidden = result.configuration.hidden else { return false }
    return probes > 0 && counts.count == result.history.count + 1
      && counts.allSatisfy { $0.count == hidden.count && zip($0, hidden).allSatisfy { 0...$1 ~= $0 } }
  }
}

extension DecisionMap {
  /// Whether the grid is complete, covers a part of the plane, and its samples are of classes that fit a byte.
  var isWhole: Bool {
    classes.count == Self.side * Self.side && [x, y].allSatisfy(Self.isDrawable)
      && points.allSatisfy { 0...255 ~= $0.label && $0.x.isFinite && $0.y.isFinite }
  }
}

extension FirstLayerImages {
  /// Whether these are images of different units of the first layer, every pixel there.
  func fits(_ result: TrajectoryResult) -> Bool {
    guard case .image(let width, let height, let channels) = shape, [width, height, channels].allSatisfy({ $0 > 0 }),
      !units.isEmpty, Set(units).count == units.count
    else { return false }
    // The product may overflow, the pixels that are there cannot.
    let pixelsOfUnit = pixels.count / units.count
    guard let layer = result.configuration.firstLayerUnits(inputs: pixelsOfUnit) else { return false }
    return units.allSatisfy((0..<layer).contains)
      && pixels.count.isMultiple(of: units.count) && pixelsOfUnit.isMultiple(of: width)
      && (pixelsOfUnit / width).isMultiple(of: height) && pixelsOfUnit / width / height == channels
  }
}
