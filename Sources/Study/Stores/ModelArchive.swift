public import Kernels
public import NeuralNetwork

/// Keeps the weights that a study records. Implementations may be used from several threads at once.
public protocol ModelArchive: Sendable {
  /// Keeps the weights that a trajectory had after the epoch of `record`, which `rules` report: all of them or, on an
  /// error, none.
  func save(
    _ network: Network<Float>, of planned: PlannedTrajectory, inputs: TrajectoryInputs, record: EpochRecord,
    rules: [StoppingRule]) throws
  /// Returns whether the weights of an epoch are there.
  func holds(_ configuration: Configuration, replicate: Int, key: String, epoch: Int) -> Bool
}
