/// What is measured of a model: a number for a set of samples, with all that tables, figures and findings have to know of it.
///
/// A metric is declared once, in ``all``; study files name it. A new one takes its declaration and the tally that
/// computes it.
public struct Metric: Sendable {
  public enum Direction: Sendable {
    case higherIsBetter, lowerIsBetter
  }

  /// What values are counted in, and how they are shown.
  public enum Unit: Sendable, Equatable {
    /// A fraction, shown in percent; differences in percentage points.
    case fraction
    /// Shown as it is, with the name of its unit and a number of decimals.
    case plain(name: String, decimals: Int)
  }

  /// As study files name it: lower-case words with hyphens.
  public let name: String
  public let direction: Direction
  public let unit: Unit
  /// The value that no model exceeds; nil if there is none. Learning curves are fitted to the distance from it.
  public let best: Double?
  /// The value that no model falls below; nil if there is none.
  public let worst: Double?
  /// What the distance from ``best`` is called, e.g. `error`.
  public let errorName: String
  /// The training losses that it is the mean of, and so need not be computed twice.
  public let losses: Set<Loss>
  /// Begins to measure.
  let tally: @Sendable () -> any MetricTally
  /// What a model that knows nothing but the share of each class may reach, on samples with these shares.
  let chanceLimit: @Sendable (ClassShares) -> Double

  init(
    _ name: String, _ direction: Direction, unit: Unit, best: Double?, worst: Double?, errorName: String,
    losses: Set<Loss> = [], tally: @escaping @Sendable () -> any MetricTally,
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

// MARK: declarations

extension Metric {
  /// The share of samples that are classified correctly.
  public static let accuracy = Metric(
    "accuracy", .higherIsBetter, unit: .fraction, best: 1, worst: 0, errorName: "error",
    tally: { AccuracyTally() }, chanceLimit: \.accuracyLimit)

  /// The mean of −ln p, p the probability that a model gives the class of a sample: of softmax outputs, or of one sigmoid
  /// output. Not clipped.
  public static let logLoss = Metric(
    "log-loss", .lowerIsBetter, unit: .plain(name: "nats", decimals: 4), best: 0, worst: nil, errorName: "log-loss",
    losses: [.crossEntropy, .binaryCrossEntropy],
    tally: { LogLossTally() }, chanceLimit: { $0.limit(of: .crossEntropy) })

  /// Every metric there is.
  public static let all = [accuracy, logLoss]

  /// That of a study that names none.
  public static let usual = accuracy

  /// The metric of that name; nil if there is none.
  public static func named(_ name: String) -> Metric? { all.first { $0.name == name } }
}

// MARK: comparing

extension Metric {
  /// 1 if higher is better, −1 if lower is.
  public var sign: Double { direction == .higherIsBetter ? 1 : -1 }

  /// How much better `value` is than `other`: below zero if it is worse.
  public func gain(_ value: Double, over other: Double) -> Double { sign * (value - other) }

  public func isBetter(_ value: Double, than other: Double) -> Bool { gain(value, over: other) > 0 }

  /// The overfitting gap: how much better a model is on its training samples than on test data.
  public func gap(train: Double, test: Double) -> Double { gain(train, over: test) }

  /// The distance of `value` from ``best``; nil if there is no best value.
  public func error(of value: Double) -> Double? { best.map { sign * ($0 - value) } }

  /// The value at a distance from ``best``; nil if there is no best value.
  public func value(atError error: Double) -> Double? { best.map { $0 - sign * error } }

  /// Whether `value` is one that a model can have; an infinite one is no more than infinitely bad.
  public func isPossible(_ value: Double) -> Bool {
    guard !value.isNaN else { return false }
    return best.map { !isBetter(value, than: $0) } ?? (value != sign * .infinity)
      && worst.map { !isBetter($0, than: value) } ?? true
  }

  /// Whether `value` is better than what a model that knows nothing may reach.
  public func isBeyondChance(_ value: Double, limit: Double) -> Bool {
    direction == .higherIsBetter ? value >= limit : value < limit
  }

  /// Whether it cannot be had from predicted classes alone, as of a model that has no probabilities to give.
  public var needsOutputs: Bool { Score(classes: [0], labels: [0], metrics: [self])[self] == nil }

  /// What is put down for `value`: where it overflowed, the worst there is.
  func recorded(_ value: Double) -> Double { value.isNaN ? worst ?? sign * -.infinity : value }
}

/// Metrics are the same if their names are.
extension Metric: Hashable {
  public static func == (a: Metric, b: Metric) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// By its name.
extension Metric: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let metric = Metric.named(name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no metric is called \(name)")
    }
    self = metric
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
