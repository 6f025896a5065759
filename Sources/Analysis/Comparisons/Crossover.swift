import Foundation
public import NeuralNetwork
public import Study

/// The crossover n* of a contrast under one rule: the training-set size from which one side stays ahead.
///
/// It is where the mean paired difference in the leading metric on test data changes its sign, interpolated on log n.
/// Each bootstrap resample of the replicates has its own n*, from which the interval comes. It lies below the smallest
/// size where the model is ahead at every size, and above the largest size where the model never gets ahead.
public struct Crossover: Sendable, Equatable {
  /// A training-set size, within the sizes of the study or beyond them.
  public enum Position: Sendable, Equatable {
    /// Below the smallest size measured.
    case belowSmallest
    /// At this number of training samples, interpolated between sizes.
    case at(Double)
    /// Above the largest size measured.
    case aboveLargest
  }

  /// The two models compared.
  public var contrast: Contrast
  /// The stopping rule that both models are reported under.
  public var rule: StoppingRule
  /// The smallest and the largest size at which both models have results.
  public var sizes: ClosedRange<Int>
  /// Number of replicates in which both models have a result, at the size with the fewest, of those where runs are paired.
  public var pairs: Int
  /// Number of runs of the side with fewer, at the size with the fewest, of those where runs are not paired; nil if all are.
  public var unpairedRuns: Int?
  /// Whether the first model of the contrast is the one ahead from n* on; nil if no resample has a crossover.
  public var isForFirst: Bool?
  /// n* of the mean differences; nil if no resample has a crossover, or if more than ``mostSeveral`` of them have several.
  public var position: Position?
  /// Lower end of the 95 % interval; nil if no resample has a crossover, or with too few pairs for an interval.
  public var low: Position?
  /// Upper end of the 95 % interval; nil where ``low`` is.
  public var high: Position?
  /// Fraction of the resamples in which the difference never changes its sign.
  public var noCrossing: Double
  /// Fraction of the resamples in which the difference changes its sign more than once.
  public var several: Double
  /// Fraction of the resamples with n* below the smallest size; nil if no resample has a crossover.
  public var belowSmallest: Double?
  /// Fraction of the resamples with n* above the largest size; nil if no resample has a crossover.
  public var aboveLargest: Double?

  /// The largest size up to which the other model is better by verdict, before ``leader`` is; nil if there is none.
  public var decidedBefore: Int?
  /// The smallest size from which ``leader`` is better by verdict, after which the other is not; nil if there is none.
  public var decidedFrom: Int?
  /// The paired difference averaged over the sizes, first − second, over the replicates that have all of them; nil
  /// without any.
  public var average: Interval?
  /// What ``MeanTest`` says of ``average``, corrected for all rules and all contrasts that answer the same question, but not
  /// for sizes.
  public var averageTest: MeanTest.Values?

  /// There is no one n* if more than this fraction of the resamples change their sign more than once.
  public static let mostSeveral = 0.25

  /// Whether the difference is paired by replicate at every size.
  public var isPaired: Bool { unpairedRuns == nil }

  /// Returns whether every size has enough runs for a verdict in a study with these replicates.
  public func isDecidable(of replicates: Replicates) -> Bool {
    let enoughPairs = Comparison.isDecidable(pairs: pairs, of: replicates)
    guard let unpairedRuns else { return enoughPairs }
    return unpairedRuns >= Comparison.fewestUnpaired && (pairs == 0 || enoughPairs)
  }

  /// Whether most resamples have a crossover, and few of them several, so that it can be said who is ahead from where.
  public var isClear: Bool { noCrossing <= 0.5 && !hasSeveral }

  /// Whether it is clear, and the side that is ahead from n* on is so at a size that was measured.
  public var hasLeader: Bool { isClear && position != .aboveLargest }

  /// Whether the curves seem to cross more than once.
  public var hasSeveral: Bool { several > Self.mostSeveral }

  /// Creates a crossover from its parts.
  public init(
    contrast: Contrast, rule: StoppingRule, sizes: ClosedRange<Int>, pairs: Int, isForFirst: Bool? = nil,
    position: Position? = nil, low: Position? = nil, high: Position? = nil, noCrossing: Double, several: Double,
    belowSmallest: Double? = nil, aboveLargest: Double? = nil
  ) {
    self.contrast = contrast
    self.rule = rule
    self.sizes = sizes
    self.pairs = pairs
    self.isForFirst = isForFirst
    self.position = position
    self.low = low
    self.high = high
    self.noCrossing = noCrossing
    self.several = several
    self.belowSmallest = belowSmallest
    self.aboveLargest = aboveLargest
  }

  /// The model that is ahead from n* on; nil if no resample has a crossover.
  public var leader: Contrast.Side? { isForFirst.map { $0 ? contrast.first : contrast.second } }
}

extension Crossover.Position {
  /// The training-set size; nil if it lies beyond the sizes of the study.
  public var size: Double? {
    if case .at(let size) = self { size } else { nil }
  }

  /// From log n, −∞ and ∞ beyond the sizes.
  init(logarithm: Double) {
    self = logarithm.isFinite ? .at(exp(logarithm)) : logarithm < 0 ? .belowSmallest : .aboveLargest
  }
}
