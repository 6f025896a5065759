public import NeuralNetwork
public import Study

extension PlannedTrajectory {
  /// Of a network; nil for other models.
  public var architecture: Architecture? {
    if case .network(let architecture, _) = learner { architecture } else { nil }
  }

  /// Of a network; nil for other models.
  public var settings: TrainingSettings? {
    if case .network(_, let settings) = learner { settings } else { nil }
  }
}
