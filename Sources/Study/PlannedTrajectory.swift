public import NeuralNetwork

/// A training run that a study asks for, with everything it depends on but the data.
public struct PlannedTrajectory: Sendable, Equatable {
  /// Digest of everything that the run depends on, the data included.
  public var key: String
  public var configuration: Configuration
  /// 1 for the first replicate.
  public var replicate: Int
  public var learner: Learner

  /// The most epochs that are trained; nil for what learns in one go.
  public var epochLimit: Int? {
    switch learner {
    case .network(_, let settings): settings.epochs
    }
  }

  /// Arithmetic in multiply–adds of all epochs allowed, for estimates: three products a parameter and sample to train,
  /// and one to evaluate the training samples and the `samples` held out.
  public func cost(evaluated samples: Int) -> Double {
    switch learner {
    case .network(let architecture, let settings):
      Double(settings.epochs) * Double(architecture.parameterCount) * Double(4 * configuration.size + samples)
    }
  }
}

/// What learns in a trajectory, with the varied keys applied.
public enum Learner: Sendable, Hashable {
  case network(Architecture, TrainingSettings)
}
