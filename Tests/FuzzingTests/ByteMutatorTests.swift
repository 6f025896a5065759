import SeededRandom
import Testing

@testable import Fuzzing

@Suite struct ByteMutatorTests {
  private func mutator(_ key: UInt64) -> ByteMutator {
    ByteMutator(generator: SeededGenerator(key: key), donors: [[1, 2, 3]])
  }

  /// Whatever it is given, a mutator damages it, and does the same again from the same seed.
  @Test func damageDependsOnTheSeedAlone() {
    let text = Array("name: x\nsizes: [1, 2]\n".utf8)
    var changed = 0
    for key in 0..<500 as Range<UInt64> {
      for bytes in [text, [], [7]] {
        var (first, second) = (mutator(key), mutator(key))
        #expect(first.mutated(bytes) == second.mutated(bytes))
        let other = first.mutatedText(bytes)
        #expect(other == second.mutatedText(bytes))
        changed += other == bytes ? 0 : 1
      }
    }
    #expect(changed > 1000)
  }

  /// What the fixed code of RFC 1951 spells is what zlib reads: the gzip target relies on it. Its checksum is the one of
  /// the check value 0xCBF43926 for "123456789".
  @Test func checksum() {
    #expect(SampleFiles.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
  }
}
