public import NeuralNetwork
public import SupportVectorMachines

/// A training run that a study asks for, with everything it depends on except the data.
public struct PlannedTrajectory: Sendable, Equatable {
  /// Digest of everything that the run depends on, including the data: 32 hexadecimal digits.
  public var key: String
  /// The model, training-set size and varied values to train.
  public var configuration: Configuration
  /// Number of the replicate, from 1.
  public var replicate: Int
  /// Number of features of a sample.
  public var inputs: Int
  /// The network or SVM to train.
  public var learner: Learner

  /// The most epochs that are trained; nil for an SVM, which has none.
  public var epochLimit: Int? {
    switch learner {
    case .network(_, let settings): settings.epochs
    case .supportVectorMachine: nil
    }
  }

  /// Estimates the work of all epochs allowed, in multiply–adds.
  ///
  /// For a network: three products per parameter and training sample to train, and one to evaluate each training sample
  /// and each of the `samples` held out. For an SVM it is a rough guess.
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

/// What is trained in a trajectory, with the values of the varied keys applied.
public enum Learner: Sendable, Hashable, CustomStringConvertible {
  /// A network with its training settings.
  case network(Architecture, TrainingSettings)
  /// An SVM with its settings.
  case supportVectorMachine(SupportVectorSettings)

  /// The layers of a network; nil for an SVM.
  public var architecture: Architecture? {
    if case .network(let architecture, _) = self { architecture } else { nil }
  }

  /// A few words, e.g. `hidden layers [64, 64]`.
  public var description: String {
    switch self {
    case .network(let architecture, _):
      (["hidden layers \(architecture.hidden)"] + architecture.structure.words).joined(separator: ", ")
    case .supportVectorMachine(let settings): settings.description
    }
  }
}
