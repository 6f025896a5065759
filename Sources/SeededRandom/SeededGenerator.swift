import ElementaryFunctions

/// A generator of random numbers, choices and orders from one Philox stream.
///
/// The algorithms are written here rather than taken from the standard library, which may change with a new version of
/// Swift: a seed gives the same draws for as long as this file stays the same.
public struct SeededGenerator: Sendable, Equatable {
  private var philox: Philox

  /// Creates a generator for the stream of `key`, starting at its word number `position`.
  public init(key: UInt64, position: UInt64 = 0) {
    philox = Philox(key: key, position: position)
  }

  /// The key, which selects the stream.
  public var key: UInt64 { philox.key }

  /// Number of words taken so far: `SeededGenerator(key: key, position: position)` continues from here.
  public var position: UInt64 { philox.position }

  /// Returns the next 64 random bits; takes one word.
  public mutating func bits() -> UInt64 { philox.next() }

  /// Returns a uniform number in [0, 1), a multiple of 2⁻⁵³; takes one word.
  public mutating func uniform() -> Double {
    Double(philox.next() >> 11) * 0x1p-53
  }

  /// Returns a uniform number in [low, high); only rounding can make it equal to `high`. Takes one word.
  public mutating func uniform(from low: Double, to high: Double) -> Double {
    low + (high - low) * uniform()
  }

  /// Returns a standard normal number; takes two words.
  ///
  /// It uses the cosine branch of Box and Muller (1958) alone; dropping the other keeps the state down to a position.
  public mutating func normal() -> Double {
    let radius = (-2 * Double.log(1 - uniform())).squareRoot()
    return radius * .cos(turns: uniform())
  }

  /// Returns a whole number in 0..<`bound`, each equally likely; `bound` must be positive.
  ///
  /// Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019), algorithm 5.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "no whole number lies in 0..<\(bound)")
    let bound = UInt64(bound)
    var product = philox.next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = philox.next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// Shuffles `values`, every order equally likely (Fisher–Yates, from the last place down).
  @inlinable
  public mutating func shuffle<Element>(_ values: inout [Element]) {
    for last in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(last, below(last + 1))
    }
  }

  /// Returns the numbers 0..<`count` in random order; `count` must not be negative.
  public mutating func shuffled(count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }
}
