import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import NeuralNetwork

/// Limits of chance on samples in groups, such as the scans of each patient, which may be right or wrong together.
@Suite struct GroupedChanceTests {
  /// By hand: groups of three and one sample with means 1 and 5 around 2, and values that differ by ±1 in the first.
  @Test func varianceHasAPartBetweenGroups() {
    let groups = SampleGroups([0, 0, 0, 4], samples: 4)
    #expect(groups.shareBetween([0, 1, 2, 5]) == 12.0 / 14)
    // 4²/(3² + 1²) groups, and two samples without one for each group.
    #expect(groups.mean(between: 0.25) { $0 } == 0.25 * 1.6 + 0.75 * 2)
    #expect(abs(groups.independentCount(between: 1) - 1.6) < 1e-12)
    #expect(groups.shareBetween([3, 3, 3, 3]) == 1)
    let alone = SampleGroups(nil, samples: 49)
    #expect(alone.shareBetween([1, 2]) == 1 && alone.independentCount(between: 1) == 49)
  }

  /// 240 groups of four samples of one class each: an accuracy of ¾ + 3·√(¾·¼/240), as of 240 samples.
  @Test func limitsAreThoseOfSoManyGroups() throws {
    let labels = (0..<960).map { Int32($0 / 4 % 4 == 0 ? 1 : 0) }
    let groups = (0..<960).map { $0 / 4 }
    let few = (0..<240).map { Int32($0 % 4 == 0 ? 1 : 0) }
    let limit = Score.chanceLimit(labels, classes: 2, groups: groups, loss: .crossEntropy, metrics: Metric.all)
    let same = Score.chanceLimit(few, classes: 2, loss: .crossEntropy, metrics: Metric.all)
    #expect(abs(try #require(limit[.accuracy]) - 0.8338525492) < 1e-9)
    #expect(limit.metrics == same.metrics)
    for metric in same.metrics {
      #expect(abs(try #require(limit[metric]) - (same[metric] ?? .nan)) < 1e-9, "\(metric.name)")
    }
    #expect(abs(try #require(limit.loss) - (same.loss ?? .nan)) < 1e-9)
    // As quantities, of which ten groups have one value each.
    let quantities = groups.map { Double($0 / 24) }
    let explained = Score.chanceLimit(
      quantities: quantities, groups: groups.map { $0 / 24 }, deviation: 1, metrics: [.r2])
    #expect(abs(try #require(explained[.r2]) - 0.9) < 1e-12)
  }

  /// Two groups of fifty, of which 20 and 30 are of a class: a twenty-fifth of the variance is between groups.
  @Test func whatVariesWithinGroupsIsManySamples() throws {
    let groups = (0..<100).map { $0 / 50 }
    let labels = (0..<100).map { Int32($0 % 50 < ($0 < 50 ? 20 : 30) ? 1 : 0) }
    let limit = Score.chanceLimit(labels, classes: 2, groups: groups, loss: nil, metrics: [.accuracy, .rocAUC])
    #expect(abs(try #require(limit[.accuracy]) - 0.7589224137) < 1e-9)
    #expect(abs(try #require(limit[.rocAUC]) - 0.8033993167) < 1e-9)
    // One group of forty: all variance is within.
    let quantities = (0..<40).map { Double($0 * 7 % 40) }
    let one = Score.chanceLimit(
      quantities: quantities, groups: quantities.map { _ in 0 }, deviation: 1, metrics: [.r2])
    #expect(abs(try #require(one[.r2]) - 9.0 / 39) < 1e-12)
  }

  /// Scores that say hardly anything but which group a sample is of, whose class is that of the group in most samples: the area
  /// under the curve is beyond the limit, on either side, more rarely than once in a hundred; beyond that of independent samples
  /// it is in many cases.
  @Test(
    arguments: [
      Array(repeating: 25, count: 40), Array(repeating: 10, count: 12), (1...30).map { $0 * 3 },
      Array(repeating: 20, count: 6),
    ], [1.0, 0.8])
  func scoresOfGroupsAreRarelyBeyond(sizes: [Int], likeGroup: Double) throws {
    var generator = SeededGenerator(key: printedSeed())
    let (groups, metric) = (sizes.indices.flatMap { Array(repeating: $0, count: sizes[$0]) }, Metric.rocAUC)
    let labels = groups.map { Int32(generator.uniform() < likeGroup ? $0 % 2 : 1 - $0 % 2) }
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

  /// Random scores of so few samples that all of a class come first once in several times: nothing is better or worse than
  /// chance there.
  @Test(arguments: [[1, 5], [2, 2], [1, 1], [1, 1, 1], [3, 4], [2, 30], [1, 60]])
  func fewSamplesAreNeverBeyond(counts: [Int]) throws {
    let labels = counts.indices.flatMap { Array(repeating: Int32($0), count: counts[$0]) }
    let limit = Score.chanceLimit(labels, classes: counts.count, loss: nil, metrics: [.rocAUC])
    let found = try #require(limit[.rocAUC])
    #expect(!Metric.rocAUC.isBeyondChance(1, limit: found) && !Metric.rocAUC.isWorseThanChance(0, limit: found))
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
