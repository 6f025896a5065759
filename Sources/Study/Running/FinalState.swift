import Foundation
import NeuralNetwork

/// The state of training after the last epoch of a trajectory that ended at its limit of epochs, so that it can go on with a
/// larger one. All else that a checkpoint has is in its result.
struct FinalState: Codable {
  private var epoch: Int
  private var updates: Int
  private var seconds: Double
  private var precision: Precision
  /// Parameters and the optimiser's moments, as in a checkpoint.
  private var values: [Data]

  /// The final states of a study take at most this many bytes; of one with more, none are kept.
  static let mostBytes = 512 << 20

  /// Takes what is needed from the last checkpoint.
  init(_ checkpoint: TrajectoryCheckpoint) {
    (epoch, updates, seconds) = (checkpoint.epoch, checkpoint.updates, checkpoint.seconds)
    (precision, values) = (checkpoint.precision, checkpoint.values)
  }

  /// The state as bytes, which know of damage.
  func encoded() throws -> Data { try CheckedBytes.encoded(self) }

  /// Reads what ``encoded()`` wrote; nil for anything else.
  init?(_ data: Data) {
    guard let state: FinalState = CheckedBytes.decoded(data) else { return nil }
    self = state
  }

  /// The checkpoint from which a run of `plan` goes on after `result`, which ended in this state.
  func checkpoint(after result: TrajectoryResult, history: [EpochRecord], of plan: StudyPlan) -> TrajectoryCheckpoint {
    let (record, recordings) = (plan.study.record, result.recordings)
    return TrajectoryCheckpoint(
      epoch: epoch, updates: updates, seconds: seconds, precision: precision, values: values, history: history,
      rules: plan.rules, record: record, batchLosses: record.batchLoss ? recordings.batchLosses : nil,
      deadNeurons: record.deadNeurons ? recordings.deadNeurons : nil,
      metric: recordings.testValues?.metric.name ?? "", testValues: recordings.testValues?.byEpoch ?? [:])
  }
}
