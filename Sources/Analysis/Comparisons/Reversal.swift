public import NeuralNetwork

/// A training-set size at which the stopping rule alone decides which of two models is better: one wins under some rules
/// or thresholds, the other under others.
public struct Reversal: Sendable, Equatable {
  public var contrast: Contrast
  public var size: Int
  /// Rules under which the first model of the contrast wins, in the order of the study.
  public var forFirst: [StoppingRule]
  public var forSecond: [StoppingRule]

  /// The reversals among `comparisons`, in the order of the first comparison of each.
  public static func all(_ comparisons: [Comparison]) -> [Reversal] {
    var reversals: [Reversal] = []
    for comparison in comparisons where comparison.verdict != .undecided {
      let index =
        reversals.firstIndex { $0.contrast == comparison.contrast && $0.size == comparison.size } ?? reversals.count
      if index == reversals.count {
        reversals.append(
          Reversal(contrast: comparison.contrast, size: comparison.size, forFirst: [], forSecond: []))
      }
      if comparison.verdict == .better {
        reversals[index].forFirst.append(comparison.rule)
      } else {
        reversals[index].forSecond.append(comparison.rule)
      }
    }
    return reversals.filter { !$0.forFirst.isEmpty && !$0.forSecond.isEmpty }
  }
}
