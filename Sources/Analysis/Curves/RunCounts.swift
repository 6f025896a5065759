import Study

/// How many of the runs behind a value diverged, or learnt nothing as far as that is known.
public struct RunCounts: Sendable, Equatable {
  /// Number of runs that diverged.
  public var diverged: Int
  /// Number of runs not distinguishable from chance; see `TrajectoryResult.isAtChance(_:)`. Nil if the limits of chance are not
  /// known.
  public var atChance: Int?

  /// Creates counts, zero unless given.
  public init(diverged: Int = 0, atChance: Int? = 0) {
    self.diverged = diverged
    self.atChance = atChance
  }

  /// The same number, 0 if it is not known.
  public var knownAtChance: Int { atChance ?? 0 }
}

extension RunCounts {
  init(_ outcomes: [Outcome?]) {
    let present = outcomes.compactMap(\.self)
    self.init(
      diverged: present.count(where: \.isDiverged),
      atChance: present.contains { $0.isAtChance == nil } ? nil : present.count { $0.isAtChance == true })
  }
}

extension [ConfigurationRuns.Run?] {
  /// How many are not distinguishable from chance; nil if that is not known of all that there are.
  var atChance: Int? {
    let present = compactMap(\.self)
    guard present.allSatisfy(\.trajectory.chance.isKnown) else { return nil }
    return present.count { $0.trajectory.isAtChance($0.trial) }
  }
}
