import Analysis
import Foundation
import NeuralNetwork
import Study

// Findings on how much of what could have been chosen agrees.

extension FindingWords {
  /// In how many specifications which model is ahead at the largest size, for up to `most` pairs of models.
  func specifications(atMost most: Int) -> [String] {
    analysis.clearestSpecifications.prefix(most).map { curve in
      let (first, second) = (quoted(curve.first.model), quoted(curve.second.model))
      let (ahead, behind) = (curve.ahead(first: true, metric: metric), curve.ahead(first: false, metric: metric))
      return
        "Under \(count(curve.specifications.count)) choices of \(keys(curve)) at n = \(count(curve.size))\(kinds(curve)), "
        + "\(first) is ahead of \(second) in \(count(ahead.count)), decided in \(count(ahead.decided)), and behind in "
        + "\(count(behind.count)), decided in \(count(behind.decided)), corrected for these "
        + "\(count(curve.specifications.count)) only; \(joint(curve))\(tuned(curve))\(diverged(curve))."
    }
  }

  /// What choices are counted, where models are tuned.
  private func kinds(_ curve: SpecificationCurve) -> String {
    let tuned = curve.specifications.count(where: \.isTuned)
    guard tuned > 0 else { return "" }
    return
      " (\(count(curve.specifications.count - tuned)) with the same values in both models, \(count(tuned)) with each at its "
      + "best on validation data)"
  }

  private func diverged(_ curve: SpecificationCurve) -> String {
    let affected = curve.withDiverged
    guard affected > 0 else { return "" }
    return
      "; in \(count(affected)) of the choices runs diverged, which count as \(metric.lostOutcome), so that neither these "
      + "differences nor the median are those of trained models"
  }

  /// The keys that affect the models, and the rules.
  private func keys(_ curve: SpecificationCurve) -> String {
    let study = analysis.study
    func differing(_ settings: [VariedSetting], _ texts: (Specification) -> [String]) -> [String] {
      settings.indices.filter { index in
        Set(curve.specifications.compactMap { texts($0).indices.contains(index) ? texts($0)[index] : nil }).count > 1
      }.map { settings[$0].key }
    }
    let names =
      differing(study.vary, \.varied) + differing(study.tune, \.tuned)
      + (study.rules.count > 1 ? ["stopping rule"] : [])
    return listed(names)
  }

  private func joint(_ curve: SpecificationCurve) -> String {
    let p = curve.jointProbability
    let text = p < 0.001 ? "p < 0.001" : "p = \(String(format: "%.3f", p))"
    let same = curve.specifications.contains(where: \.isTuned) ? " with the same values" : ""
    return
      "the median difference\(same) is \(points(Interval(mean: curve.median))) \(unit) (\(text) if the two were alike)"
  }

  /// What tuned models come to under the rule that trains longest, with each combination of varied settings.
  private func tuned(_ curve: SpecificationCurve) -> String {
    guard let rule = longest else { return "" }
    let tuned = curve.tuned(under: rule)
    let means = tuned.compactMap { $0.difference?.mean }
    guard let low = means.min(), let high = means.max(), let difference = tuned.first?.difference else { return "" }
    let under = analysis.study.rules.count > 1 ? " (\(rule.inWords))" : ""
    guard tuned.count > 1 else {
      let verdict = tuned[0].verdict == .undecided ? "undecided" : "decided"
      return ". Each at its best, it is \(points(difference)) \(unit)\(under), \(verdict)"
    }
    return ". Each at its best, it is between \(points(Interval(mean: low))) and \(points(Interval(mean: high))) "
      + "\(unit)\(under) by the varied settings, decided in \(count(tuned.count { $0.verdict != .undecided })) of "
      + count(tuned.count)
  }
}
