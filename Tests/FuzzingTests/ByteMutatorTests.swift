import SeededRandom
import Testing

@testable import Datasets
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

  /// The check value of the CRC-32 for "123456789".
  @Test func checksum() {
    #expect(SampleFiles.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
  }

  /// What is packed by hand, zlib unpacks; so bombs are bombs, and not refused for how they are written.
  @Test(arguments: [1, 2, 258, 259, 260, 70_000, 1 << 20]) func zlibReadsWhatIsPackedByHand(count: Int) throws {
    let zeros = [UInt8](repeating: 0, count: count)
    let bomb = SampleFiles.gzippedZeros(count, checksum: SampleFiles.crc32(zeros), statedSize: UInt32(count))
    #expect(try Gzip.unpack(bomb, named: "bomb.gz", cap: 1 << 21) == zeros)
    #expect(try Gzip.unpack(SampleFiles.gzipped(zeros), named: "stored.gz", cap: 1 << 21) == zeros)
    #expect(bomb.count < 300 + count / 150)
  }
}
