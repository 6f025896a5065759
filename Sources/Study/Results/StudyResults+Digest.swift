import Datasets
import Foundation
import NeuralNetwork

extension StudyResults {
  /// SHA-256, as hexadecimal digits, of everything but timings that the trajectories came out as, bit by bit and in
  /// whatever order they were trained: equal for equal results.
  public var digest: String {
    var text = ""
    for trajectory in trajectories.sorted(by: {
      ($0.key, $0.configuration.varied.joined()) < ($1.key, $1.configuration.varied.joined())
    }) {
      trajectory.describe(into: &text)
    }
    return sha256Hex(Array(text.utf8))
  }
}

extension TrajectoryResult {
  /// Adds a line for the trajectory and for each epoch, trial and recording, numbers as their bits.
  fileprivate func describe(into text: inout String) {
    text += "\(key) \(replicate) \(diverged)\n"
    for record in history {
      let scores = [record.train, record.validation, record.test].map { score in
        score.map { "\(Self.bits($0.loss)) \(Self.bits($0.accuracy))" } ?? "-"
      }
      text += "\(record.epoch) \(record.updates) \(scores.joined(separator: " "))\n"
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
