import Foundation

/// Random numbers, choices and orders drawn from one Philox stream.
///
/// The draws use algorithms written here rather than the standard library's, which may change from one version of Swift
/// to the next: a seed gives the same draws for as long as this file stays the same.
public struct SeededGenerator: Sendable, Equatable {
  private var philox: Philox

  /// The stream of `key`, from its word at `position` on.
  public init(key: UInt64, position: UInt64 = 0) {
    philox = Philox(key: key, position: position)
  }

  /// Selects the stream.
  public var key: UInt64 { philox.key }

  /// The number of words taken so far: `SeededGenerator(key: key, position: position)` goes on from here.
  public var position: UInt64 { philox.position }

  /// The next 64 random bits.
  public mutating func bits() -> UInt64 { philox.next() }

  /// A number in [0, 1), a multiple of 2⁻⁵³; takes one word.
  public mutating func uniform() -> Double {
    Double(philox.next() >> 11) * 0x1p-53
  }

  /// A number from `low` up to `high`, which it reaches only through rounding; takes one word.
  public mutating func uniform(from low: Double, to high: Double) -> Double {
    low + (high - low) * uniform()
  }

  /// A standard normal number; takes two words.
  ///
  /// Box and Muller (1958), the cosine branch alone: dropping the other keeps the state down to a position.
  public mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }

  /// A whole number in 0..<`bound`, each equally likely; `bound` must be positive.
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

  /// Puts `values` in an order drawn from all orders equally (Fisher–Yates, from the last place down).
  @inlinable
  public mutating func shuffle<Element>(_ values: inout [Element]) {
    for last in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(last, below(last + 1))
    }
  }

  /// The numbers 0..<`count` in random order; `count` must not be negative.
  public mutating func shuffled(count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }
}
