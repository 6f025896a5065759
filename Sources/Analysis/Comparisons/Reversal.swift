public import NeuralNetwork

/// A training-set size at which the stopping rule alone decides which of two models is better: one wins under some rules
/// or thresholds, the other under others.
public struct Reversal: Sendable, Equatable {
  public var deeperIndex: Int
  public var deeper: String
  public var shallowerIndex: Int
  public var shallower: String
  public var varied: [String]
  public var size: Int
  /// Rules under which the deeper model, or the network, wins, in the order of the study.
  public var forDeeper: [StoppingRule]
  public var forShallower: [StoppingRule]

  /// The reversals among `comparisons`, in the order of the first comparison of each.
  public static func all(_ comparisons: [Comparison]) -> [Reversal] {
    var reversals: [Reversal] = []
    for comparison in comparisons {
      let isForDeeper = [.deeper, .network].contains(comparison.verdict)
      guard isForDeeper || [.shallower, .baseline].contains(comparison.verdict) else { continue }
      let index =
        reversals.firstIndex {
          $0.deeperIndex == comparison.deeperIndex && $0.shallowerIndex == comparison.shallowerIndex
            && $0.varied == comparison.varied && $0.size == comparison.size
        } ?? reversals.count
      if index == reversals.count {
        reversals.append(
          Reversal(
            deeperIndex: comparison.deeperIndex, deeper: comparison.deeper, shallowerIndex: comparison.shallowerIndex,
            shallower: comparison.shallower, varied: comparison.varied, size: comparison.size, forDeeper: [],
            forShallower: []))
      }
      if isForDeeper {
        reversals[index].forDeeper.append(comparison.rule)
      } else {
        reversals[index].forShallower.append(comparison.rule)
      }
    }
    return reversals.filter { !$0.forDeeper.isEmpty && !$0.forShallower.isEmpty }
  }
}
