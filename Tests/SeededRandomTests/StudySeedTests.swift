import Testing

@testable import SeededRandom

@Suite struct StudySeedTests {
  /// The values that the reference code of S. Vigna prints for the seed 1234567.
  @Test func splitMixMatchesTheReference() {
    var generator = SplitMix64(state: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
      16_408_922_859_458_223_821,
    ]
    for value in expected { #expect(generator.next() == value) }
  }

  /// Vectors of the FNV reference distribution.
  @Test func fnvMatchesTheReference() {
    #expect(fnv1a("") == 0xcbf2_9ce4_8422_2325)
    #expect(fnv1a("a") == 0xaf63_dc4c_8601_ec8c)
    #expect(fnv1a("foobar") == 0x8594_4171_f739_67e8)
  }

  @Test func keyFollowsTheDocumentedChain() {
    func mixed(_ state: UInt64) -> UInt64 {
      var generator = SplitMix64(state: state)
      return generator.next()
    }
    let key = mixed(mixed(mixed(2026 ^ fnv1a("batch-order")) ^ 3) ^ 17)
    #expect(StudySeed(2026).generator(for: .batchOrder, 3, 17) == SeededGenerator(key: key))
  }

  @Test func keysDifferByPurposeIndicesOrderAndSeed() {
    var keys: [UInt64] = []
    for seed in [0, 1, 2026, .max] as [UInt64] {
      for purpose in RandomPurpose.allCases {
        let study = StudySeed(seed)
        keys.append(study.generator(for: purpose).key)
        for first in 0..<6 as Range<UInt64> {
          keys.append(study.generator(for: purpose, first).key)
          for second in 0..<6 as Range<UInt64> { keys.append(study.generator(for: purpose, first, second).key) }
        }
      }
    }
    #expect(Set(keys).count == keys.count)
  }

  /// Streams of two purposes agree in a bit half of the time: 64,000 fair coins, five standard deviations.
  @Test func purposesAreUncorrelated() {
    let study = StudySeed(7)
    var first = study.generator(for: .initialWeights, 1)
    var second = study.generator(for: .batchOrder, 1)
    let agreeing = (0..<1000).reduce(0) { sum, _ in sum + (~(first.bits() ^ second.bits())).nonzeroBitCount }
    let bound: Double = 5 * 16_000.squareRoot()
    #expect(abs(Double(agreeing) - 32_000) < bound, "seed 7")
  }
}
