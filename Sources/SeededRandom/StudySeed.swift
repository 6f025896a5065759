/// What random numbers are for; each purpose has streams of its own.
public enum RandomPurpose: String, Sendable, CaseIterable {
  case testSplit = "test-split"
  case validationSplit = "validation-split"
  case trainingOrder = "training-order"
  case initialWeights = "initial-weights"
  case batchOrder = "batch-order"
  case syntheticData = "synthetic-data"
  case bootstrap = "bootstrap"
  case signFlips = "sign-flips"
  case probeSamples = "probe-samples"
}

/// The seed of a study, from which every generator in it derives.
public struct StudySeed: Sendable, Hashable {
  public let value: UInt64

  public init(_ value: UInt64) {
    self.value = value
  }

  /// The generator for `purpose` at `indices` (replicate, epoch …, in an order that the caller keeps to).
  ///
  /// It depends on nothing but the seed, the purpose and the indices. The key starts as the seed and takes in the FNV-1a
  /// hash of the purpose's name and then each index: h ← SplitMix64(h ⊕ part). As every step mixes what it has before
  /// the next part comes in, the order of the indices matters, and so does their number.
  public func generator(for purpose: RandomPurpose, _ indices: UInt64...) -> SeededGenerator {
    var key = value
    for part in [fnv1a(purpose.rawValue)] + indices {
      var mixer = SplitMix64(state: key ^ part)
      key = mixer.next()
    }
    return SeededGenerator(key: key)
  }
}

/// The 64-bit FNV-1a hash of the UTF-8 bytes of `text` (Fowler, Noll, Vo; RFC 9923).
func fnv1a(_ text: String) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return hash
}
