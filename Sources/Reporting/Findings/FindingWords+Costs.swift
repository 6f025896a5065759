import Analysis
import NeuralNetwork
import Study

/// What early stopping costs and saves.
extension FindingWords {
  /// What the rule that stops earliest costs at the largest size, for the model that it costs most.
  func costs() -> [String] {
    let size = analysis.costs.map(\.size).max()
    // Rules that train as long save nothing; they may differ in the epoch that they report.
    let costs = analysis.costs.filter { $0.size == size && $0.pairs > 1 && $0.updates.mean < 0.9995 }
    guard
      let dearest = costs.filter({ $0.difference.excludesZero && metric.sign * $0.difference.mean < 0 }).min(by: {
        metric.isBetter($1.difference.mean, than: $0.difference.mean)
      })
    else {
      // What cannot be told from chance saves nothing, however early it stops.
      guard
        let cheapest = costs.filter({ $0.updates.mean < 0.9 && 2 * $0.atChance < $0.pairs }).min(by: {
          $0.updates.mean < $1.updates.mean
        })
      else {
        return []
      }
      return [
        "Stopping by \(cheapest.rule.inWords) rather than \(reference(cheapest)) takes "
          + "\(percent(cheapest.updates)) % of the updates, and changes the test \(metric.words) of \(quoted(cheapest.model)) at n = "
          + "\(count(cheapest.size))\(setting(cheapest.varied)) by \(points(cheapest.difference))\(unitBesideMetric)\(metric.directionNote)"
          + survivors(cheapest.pairs, diverged: cheapest.diverged) + chance(cheapest) + "."
      ]
    }
    return [
      "Stopping by \(dearest.rule.inWords) rather than \(reference(dearest)) costs \(quoted(dearest.model)) "
        + "\(magnitude(dearest.difference))\(unitBesideMetric) of test \(metric.words) at n = "
        + "\(count(dearest.size))"
        + "\(setting(dearest.varied)) and takes \(percent(dearest.updates)) % of the updates"
        + survivors(dearest.pairs, diverged: dearest.diverged) + chance(dearest) + "."
    ]
  }

  /// The rule that costs are measured against, with why it is this one where that may surprise.
  private func reference(_ cost: RuleCost) -> String {
    cost.reference == .none ? cost.reference.inWords : "\(cost.reference.inWords), \(cost.reference.wordsAsLongest),"
  }

  private func chance(_ cost: RuleCost) -> String {
    notes(quoted(cost.model), RunCounts(atChance: cost.atChance), of: cost.pairs).map { "; stopped so, \($0)" }.joined()
  }
}
