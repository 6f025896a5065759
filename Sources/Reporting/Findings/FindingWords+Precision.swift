import Analysis
import NeuralNetwork
import Study

extension FindingWords {
  /// Whether differences are known as precisely as the study asks for, or what is missing and why; empty unless it asks.
  func precision() -> [String] {
    guard let achieved = analysis.precision, let widest = achieved.widest else { return [] }
    let goal = achieved.goal
    let wanted = "±\(PrecisionWords.number(goal.precision)) \(unit)"
    let subject = analysis.comparisons.isEmpty ? "test \(metric.name)" : "difference"
    let soFar = analysis.comparisons.contains { $0.pairs < achieved.replicates } ? "so far " : ""
    if case .reached = achieved.decision {
      return [
        "Every \(subject) is \(soFar)known within \(wanted), as asked\(atLargestSize); "
          + "\(count(achieved.replicates)) of \(count(goal.from)) to \(count(goal.to)) replicates were enough."
      ]
    }
    let known =
      achieved.missed == achieved.halfWidths.count
      ? "no \(subject) is known that precisely"
      : "\(count(achieved.missed)) of \(count(achieved.halfWidths.count)) are not known that precisely"
    let reason =
      switch achieved.decision {
      case .reached: ""
      case .add: "more replicates are to be trained" + PrecisionWords(achieved).estimated(", about ", " in all")
      case .exhausted:
        "all \(count(goal.to)) replicates allowed are trained"
          + PrecisionWords(achieved).estimated("; about ", " would do (to in the study file)")
      case .outOfReach(let floor):
        PrecisionWords.outOfReach(floor, unit)
      }
    return [
      "Every \(subject) was to be known within \(wanted): with \(count(achieved.replicates)) replicates \(soFar)\(known), "
        + "\(widestCell)only within ±\(PrecisionWords.above(widest)) \(unit); \(reason)."
    ]
  }

  private func halfWidth(_ comparison: Comparison) -> Double {
    comparison.difference.map { metric.unit.factor * ($0.high - $0.low) / 2 } ?? 0
  }

  /// How precisely differences are known at the largest of several sizes.
  private var atLargestSize: String {
    let sizes = analysis.comparisons.map(\.size)
    guard let largest = sizes.max(), sizes.min() != largest,
      let widest = analysis.comparisons.filter({ $0.size == largest }).map(halfWidth).max()
    else { return "" }
    return ", and at n = \(count(largest)) within ±\(PrecisionWords.above(widest)) \(unit)"
  }

  /// The comparison that is known least precisely.
  private var widestCell: String {
    guard let widest = analysis.comparisons.max(by: { halfWidth($0) < halfWidth($1) }) else { return "" }
    let (first, second) = names(widest.contrast)
    return "that of \(first) and \(second)\(setting(widest.contrast.varied)) at n = \(count(widest.size)) "
      + "(\(widest.rule.inWords)) "
  }
}
