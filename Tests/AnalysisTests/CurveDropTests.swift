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
}
