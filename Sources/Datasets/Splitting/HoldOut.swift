/// How many samples are held out of a pool.
public enum HoldOut: Sendable, Hashable, Codable {
  /// A fraction of the pool, over 0 and under 1, rounded to the nearest count.
  case fraction(Double)
  /// A number of samples; 0 holds out none.
  case count(Int)
}

/// Where the test set comes from.
public enum TestSet: Sendable, Hashable, Codable {
  /// The data set's own test set.
  case canonical
  /// Drawn from the pool, stratified by class, anew for each replicate.
  case drawn(HoldOut)
}
