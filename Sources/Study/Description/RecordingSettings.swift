/// What the trajectories of a study keep besides their histories: `record` in the study file.
public struct RecordingSettings: Sendable, Hashable, Codable {
  /// Which weights are written to files.
  public enum Models: String, Sendable, Hashable, Codable, CaseIterable {
    /// No weights.
    case none
    /// The weights after the last epoch of each trajectory.
    case final
    /// The weights that each trial reports.
    case everyStop = "every-stop"
  }

  /// Whether the mean loss of every batch is kept.
  public var batchLoss = false
  /// Whether dead neurons are counted: for each hidden layer, before training and after every epoch, the neurons that
  /// are active for none of the probe samples.
  public var deadNeurons = false
  /// The most test samples with which neurons are probed; they are drawn anew for each replicate.
  public var probeSamples = 256
  /// Which weights are written to files.
  public var models = Models.none

  /// Creates settings that record nothing.
  public init() {}
}
