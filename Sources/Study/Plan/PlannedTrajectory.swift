public import NeuralNetwork
public import SupportVectorMachines

/// A training run that a study asks for, with everything it depends on but the data.
public struct PlannedTrajectory: Sendable, Equatable {
  /// Digest of everything that the run depends on, the data included.
  public var key: String
  public var configuration: Configuration
  /// 1 for the first replicate.
  public var replicate: Int
  /// Features of a sample.
  public var inputs: Int
  public var learner: Learner

  /// The most epochs that are trained; nil for what learns in one go.
  public var epochLimit: Int? {
    switch learner {
    case .network(_, let settings): settings.epochs
    case .supportVectorMachine: nil
    }
  }

  /// Arithmetic in multiply–adds of all epochs allowed, for estimates: three products a parameter and sample to train,
  /// and one to evaluate the training samples and the `samples` held out.
  public func cost(evaluated samples: Int) -> Double {
    switch learner {
    case .network(let architecture, let settings):
      Double(settings.epochs) * Double(architecture.parameterCount) * Double(4 * configuration.size + samples)
    case .supportVectorMachine:
      // A rough guess: each of the samples, held out or not, against the training samples several times over.
      Double(inputs) * Double(configuration.size) * Double(10 * configuration.size + samples)
    }
  }
}

/// What learns in a trajectory, with the varied keys applied.
public enum Learner: Sendable, Hashable, CustomStringConvertible {
  case network(Architecture, TrainingSettings)
  case supportVectorMachine(SupportVectorSettings)

  /// Of a network; nil for other models.
  public var architecture: Architecture? {
    if case .network(let architecture, _) = self { architecture } else { nil }
  }

  /// In a few words, e.g. `hidden layers [64, 64]`.
  public var description: String {
    switch self {
    case .network(let architecture, _): "hidden layers \(architecture.hidden)"
    case .supportVectorMachine(let settings): settings.description
    }
  }
}
