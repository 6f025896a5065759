import Testing

@testable import Analysis

/// Values of `scipy.stats.t.ppf(0.975, ν)` and `scipy.stats.norm.cdf`.
@Suite struct ProbabilityTests {
  @Test(
    arguments: [
      (1, 12.706204736174694), (2, 4.302652729749462), (3, 3.1824463052837078), (4, 2.7764451051977934),
      (9, 2.262157162798205), (19, 2.0930240544083087), (100, 1.9839715185235518),
    ])
  func quantilesOfStudent(degrees: Int, expected: Double) {
    #expect(abs(studentQuantile(within: 0.95, degrees: degrees) - expected) < 1e-11 * expected)
    #expect(abs(studentProbability(within: expected, degrees: degrees) - 0.95) < 1e-12)
  }

  @Test(
    arguments: [
      (0, 0.5), (1, 0.8413447460685429), (-1.959963984540054, 0.025), (-2.384499848, 0.00855117753641142),
      (-10, 7.61985302416047e-24),
    ] as [(Double, Double)])
  func normal(z: Double, expected: Double) {
    #expect(abs(normalProbability(below: z) - expected) < 1e-12 * expected)
  }
}
