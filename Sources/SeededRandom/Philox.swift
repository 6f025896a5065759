/// The counter-based generator Philox4x32-10.
///
/// Block `b` of a stream is a pure function of the key and `b`, so the whole state is a key and a position. Source:
/// Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
public struct Philox: RandomNumberGenerator, Sendable, Equatable {
  /// A 128-bit counter, the lowest 32 bits first.
  public typealias Counter = (UInt32, UInt32, UInt32, UInt32)
  /// A 64-bit key, the lower half first.
  public typealias Key = (UInt32, UInt32)

  /// The key, which selects one of 2⁶⁴ independent streams.
  public let key: UInt64
  /// Number of 64-bit words taken so far. Key and position are enough to continue a stream.
  public private(set) var position: UInt64
  /// The second half of the block that the word before `position` began; meaningful where `position` is odd.
  private var secondWord: UInt64 = 0

  /// Creates the stream of `key`, starting at its word number `position`.
  public init(key: UInt64, position: UInt64 = 0) {
    self.key = key
    self.position = position
    if !position.isMultiple(of: 2) { secondWord = words().1 }
  }

  /// Returns the next 64 bits: the 32-bit words of each block in order, two by two, the earlier one in the low half.
  public mutating func next() -> UInt64 {
    defer { position &+= 1 }
    if !position.isMultiple(of: 2) { return secondWord }
    let (first, second) = words()
    secondWord = second
    return first
  }

  /// The two 64-bit words of the block that `position` lies in.
  private func words() -> (UInt64, UInt64) {
    let index = position / 2
    let word = Philox.block(
      counter: (UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32), 0, 0),
      key: (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32)))
    return (UInt64(word.0) | UInt64(word.1) << 32, UInt64(word.2) | UInt64(word.3) << 32)
  }

  /// Returns the 128 bits that ten Philox rounds make from `counter` and `key`; multipliers and Weyl constants as
  /// published.
  public static func block(counter: Counter, key: Key) -> Counter {
    var counter = counter
    var key = key
    for _ in 0..<10 {
      let even = counter.0.multipliedFullWidth(by: 0xD251_1F53)
      let odd = counter.2.multipliedFullWidth(by: 0xCD9E_8D57)
      counter = (odd.high ^ counter.1 ^ key.0, odd.low, even.high ^ counter.3 ^ key.1, even.low)
      key = (key.0 &+ 0x9E37_79B9, key.1 &+ 0xBB67_AE85)
    }
    return counter
  }
}
