public import Kernels
public import NeuralNetwork

/// Where the weights that a study records are kept. Implementations may be used from several threads at once.
public protocol ModelArchive: Sendable {
  /// Keeps the weights that a trajectory had after the epoch of `record`, which `rules` report, whole or not at all.
  func save(
    _ network: Network<Float>, of planned: PlannedTrajectory, inputs: TrajectoryInputs, record: EpochRecord,
    rules: [StoppingRule]) throws
  /// Whether the weights of an epoch are there.
  func holds(_ configuration: Configuration, replicate: Int, key: String, epoch: Int) -> Bool
}
