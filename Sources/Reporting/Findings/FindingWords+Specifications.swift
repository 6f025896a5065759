import Analysis
import Foundation
import NeuralNetwork
import Study

// Findings on how much of what could have been chosen agrees.

extension FindingWords {
  /// In how many specifications which model is ahead at the largest size, for up to `most` pairs of models.
  func specifications(atMost most: Int) -> [String] {
    let size = analysis.specifications.map(\.size).max()
    let curves = analysis.specifications.filter { $0.size == size }
    return curves.sorted { $0.jointProbability < $1.jointProbability }.prefix(most).map { curve in
      let all = curve.specifications.count
      let (first, second) = (quoted(curve.first.model), quoted(curve.second.model))
      let (ahead, behind) = (curve.ahead(first: true, metric: metric), curve.ahead(first: false, metric: metric))
      return
        "Of the \(count(all)) combinations of \(keys) at n = \(count(curve.size)), \(first) is ahead of \(second) in "
        + "\(count(ahead.count)), decided in \(count(ahead.decided)), and behind in \(count(behind.count)), decided in "
        + "\(count(behind.decided)); \(joint(curve))\(tuned(curve))."
    }
  }

  private var keys: String {
    let study = analysis.study
    let keys = (study.vary + study.tune).filter { $0.values.count > 1 }.map(\.key)
    let names = keys + (study.rules.count > 1 ? ["stopping rule"] : [])
    return names.count > 1
      ? names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "") : names.joined()
  }

  private func joint(_ curve: SpecificationCurve) -> String {
    let p = curve.jointProbability
    let text = p < 0.001 ? "p < 0.001" : "p = \(String(format: "%.3f", p))"
    return "the median difference is \(points(Interval(mean: curve.median))) \(unit) (\(text) if the two were alike)"
  }

  /// What tuned models come to under the rule that trains longest.
  private func tuned(_ curve: SpecificationCurve) -> String {
    guard let rule = longest, let tuned = curve.tuned(under: rule), let difference = tuned.difference else { return "" }
    let verdict = tuned.verdict == .undecided ? "undecided" : "decided"
    return ". Each at its best, it is \(points(difference)) \(unit)"
      + (analysis.study.rules.count > 1 ? " (\(rule.inWords))" : "") + ", \(verdict)"
  }
}
