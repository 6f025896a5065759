/// What the trajectories of a study keep beside their histories.
public struct RecordingSettings: Sendable, Hashable, Codable {
  /// Whose weights are written to files.
  public enum Models: String, Sendable, Hashable, Codable, CaseIterable {
    case none
    /// The weights after the last epoch of each trajectory.
    case final
    /// The weights that each trial reports.
    case everyStop = "every-stop"
  }

  /// The mean loss of every batch.
  public var batchLoss = false
  /// For each hidden layer, before training and after every epoch, the neurons that are active on none of some samples.
  public var deadNeurons = false
  /// The test samples, drawn anew for each replicate, on which neurons may be active.
  public var probeSamples = 256
  public var models = Models.none

  public init() {}
}
