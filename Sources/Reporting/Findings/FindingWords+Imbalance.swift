import Analysis
import NeuralNetwork
import Study

extension FindingWords {
  /// Says where unequal classes make accuracy misleading, and what to do; and where no model is better than a constant
  /// prediction.
  func imbalance() -> [String] {
    let warning = analysis.classBalance?.warning(for: metric).map { "\($0); \(ClassBalance.advice)." }
    return [warning, unlearnt].compactMap(\.self)
  }

  /// What always predicting the same has of the leading metric, or nearly: the limit of chance, where results do not keep what
  /// the former depends on. Nil if neither is known.
  private var constantPrediction: (words: String, value: Double)? {
    switch metric {
    case .accuracy:
      analysis.classBalance.map {
        ("always predicting \($0.isUnequal ? "the most frequent class" : "one of the classes")", $0.largest)
      }
    case .r2: ("always predicting the mean", 0)
    default:
      metric.expectedByChance.map { ("the same prediction for all samples", $0) }
        ?? analysis.chanceLimit.map { ("a model that knows nothing may by chance", $0) }
    }
  }

  /// Nil unless every model at the largest size may be no better than a constant prediction.
  private var unlearnt: String? {
    let size = analysis.curves.map(\.size).max()
    let points = analysis.curves.filter { $0.size == size && $0.key.rule == longest }
    let values = points.compactMap { $0[.test(metric)] }
    guard let size, let constant = constantPrediction, constant.value != metric.best,
      let best = values.max(by: { metric.isBetter($1.mean, than: $0.mean) }),
      values.allSatisfy({
        !metric.isBetter(metric.direction == .higherIsBetter ? $0.low : $0.high, than: constant.value)
      })
    else { return nil }
    return
      "At n = \(count(size)) no model is certain to do better on test data than \(constant.words), which has a test "
      + "\(metric.words) of \(value(Interval(mean: constant.value))); the best has \(value(best))."
  }
}
