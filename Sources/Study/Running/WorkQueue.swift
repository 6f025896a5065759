import NeuralNetwork

/// Hands out the trajectories of a run one by one.
///
/// They come in the order of the plan, first replicates first, so that a run cut short leaves every configuration with
/// nearly as many replicates as the others. A run with a time limit starts trajectories that it expects to finish and, once
/// none of these is left of a replicate, those that it can checkpoint; only then it goes on to later replicates.
struct WorkQueue {
  /// All there were at the beginning, in the order of the plan.
  private let planned: [PlannedTrajectory]
  private var isTaken: [Bool]
  /// No trajectory before this one waits.
  private var first = 0
  /// The positions of each configuration's trajectories, whose predictions are alike, and how many of them are taken.
  private var configurations: [(positions: [Int], taken: Int)] = []
  private var configurationOf: [Int] = []
  private(set) var model: CostModel
  /// Predictions are sometimes wrong by this factor.
  private static let margin = 1.25

  init(_ waiting: [PlannedTrajectory], _ model: CostModel) {
    planned = waiting
    self.model = model
    isTaken = Array(repeating: false, count: waiting.count)
    var known: [Configuration: Int] = [:]
    for (position, trajectory) in waiting.enumerated() {
      let index = known[trajectory.configuration] ?? configurations.count
      if index == configurations.count {
        known[trajectory.configuration] = index
        configurations.append(([], 0))
      }
      configurations[index].positions.append(position)
      configurationOf.append(index)
    }
  }

  /// The next trajectory to start; nil if there is none. `secondsLeft` is nil for a run without a time limit.
  ///
  /// The time this takes does not grow with the number of waiting trajectories; near the end of a limited run it grows
  /// with the number of configurations.
  mutating func next(secondsLeft: Double?) -> PlannedTrajectory? {
    while first < planned.count, isTaken[first] { first += 1 }
    guard first < planned.count, secondsLeft.map({ $0 > 0 }) ?? true else { return nil }
    guard let secondsLeft else { return take(first) }
    func fits(_ position: Int) -> Bool { Self.margin * model.seconds(planned[position]) <= secondsLeft }
    if fits(first) { return take(first) }
    let fronts = configurations.compactMap { $0.taken < $0.positions.count ? $0.positions[$0.taken] : nil }
    let replicate = planned[first].replicate
    for candidates in [fronts.filter { planned[$0].replicate == replicate }, fronts] {
      if let position = candidates.filter(fits).min() ?? candidates.filter({ planned[$0].epochLimit != nil }).min() {
        return take(position)
      }
    }
    return nil
  }

  /// Takes the trajectory at `position`, which is the first of its configuration that waits.
  private mutating func take(_ position: Int) -> PlannedTrajectory {
    isTaken[position] = true
    configurations[configurationOf[position]].taken += 1
    return planned[position]
  }

  mutating func learn(_ planned: PlannedTrajectory, epochs: Int, seconds: Double) {
    model.learn(planned, epochs: epochs, seconds: seconds)
  }
}
