/// How precisely the differences of a study are to be known, and how many replicates that may take.
///
/// Replicates are added until every interval is narrow enough. The rule looks at widths only, never at differences, so
/// that it favours no answer.
public struct PrecisionGoal: Sendable, Hashable, Codable {
  /// The largest half-width of a 95 % interval, in the unit in which differences of the first metric are shown
  /// (percentage points for fractions), above 0.
  public var precision: Double
  /// Number of replicates that are trained first.
  public var from: Int
  /// The most replicates that are trained.
  public var to: Int

  /// Creates a goal from its parts; nothing is checked.
  public init(precision: Double, from: Int, to: Int) {
    self.precision = precision
    self.from = from
    self.to = to
  }

  /// Half the width of one interval, in the unit of ``PrecisionGoal/precision``.
  public struct HalfWidth: Sendable, Hashable {
    /// Half the width; infinite where there are too few replicates for an interval.
    public var value: Double
    /// What would be left of it with any number of replicates.
    public var floor: Double

    /// Creates a half-width; without a floor, more replicates make it as small as one likes.
    public init(_ value: Double, floor: Double = 0) {
      self.value = value
      self.floor = floor
    }
  }

  /// What follows from the half-widths with some number of replicates.
  public enum Decision: Sendable, Hashable {
    /// Every interval is narrow enough.
    case reached
    /// Replicates are to be added until there are this many.
    case add(until: Int)
    /// All replicates that are allowed are trained.
    case exhausted
    /// No number of replicates is enough: an interval keeps a half-width of at least `floor`.
    case outOfReach(floor: Double)
  }

  /// Returns the number of replicates with which all intervals are expected to be narrow enough; nil if it cannot be told,
  /// or no number is enough.
  ///
  /// The part of a squared half-width above its squared floor goes with 1 / replicates.
  public func estimate(_ halfWidths: [HalfWidth], replicates: Int) -> Int? {
    let needed = halfWidths.map { half in
      half.value <= precision
        ? Double(replicates)
        : half.floor < precision
          ? Double(replicates) * (half.value * half.value - half.floor * half.floor)
            / (precision * precision - half.floor * half.floor) : .infinity
    }.max()
    // Rounding must not ask for one more.
    return needed.flatMap { $0 < 1e9 ? Int(($0 * (1 - 1e-9)).rounded(.up)) : nil }
  }

  /// Decides whether to add replicates to `replicates` that are all finished.
  ///
  /// The number is that of ``estimate(_:replicates:)``, at least a tenth more than there are, at most twice as many.
  public func decision(_ halfWidths: [HalfWidth], replicates: Int) -> Decision {
    guard halfWidths.contains(where: { $0.value > precision }) else { return .reached }
    if let floor = halfWidths.map(\.floor).max(), floor >= precision { return .outOfReach(floor: floor) }
    guard replicates < to else { return .exhausted }
    let wanted = estimate(halfWidths, replicates: replicates) ?? .max
    return .add(until: min(max(wanted, replicates + (replicates + 9) / 10), 2 * replicates, to))
  }

  /// The number of replicates to begin with where `finished` are there already.
  public func start(_ finished: Int) -> Int { max(from, min(finished, to)) }
}
