import Analysis
import CurveFitting
import NeuralNetwork
import Study

/// Curves that fall or level off.
extension FindingWords {
  func drops() -> [String] {
    guard let worst = analysis.drops.min(by: { metric.isBetter($1.change.mean, than: $0.change.mean) }) else {
      return []
    }
    let others = analysis.drops.count - 1
    return [
      "More data made it worse: \(name(worst.key))\(rule(worst.key)) "
        + "\(metric.direction == .higherIsBetter ? "loses" : "gets worse by") \(magnitude(worst.change)) \(unit) from n = "
        + "\(count(worst.from)) to \(count(worst.to))"
        + (worst.recovery.map { ", and has recovered at \(count($0))" } ?? "")
        + (others > 0 ? "; so \(others == 1 ? "does one other curve" : "do \(count(others)) other curves")." : ".")
    ]
  }

  /// The largest drop over widths; one with a recovery, which is a peak of the test error, before others.
  func widthDrops() -> [String] {
    let peaks = analysis.widthDrops.filter { $0.recovery != nil }
    let found = peaks.isEmpty ? analysis.widthDrops : peaks
    guard let worst = found.min(by: { metric.isBetter($1.change.mean, than: $0.change.mean) }) else { return [] }
    let size = count(worst.size)
    let change =
      "\(name(worst.to)) \(metric.direction == .higherIsBetter ? "loses" : "is worse by") \(magnitude(worst.change)) "
      + "\(unit) against the narrower \(quoted(worst.from.model)) at n = \(size)\(rule(worst.to))"
    let others = analysis.widthDrops.count - 1
    let rest =
      others > 0
      ? "; \(others == 1 ? "there is one other such drop" : "there are \(count(others)) other such drops") by size and rule"
      : ""
    guard let recovery = worst.recovery else { return ["Wider layers made it worse: \(change)\(rest)."] }
    return [
      "Test error has a peak over widths (double descent): \(change), and the wider \(quoted(recovery.model)) is better "
        + "again\(rest)."
    ]
  }

  /// Where the curves of the rule that trains longest level off, as far as that is known.
  func asymptotes() -> [String] {
    let known = longest.map { analysis.curvesWithAsymptotes(under: $0).filter { $0.asymptote != nil } } ?? []
    return known.prefix(2).compactMap { curve in
      guard let asymptote = curve.asymptote, let best = curve.best else { return nil }
      return "\(name(curve.key)) seems to level off at a test \(metric.words) of "
        + "\(value(asymptote)) (\(best.curve.family.words), \(curve.key.rule.inWords)), as far as its curve tells."
    }
  }
}
