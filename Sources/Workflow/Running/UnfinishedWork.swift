import NeuralNetwork
import Study
import TextOutput

/// What a run that ended early has done of a study and what it has left, in words.
struct UnfinishedWork: CustomStringConvertible {
  private let plan: StudyPlan
  private let missing: [PlannedTrajectory]
  /// Number of missing trajectories that have a checkpoint.
  private let begun: Int

  init(_ plan: StudyPlan, missing: [PlannedTrajectory], checkpoints: Set<String>) {
    self.plan = plan
    self.missing = missing
    begun = missing.count { checkpoints.contains($0.key) }
  }

  /// Number of missing trajectories.
  var missingCount: Int { missing.count }

  var description: String {
    let total = plan.trajectories.count
    let replicates = Dictionary(grouping: plan.trajectories, by: \.replicate).mapValues(\.count)
    let left = Dictionary(grouping: missing, by: \.replicate)
    let whole = replicates.keys.filter { left[$0] == nil }
    let untouched = left.filter { $1.count == replicates[$0] }.map(\.key)
    var lines = [
      "\(count(total - missing.count)) of \(total.counted("trajectory", "trajectories")) \(total == 1 ? "is" : "are") finished"
    ]
    if !whole.isEmpty { lines.append("  whole      \(Self.replicates(whole))") }
    for (replicate, rest) in left.sorted(by: { $0.key < $1.key }) where !untouched.contains(replicate) {
      lines.append("  missing    of replicate \(replicate): \(names(rest))")
    }
    if !untouched.isEmpty { lines.append("  not begun  \(Self.replicates(untouched))") }
    if begun > 0 {
      lines.append("  unfinished \(count(begun)) of them, which go on from their checkpoints")
    }
    return lines.joined(separator: "\n")
  }

  /// Up to four of the trajectories, the costliest first, as the plan has them.
  private func names(_ trajectories: [PlannedTrajectory]) -> String {
    let names = trajectories.prefix(4).map { planned in
      let configuration = planned.configuration
      let settings = plan.study.chosenSettings(of: configuration).map { "\($0.key) \($0.value)" }
      return ([configuration.model] + settings + ["n = \(count(configuration.size))"]).joined(separator: ", ")
    }
    let more = trajectories.count - names.count
    return names.joined(separator: "; ") + (more > 0 ? "; and \(count(more)) more" : "")
  }

  /// `replicate 3`, or `replicates 1–3, 5`.
  private static func replicates(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    let texts = ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
    return (numbers.count == 1 ? "replicate " : "replicates ") + texts.joined(separator: ", ")
  }
}
