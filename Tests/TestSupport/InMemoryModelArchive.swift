public import Kernels
public import NeuralNetwork
public import Study
import Synchronization

/// Keeps recorded models in memory, as what they score on the samples of their trajectory.
public final class InMemoryModelArchive: ModelArchive {
  public struct Entry: Sendable, Equatable {
    /// As the trajectory measured it.
    public var record: EpochRecord
    /// As the archived network scores now.
    public var train: Score
    public var validation: Score?
    public var test: Score
  }

  private let kept = Mutex<[String: Entry]>([:])

  public init() {}

  public func save(
    _ network: Network<Float>, of planned: PlannedTrajectory, inputs: TrajectoryInputs, record: EpochRecord,
    rules: [StoppingRule]
  ) {
    let evaluator = Evaluator(network)
    let entry = Entry(
      record: record, train: evaluator.score(inputs.samples.train),
      validation: inputs.samples.validation.map(evaluator.score), test: evaluator.score(inputs.samples.test))
    kept.withLock { $0["\(planned.key) \(record.epoch)"] = entry }
  }

  public func holds(_ configuration: Configuration, replicate: Int, key: String, epoch: Int) -> Bool {
    kept.withLock { $0["\(key) \(epoch)"] != nil }
  }

  /// What is kept, by the trajectory's key and the epoch.
  public var entries: [String: Entry] { kept.withLock { $0 } }

  /// Loses the models of one trajectory.
  public func lose(_ key: String) {
    kept.withLock { entries in entries = entries.filter { !$0.key.hasPrefix(key) } }
  }
}
