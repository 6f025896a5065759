import NeuralNetwork

extension StudyPlan {
  /// Returns a plan of some of its trajectories for measuring how long they take, each network trained for at most `epochs`
  /// epochs; nothing but losses and metrics is recorded.
  public func sample(_ trajectories: [PlannedTrajectory], epochs: Int) -> StudyPlan {
    var sample = self
    sample.study.record = RecordingSettings()
    sample.trajectories = trajectories.map { planned in
      var planned = planned
      if case .network(let architecture, var settings) = planned.learner {
        settings.epochs = min(settings.epochs, epochs)
        planned.learner = .network(architecture, settings)
      }
      return planned
    }
    return sample
  }
}
