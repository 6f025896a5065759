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
    /// More replicates gain little: every interval is narrow enough or near its floor.
    case outOfReach
  }

  /// How far above its floor a half-width may be to count as near it, and how far above the precision a floor has to be to
  /// count as above it, since floors are estimates, too.
  private static let margin = 1.1
  /// The fewest replicates whose estimate of a floor is good enough to give up.
  public static let fewestToGiveUp = 20

  /// The half-width that replicates are added for: the precision or, where the floor is above that, one near the floor.
  private func target(_ half: HalfWidth) -> Double {
    half.floor > Self.margin * precision ? Self.margin * half.floor : precision
  }

  /// Returns the number of replicates with which all intervals are expected to be narrow enough, or near a floor that is
  /// above the precision; nil if it cannot be told.
  ///
  /// The part of a squared half-width above its squared floor goes with 1 / replicates.
  public func estimate(_ halfWidths: [HalfWidth], replicates: Int) -> Int? {
    let needed = halfWidths.map { half in
      let target = target(half)
      guard half.value > target else { return Double(replicates) }
      let gained = target * target - half.floor * half.floor
      return gained > 0 ? Double(replicates) * (half.value * half.value - half.floor * half.floor) / gained : .infinity
    }.max()
    // Rounding must not ask for one more.
    return needed.flatMap { $0.isFinite ? Int(min($0 * (1 - 1e-9), 1e9).rounded(.up)) : nil }
  }

  /// What any number of replicates leaves of the widest interval; nil if that is not clearly above the precision.
  public func floor(_ halfWidths: [HalfWidth]) -> Double? {
    halfWidths.map(\.floor).max().flatMap { $0 > Self.margin * precision ? $0 : nil }
  }

  /// Decides whether to add replicates to `replicates` that are all finished.
  ///
  /// The number is that of ``estimate(_:replicates:)``, at least a tenth more than there are, at most twice as many.
  public func decision(_ halfWidths: [HalfWidth], replicates: Int) -> Decision {
    guard halfWidths.contains(where: { $0.value > precision }) else { return .reached }
    let isNear = halfWidths.allSatisfy { $0.value <= target($0) }
    if isNear && replicates >= Self.fewestToGiveUp { return .outOfReach }
    guard replicates < to else { return .exhausted }
    let wanted = isNear ? Self.fewestToGiveUp : estimate(halfWidths, replicates: replicates) ?? .max
    return .add(until: min(max(wanted, replicates + (replicates + 9) / 10), 2 * replicates, to))
  }

  /// The number of replicates to begin with where `finished` are there already.
  public func start(_ finished: Int) -> Int { max(from, min(finished, to)) }
}
