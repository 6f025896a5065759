import Analysis
import NeuralNetwork
import Study

extension FindingWords {
  /// Whether differences are known as precisely as the study asks for, or what is missing and why; empty unless it asks.
  func precision() -> [String] {
    guard let achieved = analysis.precision, let widest = achieved.widest else { return [] }
    let goal = achieved.goal
    let wanted = "±\(PrecisionWords.number(goal.precision)) \(unit)"
    let subject = analysis.comparisons.isEmpty ? "test \(metric.words)" : "difference"
    let soFar = analysis.isFinal ? "" : "so far "
    let words = PrecisionWords(achieved)
    if case .reached = achieved.decision {
      return [
        "Every \(subject) is \(soFar)known within \(wanted), as asked\(atLargestSize(goal)), with \(words.replicates)."
      ]
    }
    let known =
      achieved.missed == achieved.halfWidths.count
      ? "no \(subject) is known that precisely"
      : "\(count(achieved.missed)) of \(count(achieved.halfWidths.count)) are not known that precisely"
    return [
      ([
        "Every \(subject) \(analysis.isFinal ? "was" : "is") to be known within \(wanted): with \(words.replicates) "
          + "\(soFar)\(known), \(widestCell)only within ±\(PrecisionWords.above(widest)) \(unit)"
      ] + words.missing).joined(separator: "; ") + "."
    ]
  }

  private func halfWidth(_ comparison: Comparison) -> Double {
    comparison.difference.map { metric.unit.factor * ($0.high - $0.low) / 2 } ?? 0
  }

  /// How precisely differences are known at the largest of several sizes, if that is more than all are.
  private func atLargestSize(_ goal: PrecisionGoal) -> String {
    let sizes = analysis.comparisons.map(\.size)
    guard analysis.isFinal, let largest = sizes.max(), sizes.min() != largest,
      let widest = analysis.comparisons.filter({ $0.size == largest }).map(halfWidth).max(),
      PrecisionWords.above(widest) != PrecisionWords.number(goal.precision)
    else { return "" }
    return ", and at n = \(count(largest)) within ±\(PrecisionWords.above(widest)) \(unit)"
  }

  /// The comparison that is known least precisely.
  private var widestCell: String {
    // The comparisons of an unfinished study have some replicates more.
    guard analysis.isFinal, let widest = analysis.comparisons.max(by: { halfWidth($0) < halfWidth($1) }) else {
      return ""
    }
    let (first, second) = names(widest.contrast)
    return "that of \(first) and \(second)\(setting(widest.contrast.varied)) at n = \(count(widest.size)) "
      + "(\(widest.rule.inWords)) "
  }
}
