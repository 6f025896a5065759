import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

@Suite struct CurveDropTests {
  /// Of forty sizes sixteen are compared, the smallest and the largest among them.
  @Test func manySizesAreComparedByAFew() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let curve = MeasuredCurve(
      key: CurveKey(SmallStudy.configuration(model: 0, size: 1), .none),
      cells: (1...40).map { size in
        MeasuredCurve.Cell(
          size: size, test: (0..<8).map { _ in 0.9 - 0.01 * Double(size) + 0.001 * generator.normal() })
      })
    let drops = CurveDrop.drops(
      [curve], metric: .accuracy, test: MeanTest(replicates: 8, seed: 1))
    let drop = try #require(drops.first)
    #expect(drops.count == 1 && drop.from == 1 && drop.to == 40 && drop.recovery == nil, "seed \(seed)")
    #expect(drop.p == 2 / 256.0)
  }

  /// What knows nothing at either size has not got worse; what has fallen to chance has.
  @Test(arguments: [(8, false), (7, true), (0, true)]) func fromChanceToChanceNothingFalls(atChance: Int, falls: Bool) {
    let curve = MeasuredCurve(
      key: CurveKey(SmallStudy.configuration(model: 0, size: 1), .none),
      cells: [10, 20].map { size in
        MeasuredCurve.Cell(
          size: size, test: (0..<8).map { 0.6 - 0.01 * Double(size) + 0.001 * Double($0) },
          atChance: size == 10 ? atChance : 8)
      })
    let drops = CurveDrop.drops(
      [curve], metric: .accuracy, test: MeanTest(replicates: 8, seed: 1))
    #expect(drops.isEmpty != falls)
  }

  /// The drops of one curve with these means at 100, 200, 400, … samples.
  private static func drops(
    _ means: [Double], metric: Metric = .accuracy, noise: Double = 0.004, seed: UInt64
  ) -> [CurveDrop] {
    var generator = SeededGenerator(key: seed)
    let curve = MeasuredCurve(
      key: CurveKey(SmallStudy.configuration(model: 0, size: 1), .none),
      cells: means.enumerated().map { index, mean in
        MeasuredCurve.Cell(size: 100 << index, test: (0..<8).map { _ in mean + noise * generator.normal() })
      })
    return CurveDrop.drops([curve], metric: metric, test: MeanTest(replicates: 8, seed: 1))
  }

  /// A curve that is better than at its lowest, and still far below what it was, has not recovered.
  @Test(
    arguments: [
      ([0.9, 0.6, 0.65], nil), ([0.9, 0.6, 0.9], 400), ([0.8, 0.6, 0.85], 400), ([0.9, 0.6, 0.7, 0.9], 800),
      ([0.9, 0.6, 0.7, 0.8], nil), ([0.9, 0.6, 0.59, 0.9], 800), ([0.9, 0.6, 0.9, 0.7], 400),
    ] as [([Double], Int?)])
  func onlyWhatIsBackWhereItWasHasRecovered(means: [Double], recovery: Int?) throws {
    let seed = printedSeed()
    for metric in [Metric.accuracy, .rmse] {
      let values = metric.direction == .higherIsBetter ? means : means.map { 1 - $0 }
      let drop = try #require(Self.drops(values, metric: metric, seed: seed).first)
      #expect(drop.from == 100 && drop.recovery == recovery, "\(metric.name), seed \(seed)")
    }
  }

  /// A point that is missing in noise of three is no reason to say that the curve has not recovered; nor is it one if the
  /// curve is as noisy at its lowest, unless it is not better than there for certain.
  @Test func noiseMayHideWhatIsMissing() throws {
    let seed = printedSeed()
    #expect(try #require(Self.drops([0.9, 0.6, 0.89], noise: 0.03, seed: seed).first).recovery == 400, "seed \(seed)")
    #expect(try #require(Self.drops([0.9, 0.6, 0.61], noise: 0.1, seed: seed).first).recovery == nil, "seed \(seed)")
  }
}
