import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

/// Cells that cannot be decided, or in which runs were lost, take no verdict from others.
@Suite struct SetAsideTests {
  private let seed = printedSeed()

  private func normal(_ count: Int, mean: Double, _ generator: inout SeededGenerator) -> ReplicateValues {
    ReplicateValues((0..<count).map { _ in mean + generator.normal() })
  }

  /// A difference with one run of the second side lost.
  private func lossy(_ count: Int, _ generator: inout SeededGenerator) -> ReplicateValues {
    var cell = normal(count, mean: 0, &generator)
    cell.values[generator.below(count)] = 90
    cell.hasStandIns = true
    return cell
  }

  @Test(arguments: [8, 12, 20]) func othersAreCorrectedForEachOtherAlone(replicates: Int) {
    var generator = SeededGenerator(key: seed)
    let test = MeanTest(replicates: .independent(replicates), seed: seed)
    for _ in 0..<10 {
      let family = (0..<3).map { normal(replicates, mean: 0.4 * Double($0), &generator) }
      let few = (2...5).map { count in
        ReplicateValues(normal(replicates, mean: 1, &generator).values.enumerated().map { $0 < count ? $1 : nil })
      }
      let aside = few + [lossy(replicates, &generator)]
      let alone = test.values(family)
      let beside = test.values(family + aside)
      #expect(Array(beside.prefix(3)) == alone, "seed \(seed)")
      // What is set aside is corrected for all.
      for (index, cell) in aside.enumerated() {
        let values = beside[3 + index]
        #expect(values.corrected >= test.values([cell])[0].corrected, "seed \(seed)")
        #expect(values.corrected >= test.values(family + [cell])[3].single, "seed \(seed)")
        #expect((values.simultaneousMargin ?? 0) >= (test.values([cell])[0].simultaneousMargin ?? 0), "seed \(seed)")
      }
    }
  }

  /// Without others, cells that would be set aside are corrected for each other.
  @Test func aloneTheyAreAFamily() {
    var generator = SeededGenerator(key: seed)
    let test = MeanTest(replicates: 12, seed: seed)
    let cells = (0..<3).map { _ in lossy(12, &generator) }
    var measured = cells
    for index in measured.indices { measured[index].hasStandIns = false }
    #expect(test.values(cells) == test.values(measured), "seed \(seed)")
  }

  /// That all values have one sign is as likely as their number says, whatever the number of others is.
  @Test func theLeastProbabilityIsThatOfTheCell() {
    let test = MeanTest(replicates: 12, seed: seed)
    let many = ReplicateValues((0..<12).map { 100 + Double($0 % 3) })
    let some = ReplicateValues((0..<12).map { $0 < 6 ? 1000 + Double($0 % 3) : nil })
    let values = test.values([many, some])
    #expect(values[0].corrected < 0.01 && values[1].corrected >= 2.0 / 64)
  }

  /// What is no more than rounding is ahead nowhere, and has an interval that holds zero.
  @Test func roundingIsNoDifference() throws {
    let test = MeanTest(replicates: 10, seed: seed)
    let cell: [Double?] = (0..<10).map { 2e-16 * Double($0 + 1) }
    #expect(test.signs(cell).above == 0 && test.signs(cell).below == 0)
    #expect(try #require(test.interval(cell)).excludesZero == false)
    #expect(test.signs([0.1, -0.1, 0.2, nil]).above == 2)
  }

  /// How many runs other models have says nothing about the size at which a curve reaches a target, or two curves cross.
  @Test func resamplesWithoutARunAreLeftOut() throws {
    func curve(_ values: [[Double]], of replicates: Int) -> MeasuredCurve {
      MeasuredCurve(
        key: CurveKey(SmallStudy.configuration(model: 0, size: 1), .none),
        cells: zip([100, 200], values).map { size, values in
          MeasuredCurve.Cell(size: size, test: values + Array(repeating: nil, count: replicates - values.count))
        })
    }
    let values = [[0.71, 0.72, 0.73, 0.74], [0.91, 0.92, 0.93, 0.94]]
    for replicates in [4, 5, 8, 40] {
      let bootstrap = ReplicateBootstrap(replicates: .independent(replicates), seed: seed)
      let need = try #require(
        DataNeed(curve(values, of: replicates), metric: .accuracy, target: 0.8, fitted: nil, bootstrap: bootstrap))
      // All runs are below the target at the one size, and above it at the other.
      let (low, high) = (try #require(need.low), try #require(need.high))
      #expect(low > 100 && low < high && high < 200, "\(replicates) replicates, seed \(seed)")
    }
    let none = ReplicateBootstrap(replicates: .independent(4), seed: seed)
    #expect(none.means([[0.5, nil, nil, nil], [nil, 0.5, nil, nil]]).allSatisfy { $0 == [0.5, 0.5] })
  }
}
