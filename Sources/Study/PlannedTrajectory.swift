public import NeuralNetwork

/// A training run that a study asks for, with everything it depends on but the data.
public struct PlannedTrajectory: Sendable, Equatable {
  /// Digest of everything that the run depends on, the data included.
  public var key: String
  public var configuration: Configuration
  /// 1 for the first replicate.
  public var replicate: Int
  public var architecture: Architecture
  /// With the varied keys applied.
  public var settings: TrainingSettings

  /// Arithmetic of one epoch in multiply–adds, for estimates: three products a parameter to train, one to evaluate.
  public func costOfEpoch(evaluated samples: Int) -> Double {
    Double(architecture.parameterCount) * Double(4 * configuration.size + samples)
  }
}
