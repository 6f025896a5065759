/// One of several parts of a plan, which are trained apart and merged afterwards.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// 1 for the first.
  public let index: Int
  public let count: Int

  /// Nil unless 1 ≤ `index` ≤ `count` ≤ 1000.
  public init?(_ index: Int, of count: Int) {
    guard 1 <= index, index <= count, count <= 1000 else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads `3/8`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let index = Int(parts[0]), let count = Int(parts[1])
    else { return nil }
    self.init(index, of: count)
  }

  public var description: String { "\(index)/\(count)" }

  /// For names of files, e.g. `3-of-8`.
  public var name: String { "\(index)-of-\(count)" }
}

extension StudyPlan {
  /// The plan of one shard: every trajectory is in exactly one, and all take about the same time by estimated cost.
  ///
  /// Costliest first, each trajectory goes to the shard with the least to do (Graham's longest processing time first, which
  /// is within a third of the best). It depends on the plan alone, so that all shards agree.
  public func part(_ shard: Shard) -> StudyPlan {
    let evaluated = facts.validation + facts.test
    let costs = trajectories.map { $0.cost(evaluated: evaluated) }
    let order = trajectories.indices.sorted { costs[$0] != costs[$1] ? costs[$0] > costs[$1] : $0 < $1 }
    var loads = [Double](repeating: 0, count: shard.count)
    var shards = [Int](repeating: 0, count: trajectories.count)
    for index in order {
      let least = loads.indices.min { loads[$0] < loads[$1] } ?? 0
      loads[least] += costs[index]
      shards[index] = least
    }
    return with(trajectories.indices.filter { shards[$0] == shard.index - 1 }.map { trajectories[$0] })
  }

  /// The plan without the trajectories that are finished elsewhere.
  public func without(_ keys: Set<String>) -> StudyPlan { with(trajectories.filter { !keys.contains($0.key) }) }

  private func with(_ trajectories: [PlannedTrajectory]) -> StudyPlan {
    var plan = self
    plan.trajectories = trajectories
    return plan
  }
}
