import Datasets
import Foundation
import NeuralNetwork

extension StudyResults {
  /// SHA-256, as hexadecimal digits, of all results except timings and values on single samples, bit by bit: equal for equal results, in whatever
  /// order they were trained.
  public var digest: String {
    var text = ""
    // In an order that does not depend on which metric comes first.
    let metrics = study.metrics.sorted { $0.name < $1.name }
    for trajectory in trajectories.sorted(by: {
      ($0.key, $0.configuration.varied.joined()) < ($1.key, $1.configuration.varied.joined())
    }) {
      trajectory.describe(metrics, into: &text)
    }
    return sha256Hex(Array(text.utf8))
  }
}

extension TrajectoryResult {
  /// Adds a line for the trajectory and for each epoch, trial and recording, numbers as their bits.
  fileprivate func describe(_ metrics: [Metric], into text: inout String) {
    text += "\(key) \(replicate) \(diverged)\n"
    for record in history {
      let scores = [record.train, record.validation, record.test].map { score in
        score.map { score in ([score.loss] + metrics.map { score[$0] }).map(Self.bits).joined(separator: " ") } ?? "-"
      }
      text += "\(record.epoch) \(record.updates ?? 0) \(scores.joined(separator: " "))\n"
    }
    for trial in trials {
      text += "\(trial.rule.label) \(trial.status.rawValue) \(trial.epoch ?? 0) \(trial.stoppedEpoch ?? 0)\n"
    }
    if let losses = recordings.batchLosses { text += sha256Hex([UInt8](NumberBytes.data(losses))) + "\n" }
    if let dead = recordings.deadNeurons { text += "\(dead.probes) \(dead.counts)\n" }
    if let decisions = recordings.decisions { text += sha256Hex([UInt8](decisions.classes)) + "\n" }
    if let images = recordings.firstLayer { text += sha256Hex([UInt8](images.pixels)) + "\n" }
    for (epoch, predictions) in (recordings.predictions?.byEpoch ?? [:]).sorted(by: { $0.key < $1.key }) {
      text += "\(epoch) \(sha256Hex([UInt8](predictions)))\n"
    }
    if !recordings.savedEpochs.isEmpty { text += "\(recordings.savedEpochs)\n" }
  }

  private static func bits(_ value: Double?) -> String { value.map { String($0.bitPattern, radix: 16) } ?? "-" }
}
