import Analysis
import NeuralNetwork
import Study

extension FindingWords {
  /// Says where unequal classes make accuracy misleading, and what to do; and where no model is better than one that knows
  /// nothing.
  func imbalance() -> [String] {
    let warning = analysis.classBalance?.warning(for: metric).map { "\($0); \(ClassBalance.advice)." }
    return [warning, unlearnt].compactMap(\.self)
  }

  /// What a model that knows nothing has of the leading metric, on average over many test sets; nil if that is not known.
  private var ignorance: (words: String, value: Double)? {
    switch metric {
    case .accuracy:
      analysis.classBalance.flatMap {
        $0.varies
          ? nil
          : (
            "always predicting \($0.isUnequal ? "the most frequent class" : "one of the classes"), which has",
            $0.largest
          )
      }
    case .balancedAccuracy, .macroF1:
      // One of as many as there are classes is recognised, and no prediction has a larger macro F1.
      analysis.classBalance.flatMap { balance in
        balance.tellsNumberOfClasses
          ? (
            "a model that knows nothing, which has \(metric == .balancedAccuracy ? "on average" : "at most")",
            1 / balance.fewestClasses
          ) : nil
      }
    case .r2: ("always predicting the mean, which has", 0)
    default: metric.expectedByChance.map { ("the same prediction for all samples, which has", $0) }
    }
  }

  /// Whether a mean is certainly larger than a model that knows nothing has on average, however many classes there are.
  private func isBeyondAnyClass(_ mean: Interval) -> Bool {
    [.balancedAccuracy, .macroF1].contains(metric) && mean.low > 1 / Double(Self.fewestClasses)
  }

  /// The fewest classes that can be told apart.
  private static let fewestClasses = 2

  /// Nil unless every model at the largest size may be no better than one that knows nothing.
  private var unlearnt: String? {
    let size = analysis.curves.map(\.size).max()
    let points = analysis.curves.filter { $0.size == size && $0.key.rule == longest }
    let values = points.compactMap { $0[.test(metric)] }
    guard let size, let best = values.max(by: { metric.isBetter($1.mean, than: $0.mean) }) else { return nil }
    guard let ignorance else {
      guard analysis.isWithinChance, !values.contains(where: isBeyondAnyClass) else { return nil }
      return
        "At n = \(count(size)) no run of any model has a better test \(metric.words) than a model that knows nothing may have "
        + "by chance; the best mean is \(value(best))."
    }
    guard ignorance.value != metric.best,
      values.allSatisfy({
        !metric.isBetter(metric.direction == .higherIsBetter ? $0.low : $0.high, than: ignorance.value)
      })
    else { return nil }
    return
      "At n = \(count(size)) no model is certain to do better on test data than \(ignorance.words) a test "
      + "\(metric.words) of \(value(Interval(mean: ignorance.value))); the best has \(value(best))."
  }
}
