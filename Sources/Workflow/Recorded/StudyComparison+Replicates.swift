import Study
import TrialStorage

// Which replicates of several studies are pairs.
extension StudyComparison {
  /// Numbers the replicates of studies that belong together alike, and those of others apart; returns how many groups of
  /// studies belong together.
  static func paired(_ parts: inout [Part], isPaired: Bool?) throws -> Int {
    var groups: [[Int]] = []
    for index in parts.indices {
      let place = groups.firstIndex { group in
        isPaired ?? group.allSatisfy { haveSameDraws(parts[$0], parts[index]) }
      }
      if let place { groups[place].append(index) } else { groups.append([index]) }
    }
    var last = 0
    for group in groups {
      for index in group { parts[index].offset = last }
      last += group.map { parts[$0].study.replicates.count }.max() ?? 0
    }
    guard last <= Replicates.most else {
      throw WorkflowError("compare: more than \(Replicates.most) replicates in all; leave a study out")
    }
    return groups.count
  }

  /// Refuses to pair studies that have a size in common, and at none of these a replicate.
  static func checkPairs(_ parts: [Part]) throws {
    let numbers = parts.map { part in
      Dictionary(grouping: part.results.trajectories, by: \.configuration.size).mapValues { Set($0.map(\.replicate)) }
    }
    for index in parts.indices {
      for other in parts.indices.prefix(index) {
        let sizes = numbers[other].keys.filter { numbers[index][$0] != nil }
        guard !sizes.isEmpty,
          sizes.allSatisfy({ numbers[other][$0]?.isDisjoint(with: numbers[index][$0] ?? []) ?? true })
        else { continue }
        func extent(_ place: Int) -> String {
          let all = numbers[place].values.joined()
          return "\(all.min() ?? 1) to \(all.max() ?? 1)"
        }
        throw WorkflowError(
          "--paired: no run of \(parts[other].name) has the replicate of a run of \(parts[index].name) (they are "
            + "\(extent(other)) and \(extent(index))); leave --paired out")
      }
    }
  }

  private static func haveSameDraws(_ one: Part, _ other: Part) -> Bool {
    let (first, second) = (one.study, other.study)
    return first.origin == nil && second.origin == nil && one.record.dataDigest == other.record.dataDigest
      && first.data.test == second.data.test && first.data.validation == second.data.validation
      && first.seed == second.seed && first.sizes.areBalanced == second.sizes.areBalanced
      && first.replicates.isCrossed == second.replicates.isCrossed
  }

  static func replicates(_ parts: [Part], groups: Int) -> Replicates {
    let all = parts.map { $0.offset + $0.study.replicates.count }.max() ?? 1
    guard groups == 1, let longest = parts.map(\.study.replicates).max(by: { $0.count < $1.count }), longest.isCrossed
    else { return .independent(all) }
    return longest
  }
}
