import Foundation

/// One of several parts of a plan, which are trained separately and merged afterwards.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// Number of this shard, from 1.
  public let index: Int
  /// Number of shards, at most 1000.
  public let count: Int

  /// Creates a shard; nil unless 1 ≤ `index` ≤ `count` ≤ 1000.
  public init?(_ index: Int, of count: Int) {
    guard 1 <= index, index <= count, count <= 1000 else { return nil }
    self.index = index
    self.count = count
  }

  /// Parses a shard written like `3/8`; nil for anything else.
  public init?(_ text: String) {
    self.init(text, separator: "/")
  }

  /// Parses the ``name`` of a shard; nil for anything else.
  public init?(named name: String) { self.init(name, separator: Self.separator) }

  private static let separator = "-of-"

  private init?(_ text: String, separator: String) {
    let parts = text.components(separatedBy: separator)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let index = Int(parts[0]), let count = Int(parts[1])
    else { return nil }
    self.init(index, of: count)
  }

  /// The shard as it is written on the command line, e.g. `3/8`.
  public var description: String { "\(index)/\(count)" }

  /// The shard as part of a file name, e.g. `3-of-8`.
  public var name: String { "\(index)\(Self.separator)\(count)" }
}

extension StudyPlan {
  /// Returns the plan of one shard. Every trajectory is in exactly one shard, and all shards have about the same
  /// estimated cost.
  ///
  /// Costliest first, each trajectory goes to the shard with the least work so far (Graham's longest processing time
  /// first, whose longest shard is at most 4/3 of the optimum). It depends on the plan alone, so that all shards agree.
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

  /// Returns the plan without the trajectories of these keys.
  public func without(_ keys: Set<String>) -> StudyPlan { with(trajectories.filter { !keys.contains($0.key) }) }

  private func with(_ trajectories: [PlannedTrajectory]) -> StudyPlan {
    var plan = self
    plan.trajectories = trajectories
    return plan
  }
}
