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

extension RunCounts {
  init(_ outcomes: [Outcome?]) {
    self.init(
      diverged: outcomes.count { $0?.isDiverged == true }, atChance: outcomes.count { $0?.isAtChance == true })
  }
}
