import Study

/// How the runs behind a number ended that do not count like the others.
public struct RunCounts: Sendable, Equatable {
  public var diverged: Int
  /// See `TrajectoryResult.isAtChance(_:)`.
  public var atChance: Int

  public init(diverged: Int = 0, atChance: Int = 0) {
    self.diverged = diverged
    self.atChance = atChance
  }
}

/// What a trial counts as where models are compared: a model whose runs diverge must not win by those that are left.
struct Outcome {
  /// Of a trial that diverged.
  static let worst = 0.0

  var testAccuracy: Double
  var isDiverged = false
  var isAtChance = false

  /// Nil if the trajectory does not answer the rule, or not yet.
  init?(_ trajectory: TrajectoryResult, _ trial: TrialResult?) {
    guard let trial else { return nil }
    if trial.status == .diverged {
      (testAccuracy, isDiverged) = (Self.worst, true)
      return
    }
    guard let accuracy = Measure.testAccuracy.value(of: trial, in: trajectory) else { return nil }
    (testAccuracy, isAtChance) = (accuracy, trajectory.isAtChance(trial))
  }
}

extension RunCounts {
  init(_ outcomes: [Outcome?]) {
    self.init(
      diverged: outcomes.count { $0?.isDiverged == true }, atChance: outcomes.count { $0?.isAtChance == true })
  }
}
