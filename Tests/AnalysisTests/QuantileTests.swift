import SeededRandom
import TestSupport
import Testing

@testable import Analysis

/// Type 7 of Hyndman and Fan: position p·(n − 1) among the order statistics, interpolated; NumPy's default.
@Suite struct QuantileTests {
  @Test(
    arguments: [
      (0, 1), (0.025, 1.075), (0.25, 1.75), (0.5, 3), (0.6, 3.6), (0.975, 7.7), (1, 8),
    ] as [(Double, Double)])
  func interpolatesBetweenOrderStatistics(probability: Double, expected: Double) {
    #expect(abs(quantile(probability, of: [1, 2, 4, 8]) - expected) < 1e-14)
  }

  @Test func ofOneAndOfEqualValues() {
    for probability in [0, 0.3, 1] {
      #expect(quantile(probability, of: [3]) == 3)
      #expect(quantile(probability, of: [0.1, 0.1, 0.1]) == 0.1)
    }
  }

  /// Sorting is the oracle; values of a few digits make for many that are equal.
  @Test func arrangingIsAsGoodAsSorting() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for count in [1, 2, 3, 4, 39, 40, 41, 400] {
      for digits in [1.0, 1e6] {
        let values = (0..<count).map { _ in (digits * generator.normal()).rounded() }
        var arranged = values
        for probability in [0.025, 0.5, 0.975] {
          arranged.arrange(for: probability)
          #expect(
            quantile(probability, of: arranged) == quantile(probability, of: values.sorted()), "seed \(seed), \(values)"
          )
        }
        #expect(arranged.sorted() == values.sorted())
      }
    }
  }

  @Test func ofInfinities() {
    #expect(quantile(0.5, of: [-.infinity, -.infinity]) == -.infinity)
    #expect(quantile(0.4, of: [1, .infinity, .infinity]) == .infinity)
    #expect(quantile(0.5, of: [-.infinity, 3, .infinity]) == 3)
  }

  @Test func ofTwoThousandValues() {
    // Positions 49.975 and 1949.025.
    let values = (0..<2000).map { Double($0) }
    #expect(abs(quantile(0.025, of: values) - 49.975) < 1e-9)
    #expect(abs(quantile(0.975, of: values) - 1949.025) < 1e-9)
  }
}
