import Foundation

/// A quantity to measure of a model on a set of samples, with everything that tables, figures and findings need to
/// know.
///
/// Metrics are declared in ``all``, and study files name them. To add one, declare it and write the tally that computes
/// it.
public struct Metric: Sendable {
  /// Which values of a metric are better.
  public enum Direction: Sendable {
    case higherIsBetter, lowerIsBetter
  }

  /// The unit of a metric's values, and how they are shown.
  public enum Unit: Sendable, Equatable {
    /// A fraction 0–1, shown in percent; differences are in percentage points.
    case fraction
    /// A number shown unchanged, with the name of its unit (empty for one without) and a number of decimals in tables, below 0
    /// for the digits before the point that say nothing.
    case plain(name: String, decimals: Int)
  }

  /// Samples of which a metric has no value.
  public enum Undefined: Sendable {
    /// Samples of one class alone.
    case ofOneClass
    /// Samples with one quantity alone.
    case ofOneQuantity

    /// What such samples have in common.
    public var words: String {
      switch self {
      case .ofOneClass: "all of one class"
      case .ofOneQuantity: "all with the same target"
      }
    }
  }

  /// The name in study files: lower-case words with hyphens.
  public let name: String
  /// The name in sentences and figures.
  public let words: String
  /// Whether higher or lower values are better.
  public let direction: Direction
  /// The unit of the values.
  public private(set) var unit: Unit
  /// Whether values are in the unit of the data, so that their size says nothing about the model.
  public let isInUnitOfData: Bool
  /// The best possible value; nil if there is none. Learning curves are fitted to the distance from it.
  public let best: Double?
  /// The worst possible value; nil if there is none.
  public let worst: Double?
  /// The name of the distance from ``best``, e.g. `error`.
  public let errorName: String
  /// The samples of which there is no value; nil if there are none.
  public let undefined: Undefined?
  /// Whether every class counts alike, however few its samples, so that values on samples with other classes are another
  /// matter.
  public let isMeanOverClasses: Bool
  /// The value that a model expects which knows nothing, if others lie on both sides of it, so that values can be worse than
  /// that; nil if not.
  public let expectedByChance: Double?
  /// The losses whose mean over samples equals the metric, so that it need not be computed separately.
  public let losses: Set<Loss>
  /// How it is computed.
  let computation: Computation

  /// How a metric is computed, and what a model that knows nothing may reach.
  enum Computation: Sendable {
    /// From predicted classes, of which there are so many; with true, keeping the value on each sample. A model may know
    /// nothing but the share of each class.
    case classes(
      tally: @Sendable (_ classes: Int, _ keepingSamples: Bool) -> any ClassTally,
      chance: @Sendable (ClassShares) -> Double)
    /// From a network's outputs for classes.
    case outputs(
      tally: @Sendable (OutputFunction, _ keepingSamples: Bool) -> any OutputTally,
      chance: @Sendable (ClassShares) -> Double)
    /// From predicted quantities. A model may know nothing but their mean.
    case quantities(
      tally: @Sendable (_ keepingSamples: Bool) -> any QuantityTally, chance: @Sendable (QuantitySpread) -> Double)
  }

  init(
    _ name: String, words: String? = nil, _ direction: Direction, unit: Unit, best: Double?, worst: Double?,
    errorName: String, undefined: Undefined? = nil, isMeanOverClasses: Bool = false, expectedByChance: Double? = nil,
    losses: Set<Loss> = [], _ computation: Computation
  ) {
    self.name = name
    self.words = words ?? name
    self.direction = direction
    self.unit = unit
    isInUnitOfData = unit.name == Self.unitOfData
    self.best = best
    self.worst = worst
    self.errorName = errorName
    self.undefined = undefined
    self.isMeanOverClasses = isMeanOverClasses
    self.expectedByChance = expectedByChance
    self.losses = losses
    self.computation = computation
  }
}

// MARK: units

extension Metric {
  /// What the unit of the data is called where nothing else is known.
  static let unitOfData = "unit of the data"

  /// Returns the metric with the name of the quantity, if its values are in the unit of that.
  public func measured(of quantity: String) -> Metric {
    guard isInUnitOfData, case .plain(_, let decimals) = unit else { return self }
    var metric = self
    metric.unit = .plain(name: quantity, decimals: decimals)
    return metric
  }

  /// Returns the metric with so many decimals that values of about `size` have four digits in tables; for values in the unit
  /// of the data only.
  public func shown(forValuesOf size: Double) -> Metric {
    guard isInUnitOfData, case .plain(let name, _) = unit, size.isFinite, size > 0 else { return self }
    var metric = self
    metric.unit = .plain(name: name, decimals: min(3 - Int(log10(size).rounded(.down)), Unit.mostDecimals))
    return metric
  }
}

// MARK: comparing

extension Metric {
  /// 1 if higher is better, −1 if lower is.
  public var sign: Double { direction == .higherIsBetter ? 1 : -1 }

  /// Returns how much better `value` is than `other`; negative if it is worse.
  public func gain(_ value: Double, over other: Double) -> Double { sign * (value - other) }

  /// Returns whether `value` is better than `other`; equal values are not.
  public func isBetter(_ value: Double, than other: Double) -> Bool { gain(value, over: other) > 0 }

  /// Returns the overfitting gap: how much better a model is on the training subset than on test data.
  public func gap(train: Double, test: Double) -> Double { gain(train, over: test) }

  /// Returns the distance of `value` from ``best``; nil if there is no best value.
  public func error(of value: Double) -> Double? { best.map { sign * ($0 - value) } }

  /// The values that a model can have, with infinite ends where there is no bound.
  public var bounds: ClosedRange<Double> {
    let (best, worst) = (best ?? sign * .infinity, worst ?? -sign * .infinity)
    return min(best, worst)...max(best, worst)
  }

  /// Returns the value at the distance `error` from ``best``; nil if there is no best value.
  public func value(atError error: Double) -> Double? { best.map { $0 - sign * error } }

  /// Returns whether a model can have `value`. An infinite value is possible only at the bad end of an unbounded
  /// metric.
  public func isPossible(_ value: Double) -> Bool {
    guard !value.isNaN else { return false }
    return best.map { !isBetter(value, than: $0) } ?? (value != sign * .infinity)
      && worst.map { !isBetter($0, than: value) } ?? true
  }

  /// Returns whether `value` is out of reach for a model that knows nothing: at least `limit` or, where lower is
  /// better, below it.
  public func isBeyondChance(_ value: Double, limit: Double) -> Bool {
    direction == .higherIsBetter ? value >= limit : value < limit
  }

  /// Returns whether `value` is so much on the wrong side of chance that a model that knows nothing would not reach it; `limit`
  /// is that of the right side.
  public func isWorseThanChance(_ value: Double, limit: Double) -> Bool {
    guard let expectedByChance else { return false }
    return !isBetter(value, than: 2 * expectedByChance - limit)
  }

  /// Whether the metric needs a network's outputs, so that it cannot be computed from predicted classes alone.
  public var needsOutputs: Bool { if case .outputs = computation { true } else { false } }

  /// Whether the metric is of predicted quantities, not of classes.
  public var isOfQuantities: Bool { if case .quantities = computation { true } else { false } }

  /// The tally that computes the metric for a number of classes, from outputs with this function.
  func tally(classes: Int, output: OutputFunction = .softmax, keepingSamples: Bool) -> MetricTally {
    switch computation {
    case .classes(let tally, _): .classes(tally(classes, keepingSamples))
    case .outputs(let tally, _): .outputs(tally(output, keepingSamples))
    case .quantities(let tally, _): .quantities(tally(keepingSamples))
    }
  }

  /// The value to record for `value`: the worst possible one if it overflowed.
  func recorded(_ value: Double) -> Double { value.isNaN ? worst ?? sign * -.infinity : value }
}

extension ClosedRange<Double> {
  /// What differences there are between two values in the range, the ends of which may be infinite.
  public var differences: ClosedRange<Double> { lowerBound - upperBound...upperBound - lowerBound }
}

/// Metrics are equal if their names are.
extension Metric: Hashable {
  /// Compares names.
  public static func == (a: Metric, b: Metric) -> Bool { a.name == b.name }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// A metric is encoded as its name.
extension Metric: Codable {
  /// Decodes a metric from its name.
  ///
  /// - Throws: `DecodingError` if no metric has this name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let metric = Metric.named(name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no metric is called \(name)")
    }
    self = metric
  }

  /// Encodes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
