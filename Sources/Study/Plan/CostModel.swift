import NeuralNetwork

/// Predicts how long trajectories take from how long others took.
struct CostModel {
  /// Seconds and work, summed.
  private struct Pace {
    var seconds = 0.0
    var work = 0.0

    var secondsPerWork: Double? { work > 0 && seconds > 0 ? seconds / work : nil }

    mutating func add(_ seconds: Double, for work: Double) {
      self.seconds += seconds
      self.work += work
    }
  }

  /// Held-out samples, which every epoch is measured on.
  private let evaluated: Int
  private var byLearner: [Learner: Pace] = [:]
  /// The pace of networks, and of other models.
  private var byKind: [Bool: Pace] = [:]
  /// The most epochs that a replicate of a configuration took.
  private var epochs: [Configuration: Int] = [:]
  private var epochsByLearner: [Learner: Int] = [:]

  /// Before anything is known: a multiply–add in single precision takes about this long on one core.
  private static let firstGuess = 1e-10

  init(evaluated: Int) { self.evaluated = evaluated }

  /// Records that a trajectory took `seconds` for `epochs` epochs.
  mutating func learn(_ planned: PlannedTrajectory, epochs: Int, seconds: Double) {
    guard epochs > 0, seconds > 0 else { return }
    let work = work(of: planned, epochs: epochs)
    byLearner[planned.learner, default: Pace()].add(seconds, for: work)
    byKind[planned.epochLimit == nil, default: Pace()].add(seconds, for: work)
    self.epochs[planned.configuration] = max(self.epochs[planned.configuration] ?? 0, epochs)
    epochsByLearner[planned.learner] = max(epochsByLearner[planned.learner] ?? 0, epochs)
  }

  /// Seconds that `planned` will take: with as many epochs as the longest replicate of its configuration took, else of
  /// its model at any size, else as many as are allowed; at the pace of its model, else of all models of its kind.
  func seconds(_ planned: PlannedTrajectory) -> Double {
    let limit = planned.epochLimit ?? 1
    let expected = min(epochs[planned.configuration] ?? epochsByLearner[planned.learner] ?? limit, limit)
    let pace =
      byLearner[planned.learner]?.secondsPerWork ?? byKind[planned.epochLimit == nil]?.secondsPerWork
      ?? Self.firstGuess
    return pace * work(of: planned, epochs: expected)
  }

  private func work(of planned: PlannedTrajectory, epochs: Int) -> Double {
    planned.cost(evaluated: evaluated) * Double(epochs) / Double(planned.epochLimit ?? 1)
  }
}
