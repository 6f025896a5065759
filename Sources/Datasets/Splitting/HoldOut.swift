/// The number of samples to hold out of a pool.
public enum HoldOut: Sendable, Hashable, Codable {
  /// A fraction of the pool, between 0 and 1 (exclusive), rounded to the nearest count.
  case fraction(Double)
  /// A number of samples; 0 holds out none.
  case count(Int)

  /// As a study file spells it: a fraction has a point or an exponent, a count has none.
  public var text: String {
    switch self {
    case .fraction(let fraction): "\(fraction)"
    case .count(let count): "\(count)"
    }
  }
}

/// The origin of the test set.
public enum TestSet: Sendable, Hashable, Codable {
  /// The data set's own test set.
  case canonical
  /// Drawn from the pool, stratified by class; each replicate draws its own.
  case drawn(HoldOut)
}
