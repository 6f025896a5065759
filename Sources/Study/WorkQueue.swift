import NeuralNetwork

/// Hands out the trajectories of a run one by one.
///
/// They come in the order of the plan, first replicates first, so that a run cut short leaves every configuration with
/// nearly as many replicates as the others. A run whose time is limited begins those that it expects to finish; once none
/// of these is left, those that it can keep a checkpoint of.
struct WorkQueue {
  private var waiting: [PlannedTrajectory]
  private(set) var model: CostModel
  /// Predictions are wrong by this factor now and then.
  private static let margin = 1.25

  init(_ waiting: [PlannedTrajectory], _ model: CostModel) {
    self.waiting = waiting
    self.model = model
  }

  /// The next trajectory to begin with `secondsLeft` to go, nil for a run that is not limited; nil if there is none.
  mutating func next(secondsLeft: Double?) -> PlannedTrajectory? {
    guard let secondsLeft else { return waiting.isEmpty ? nil : waiting.removeFirst() }
    guard secondsLeft > 0 else { return nil }
    let fitting = waiting.firstIndex { Self.margin * model.seconds($0) <= secondsLeft }
    return (fitting ?? waiting.firstIndex { $0.epochLimit != nil }).map { waiting.remove(at: $0) }
  }

  mutating func learn(_ planned: PlannedTrajectory, epochs: Int, seconds: Double) {
    model.learn(planned, epochs: epochs, seconds: seconds)
  }
}
