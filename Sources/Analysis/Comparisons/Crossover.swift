import Foundation
public import NeuralNetwork

/// The crossover n* of two models under one rule: the training-set size from which the one that is ahead at large sizes is
/// ahead.
///
/// It is where the mean paired difference in the leading metric on test data changes its sign, interpolated on log n. Each resample of
/// replicates has its own; a resample in which the model is ahead at every size has it below the smallest, one in which it
/// never gets ahead above the largest.
public struct Crossover: Sendable, Equatable {
  /// A training-set size within those of the study, or beyond them.
  public enum Position: Sendable, Equatable {
    case belowSmallest
    case at(Double)
    case aboveLargest
  }

  public var contrast: Contrast
  public var rule: StoppingRule
  /// The smallest and the largest size at which both models have results.
  public var sizes: ClosedRange<Int>
  /// Replicates in which both models have a result, at the size with the fewest.
  public var pairs: Int
  /// Whether it is the first model of the contrast that is ahead from n* on; nil if no resample has a crossover.
  public var isForFirst: Bool?
  /// The median over resamples; nil if no resample has a crossover.
  public var median: Position?
  /// The ends of the 95 % interval; nil if no resample has a crossover, or with too few pairs for an interval.
  public var low: Position?
  public var high: Position?
  /// Fraction of the resamples whose difference never changes its sign.
  public var noCrossing: Double
  /// Fraction of the resamples whose difference changes it more than once.
  public var several: Double
  /// Fractions of the resamples that have n* below the smallest and above the largest size; nil where there is none.
  public var belowSmallest: Double?
  public var aboveLargest: Double?

  public init(
    contrast: Contrast, rule: StoppingRule, sizes: ClosedRange<Int>, pairs: Int, isForFirst: Bool? = nil,
    median: Position? = nil, low: Position? = nil, high: Position? = nil, noCrossing: Double, several: Double,
    belowSmallest: Double? = nil, aboveLargest: Double? = nil
  ) {
    self.contrast = contrast
    self.rule = rule
    self.sizes = sizes
    self.pairs = pairs
    self.isForFirst = isForFirst
    self.median = median
    self.low = low
    self.high = high
    self.noCrossing = noCrossing
    self.several = several
    self.belowSmallest = belowSmallest
    self.aboveLargest = aboveLargest
  }

  /// The model that is ahead from n* on.
  public var leader: Contrast.Side? { isForFirst.map { $0 ? contrast.first : contrast.second } }
}

extension Crossover.Position {
  /// The training-set size; nil beyond those of the study.
  public var size: Double? {
    if case .at(let size) = self { size } else { nil }
  }

  /// From log n, −∞ and ∞ beyond the sizes.
  init(logarithm: Double) {
    self = logarithm.isFinite ? .at(exp(logarithm)) : logarithm < 0 ? .belowSmallest : .aboveLargest
  }
}
