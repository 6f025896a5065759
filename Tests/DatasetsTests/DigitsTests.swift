import SeededRandom
import Testing

@testable import Datasets

@Suite struct DigitsTests {
  /// Class counts as published with the data set (`optdigits.names`, testing set).
  @Test func hasThePublishedClassCounts() throws {
    let (pool, test) = try Digits.load()
    #expect(pool.count == 1300)
    #expect(test.count == 497)
    #expect(zip(pool.classCounts, test.classCounts).map(+) == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
  }

  /// The first line of the published file.
  @Test func beginsWithThePublishedFirstImage() throws {
    let (pool, _) = try Digits.load()
    guard case .bytes(let pixels) = pool.features else {
      Issue.record("digits are not kept as bytes")
      return
    }
    #expect(
      Array(pixels.prefix(64)) == [
        0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0, 0, 3, 15, 2, 0, 11, 8, 0, 0, 4, 12, 0, 0, 8, 8, 0, 0, 5, 8,
        0, 0, 9, 8, 0, 0, 4, 11, 0, 1, 12, 7, 0, 0, 2, 14, 5, 10, 12, 0, 0, 0, 0, 6, 13, 10, 0, 0, 0,
      ])
    #expect(pool.labels.first == 0)
    #expect(pixels.max() == 16)
    #expect(pool.largestGreyLevel == 16)
    #expect(pool.shape == .image(width: 8, height: 8, channels: 1))
  }
}
