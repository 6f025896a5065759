import Study

/// How many of the runs behind a value diverged, or learnt nothing.
public struct RunCounts: Sendable, Equatable {
  /// Number of runs that diverged.
  public var diverged: Int
  /// Number of runs not distinguishable from chance; see `TrajectoryResult.isAtChance(_:)`.
  public var atChance: Int

  /// Creates counts, zero unless given.
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
