public import NeuralNetwork

/// A training-set size at which the stopping rule decides which of two models is better: one wins under some rules or
/// thresholds, the other under others.
public struct Reversal: Sendable, Equatable {
  /// The two models compared.
  public var contrast: Contrast
  /// Number of training samples.
  public var size: Int
  /// Rules under which the first model of the contrast wins, in the order of the study.
  public var forFirst: [StoppingRule]
  /// Rules under which the second model wins, in the order of the study.
  public var forSecond: [StoppingRule]

  /// Returns the reversals among `comparisons`, in the order in which their contrasts and sizes first appear.
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
