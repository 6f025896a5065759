import SeededRandom
import Testing

@Suite struct PhiloxTests {
  /// Known answers published with Random123 (`kat_vectors`, philox4x32 10).
  @Test func blocksMatchThePublishedAnswers() {
    let ones = UInt32.max
    let zero = Philox.block(counter: (0, 0, 0, 0), key: (0, 0))
    #expect(zero == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let full = Philox.block(counter: (ones, ones, ones, ones), key: (ones, ones))
    #expect(full == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = Philox.block(
      counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: (0xa409_3822, 0x299f_31d0))
    #expect(pi == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func streamIsTheBlocksInOrderLowWordFirst() {
    var generator = Philox(key: 0)
    #expect(generator.next() == 0xe169_c58d_6627_e8d5)
    #expect(generator.next() == 0x9b00_dbd8_bc57_ac4c)
    let second = Philox.block(counter: (1, 0, 0, 0), key: (0, 0))
    #expect(generator.next() == UInt64(second.0) | UInt64(second.1) << 32)
    #expect(generator.next() == UInt64(second.2) | UInt64(second.3) << 32)
    #expect(generator.position == 4)
  }

  @Test func keyAndBlockNumberFillBothHalves() {
    let index: UInt64 = 0x0000_0007_0000_0005
    let key: UInt64 = 0x0123_4567_89ab_cdef
    var generator = Philox(key: key, position: 2 * index)
    let block = Philox.block(counter: (5, 7, 0, 0), key: (0x89ab_cdef, 0x0123_4567))
    #expect(generator.next() == UInt64(block.0) | UInt64(block.1) << 32)
  }

  @Test(arguments: 0..<7) func goesOnFromASavedPosition(taken: Int) {
    var whole = Philox(key: 42)
    for _ in 0..<taken { _ = whole.next() }
    var resumed = Philox(key: whole.key, position: whole.position)
    for _ in 0..<5 { #expect(resumed.next() == whole.next()) }
  }

  @Test func lastPositionWrapsWithoutATrap() {
    var generator = Philox(key: 1, position: .max)
    _ = generator.next()
    #expect(generator.position == 0)
    #expect(generator.next() == Philox(key: 1).first)
  }
}

extension Philox {
  fileprivate var first: UInt64 {
    var copy = self
    return copy.next()
  }
}
