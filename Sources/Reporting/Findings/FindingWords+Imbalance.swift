import Analysis
import NeuralNetwork
import Study

extension FindingWords {
  /// Says where unequal classes make accuracy misleading, and what to do; and where no model is better than always predicting
  /// the most frequent class.
  func imbalance() -> [String] {
    guard let balance = analysis.classBalance else { return [] }
    let warning = balance.warning(for: metric).map { "\($0); \(ClassBalance.advice)." }
    return [warning, unlearnt(balance)].compactMap(\.self)
  }

  /// Nil unless accuracy leads and that of every model at the largest size may be that of a constant prediction.
  private func unlearnt(_ balance: ClassBalance) -> String? {
    let size = analysis.curves.map(\.size).max()
    let points = analysis.curves.filter { $0.size == size && $0.key.rule == longest }
    let accuracies = points.compactMap { $0[.test(metric)] }
    guard metric == .accuracy, let size, let best = accuracies.max(by: { $0.mean < $1.mean }),
      accuracies.allSatisfy({ $0.low <= balance.largest })
    else { return nil }
    return
      "At n = \(count(size)) no model is certain to do better on test data than always predicting the most frequent class, "
      + "which has an accuracy of \(value(Interval(mean: balance.largest)))\u{A0}%; the best has \(value(best))\u{A0}%."
  }
}
