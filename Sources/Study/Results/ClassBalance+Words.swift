import Foundation
public import NeuralNetwork

extension ClassBalance {
  /// Half a sentence on the most frequent class of the test set; nil unless `metric` is accuracy and the classes are so
  /// unequal that it misleads.
  public func warning(for metric: Metric) -> String? {
    guard metric == .accuracy, isUnequal else { return nil }
    let share = String(format: largest < 0.995 ? "%.0f" : "%.1f", 100 * largest)
    return varies
      ? "On average \(share)\u{A0}% of the test samples are of the class that is most frequent in their test set"
      : "\(share)\u{A0}% of the test samples are of the most frequent class, which is the accuracy of always predicting it"
  }

  /// What to do about it.
  public static let advice =
    "`metrics: [\(Metric.balancedAccuracy.name), \(Metric.accuracy.name)]` gives every class the same weight"
}
