/// A purpose of random numbers; each purpose has its own streams.
public enum RandomPurpose: String, Sendable, CaseIterable {
  /// The draw of the test set.
  case testSplit = "test-split"
  /// The draw of the validation set.
  case validationSplit = "validation-split"
  /// The order in which training samples join the training subset.
  case trainingOrder = "training-order"
  /// Which training samples get a wrong label, and which.
  case labelNoise = "label-noise"
  /// The initial weights and biases.
  case initialWeights = "initial-weights"
  /// The order in which an epoch visits the training samples.
  case batchOrder = "batch-order"
  /// The units and inputs that dropout leaves out.
  case dropout
  /// The samples of synthetic data.
  case syntheticData = "synthetic-data"
  /// The resamples of replicates for intervals.
  case bootstrap = "bootstrap"
  /// The resamples of differences for tests of their means.
  case meanTest = "mean-test"
  /// The divisions of replicates in two, for tests of unpaired differences.
  case divisions
  /// The signs of blocks of test samples, for intervals and tests.
  case testSampling = "test-sampling"
  /// Exchanging the models of a specification curve.
  case specifications
  /// The samples on which neurons are probed.
  case probeSamples = "probe-samples"
}

/// The seed of a study, from which all its random generators derive.
public struct StudySeed: Sendable, Hashable {
  /// The seed as the study file gives it.
  public let value: UInt64

  /// Creates a seed.
  public init(_ value: UInt64) {
    self.value = value
  }

  /// Returns the generator for `purpose` at `indices` (replicate, epoch …, always in the same order).
  ///
  /// It depends only on the seed, the purpose and the indices. The key starts as the seed; the FNV-1a hash of the
  /// purpose's name and then each index are mixed in by h ← SplitMix64(h ⊕ part). So the order and the number of the
  /// indices matter.
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
