import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import NeuralNetwork

/// Limits of chance on samples in groups, such as the scans of each patient, which are right or wrong together.
@Suite struct GroupedChanceTests {
  /// Sizes 3 and 1: (3 + 1)²/(9 + 1) samples; three groups of four are three; what is in no group stands alone.
  @Test func groupsOfOneSizeCountAsOneSampleEach() {
    func count(_ groups: [Int?]) -> IndependentCount {
      groups.reduce(into: IndependentCount()) { $0.add($1) }
    }
    #expect(count([1, 1, 1, 7]).value == 1.6)
    #expect(count([0, 1, 2, 2, 1, 0, 0, 1, 2, 0, 1, 2]).value == 3)
    #expect(count([nil, nil, nil]).value == 3 && count([]).value == 0)
    #expect(count([1, 1, 2, 2, 2, 3]).value(without: count([1, 2, 2])) == 3)
  }

  /// 240 groups of four samples of one class each: an accuracy of ¾ + 3·√(¾·¼/240), as of 240 samples.
  @Test func limitsAreThoseOfSoManyGroups() throws {
    let labels = (0..<960).map { Int32($0 / 4 % 4 == 0 ? 1 : 0) }
    let groups = (0..<960).map { $0 / 4 }
    let few = (0..<240).map { Int32($0 % 4 == 0 ? 1 : 0) }
    let limit = Score.chanceLimit(labels, classes: 2, groups: groups, loss: .crossEntropy, metrics: Metric.all)
    let same = Score.chanceLimit(few, classes: 2, loss: .crossEntropy, metrics: Metric.all)
    #expect(abs(try #require(limit[.accuracy]) - 0.8338525492) < 1e-9)
    #expect(limit.metrics == same.metrics && limit.loss == same.loss)
    for metric in same.metrics { #expect(limit[metric] == same[metric]) }
    let quantities = groups.map(Double.init)
    for (groups, share) in [(groups, 0.05), (groups.map { $0 / 24 }, 0.9)] {
      let limit = Score.chanceLimit(quantities: quantities, groups: groups, deviation: 1, metrics: [.r2])
      #expect(limit[.r2] == share)
    }
  }

  /// Scores that say nothing but which group a sample is of: the area under the curve is beyond the limit, on either side, more
  /// rarely than once in a hundred; beyond that of independent samples it is in many cases.
  @Test(arguments: [
    Array(repeating: 25, count: 40), Array(repeating: 10, count: 12), (1...30).map { $0 * 3 },
  ])
  func scoresOfGroupsAreRarelyBeyond(sizes: [Int]) throws {
    var generator = SeededGenerator(key: printedSeed())
    let (groups, metric) = (sizes.indices.flatMap { Array(repeating: $0, count: sizes[$0]) }, Metric.rocAUC)
    let labels = groups.map { Int32($0 % 2) }
    func limit(_ groups: [Int]?) -> Double? {
      Score.chanceLimit(labels, classes: 2, groups: groups, loss: nil, metrics: [metric])[metric]
    }
    let (own, independent) = (try #require(limit(groups)), try #require(limit(nil)))
    let repeats = 1000
    var (beyond, beyondOfSamples) = (0, 0)
    for _ in 0..<repeats {
      let ofGroups = sizes.map { _ in generator.uniform() }
      let scores = groups.map { ofGroups[$0] + 0.01 * generator.uniform() }
      let area = Self.area(scores, labels)
      func isBeyond(_ limit: Double) -> Bool {
        metric.isBeyondChance(area, limit: limit) || metric.isWorseThanChance(area, limit: limit)
      }
      beyond += isBeyond(own) ? 1 : 0
      beyondOfSamples += isBeyond(independent) ? 1 : 0
    }
    #expect(beyond <= repeats / 100, "\(beyond)")
    #expect(beyondOfSamples > repeats / 20, "\(beyondOfSamples)")
  }

  /// The share of pairs of both classes in which class 1 has the higher score, by ranks.
  private static func area(_ scores: [Double], _ labels: [Int32]) -> Double {
    var (zeros, pairs) = (0, 0)
    for index in scores.indices.sorted(by: { scores[$0] < scores[$1] }) {
      if labels[index] == 0 { zeros += 1 } else { pairs += zeros }
    }
    return Double(pairs) / Double(zeros * (scores.count - zeros))
  }
}
