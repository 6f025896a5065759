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
    /// A number shown unchanged, with the name of its unit and a number of decimals.
    case plain(name: String, decimals: Int)
  }

  /// The name in study files: lower-case words with hyphens.
  public let name: String
  /// Whether higher or lower values are better.
  public let direction: Direction
  /// The unit of the values.
  public let unit: Unit
  /// The best possible value; nil if there is none. Learning curves are fitted to the distance from it.
  public let best: Double?
  /// The worst possible value; nil if there is none.
  public let worst: Double?
  /// The name of the distance from ``best``, e.g. `error`.
  public let errorName: String
  /// The losses whose mean over samples equals the metric, so that it need not be computed separately.
  public let losses: Set<Loss>
  /// Creates the tally that computes the metric for a number of classes; with true, one that keeps the value on each
  /// sample.
  let tally: @Sendable (_ classes: Int, _ keepingSamples: Bool) -> MetricTally
  /// What a model that knows nothing but the share of each class may reach, on samples with these shares.
  let chanceLimit: @Sendable (ClassShares) -> Double

  init(
    _ name: String, _ direction: Direction, unit: Unit, best: Double?, worst: Double?, errorName: String,
    losses: Set<Loss> = [], tally: @escaping @Sendable (_ classes: Int, _ keepingSamples: Bool) -> MetricTally,
    chanceLimit: @escaping @Sendable (ClassShares) -> Double
  ) {
    self.name = name
    self.direction = direction
    self.unit = unit
    self.best = best
    self.worst = worst
    self.errorName = errorName
    self.losses = losses
    self.tally = tally
    self.chanceLimit = chanceLimit
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

  /// The largest difference that two values can have; nil if there is none.
  public var largestDifference: Double? { worst.flatMap { worst in best.map { abs($0 - worst) } } }

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

  /// Whether the metric needs a network's outputs, so that it cannot be computed from predicted classes alone.
  public var needsOutputs: Bool { !tally(2, false).needsClasses }

  /// The value to record for `value`: the worst possible one if it overflowed.
  func recorded(_ value: Double) -> Double { value.isNaN ? worst ?? sign * -.infinity : value }
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
