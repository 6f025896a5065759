import SeededRandom
import Testing

@testable import Datasets

@Suite struct ReplicateSplitTests {
  /// Class sizes: balanced, uneven, with classes of one and two samples, and with an absent class.
  private static let pools: [[Int]] = [
    [100, 100, 100], [13, 200, 57, 1000], [1, 2, 40, 300, 1], [5, 0, 5], [2, 2], [178, 182, 177, 183, 181],
  ]
  private static let seeds: [UInt64] = [1, 2026]

  /// Labels of a pool with `counts` samples of each class, classes mixed.
  private func labels(_ counts: [Int], seed: UInt64) -> [Int32] {
    var labels = counts.enumerated().flatMap { [Int32](repeating: Int32($0), count: $1) }
    var generator = SeededGenerator(key: seed)
    generator.shuffle(&labels)
    return labels
  }

  private func split(
    _ counts: [Int], test: TestSet = .drawn(.fraction(0.25)), validation: HoldOut = .fraction(0.2), seed: UInt64 = 1,
    replicate: Int = 1
  ) throws -> (ReplicateSplit, labels: [Int32]) {
    let labels = labels(counts, seed: seed)
    let split = try ReplicateSplit(
      labels: labels, classCount: counts.count, test: test, validation: validation, seed: StudySeed(seed),
      replicate: replicate)
    return (split, labels)
  }

  private func counts(_ samples: some Sequence<Int>, _ labels: [Int32], classes: Int) -> [Int] {
    samples.reduce(into: [Int](repeating: 0, count: classes)) { $0[Int(labels[$1])] += 1 }
  }

  @Test(arguments: pools, seeds) func partsShareNothingAndMakeUpThePool(pool: [Int], seed: UInt64) throws {
    let (split, labels) = try split(pool, seed: seed)
    let test = try #require(split.test)
    #expect((test + split.validation + split.trainingOrder).sorted() == Array(labels.indices), "seed \(seed)")
    #expect(test == test.sorted() && split.validation == split.validation.sorted())
    let testCount = Int((0.25 * Double(labels.count)).rounded())
    #expect(test.count == testCount)
    #expect(split.validation.count == Int((0.2 * Double(labels.count - testCount)).rounded()))
  }

  @Test(arguments: pools, seeds) func everyClassIsLearntAsSoonAsItCanBe(pool: [Int], seed: UInt64) throws {
    let (split, labels) = try split(pool, seed: seed)
    let present = pool.count { $0 > 0 }
    let classes = Set(split.trainingOrder.prefix(present).map { labels[$0] })
    #expect(classes.count == present, "seed \(seed)")
  }

  @Test(arguments: [[100, 100, 100], [13, 200, 57, 1000], [178, 182, 177, 183, 181]], seeds)
  func heldOutSetsAreWithinOneSampleOfTheirShares(pool: [Int], seed: UInt64) throws {
    for count in [1, 2, 3, 10, 37, 100, 150] {
      let (split, labels) = try split(pool, test: .drawn(.count(count)), validation: .count(0), seed: seed)
      let held = counts(try #require(split.test), labels, classes: pool.count)
      #expect(held.reduce(0, +) == count)
      for (held, inClass) in zip(held, pool) {
        let share = Double(count * inClass) / Double(labels.count)
        #expect(abs(Double(held) - share) < 1, "seed \(seed), \(count) of \(pool)")
      }
    }
  }

  /// The places that each prefix gives the classes, worked out place by place: the next one goes to the class with the
  /// largest c / √(s (s + 1)), s the places that it has.
  @Test(arguments: pools, seeds) func prefixesAreApportionedByHuntingtonAndHill(pool: [Int], seed: UInt64) throws {
    let (split, labels) = try split(pool, test: .canonical, validation: .count(0), seed: seed)
    #expect(split.test == nil)
    var places = [Int](repeating: 0, count: pool.count)
    for sample in split.trainingOrder {
      func priority(_ index: Int) -> Double {
        guard pool[index] > places[index] else { return -1 }
        return Double(pool[index]) / Double(places[index] * (places[index] + 1)).squareRoot()
      }
      let label = Int(labels[sample])
      let best = pool.indices.map(priority).max() ?? 0
      #expect(best == .infinity ? places[label] == 0 : priority(label) > best * (1 - 1e-12), "seed \(seed)")
      places[label] += 1
    }
    #expect(places == pool)
  }

  @Test func prefixesOfDigitsAreWithinOneSampleOfTheirShares() throws {
    let data = try DataLoader.load(DataSource(name: "digits"), seed: StudySeed(3))
    let split = try ReplicateSplit(
      of: data, test: .canonical, validation: .fraction(0.2), seed: StudySeed(3), replicate: 1)
    let whole = counts(split.trainingOrder, data.pool.labels, classes: 10)
    var running = [Int](repeating: 0, count: 10)
    for (index, sample) in split.trainingOrder.enumerated() {
      running[Int(data.pool.labels[sample])] += 1
      for (taken, inClass) in zip(running, whole) {
        let share = Double((index + 1) * inClass) / Double(split.trainingOrder.count)
        #expect(abs(Double(taken) - share) <= 1, "seed 3, size \(index + 1)")
      }
    }
  }

  /// The mean of a metric over test samples has no bias only if no sample is more likely to be among them than another.
  @Test(arguments: [1, 8, 15, 47, 230]) func ofAQuantityEverySampleIsEquallyLikelyToBeHeldOut(count: Int) throws {
    let pool = [24, 24, 24, 24, 24, 24, 24, 23, 23, 23]
    let labels = pool.indices.flatMap { Array(repeating: Int32($0), count: pool[$0]) }
    let draws = 3000
    var held = [Int](repeating: 0, count: labels.count)
    for replicate in 1...draws {
      let split = try ReplicateSplit(
        labels: labels, classCount: pool.count, test: .drawn(.count(count)), validation: .count(0),
        shares: .roundedAtRandom, seed: StudySeed(7), replicate: replicate)
      let test = try #require(split.test)
      #expect(test.count == count && Set(test).count == count && split.trainingOrder.count == labels.count - count)
      for (taken, inStratum) in zip(counts(test, labels, classes: pool.count), pool) {
        #expect(
          abs(Double(taken) - Double(count * inStratum) / Double(labels.count)) < 1, "seed 7, replicate \(replicate)")
      }
      for sample in test { held[sample] += 1 }
    }
    let share = Double(count) / Double(labels.count)
    let deviation = (Double(draws) * share * (1 - share)).squareRoot()
    for (sample, times) in held.enumerated() {
      #expect(abs(Double(times) - Double(draws) * share) < 5 * deviation, "seed 7, sample \(sample)")
    }
  }

  @Test func replicatesAndSeedsDrawAnew() throws {
    let pool = [50, 50]
    #expect(try split(pool).0 == split(pool).0)
    let (first, second) = (try split(pool).0, try split(pool, replicate: 2).0)
    #expect(first.test != second.test)
    #expect(first.validation != second.validation)
    #expect(first.trainingOrder != second.trainingOrder)
  }

  /// With a canonical test set, each of 10 samples is first in the training order as often as any other.
  @Test func everySampleIsEquallyLikelyToComeFirst() throws {
    let labels: [Int32] = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
    var first = [Int](repeating: 0, count: 10)
    for replicate in 1...5000 {
      let split = try ReplicateSplit(
        labels: labels, classCount: 2, test: .canonical, validation: .count(0), seed: StudySeed(8),
        replicate: replicate)
      first[split.trainingOrder[0]] += 1
    }
    let chiSquare = first.reduce(0.0) { $0 + (Double($1) - 500) * (Double($1) - 500) / 500 }
    // Nine degrees of freedom: 0.01 % beyond 33.7.
    #expect(chiSquare < 33.7, "seed 8: \(first)")
  }

  @Test(
    arguments: [
      (.drawn(.count(0)), .count(0), "data.test: 0 samples; a study needs a test set"),
      (.drawn(.count(-1)), .count(0), "data.test: -1 samples; the count should be 0 or more"),
      (.drawn(.fraction(1)), .count(0), "data.test: 1.0 is not a fraction over 0 and under 1"),
      (.drawn(.fraction(.nan)), .count(0), "data.test: nan is not a fraction over 0 and under 1"),
      (.drawn(.fraction(0.01)), .count(0), "data.test: 0.01 of 20 samples is none; hold out more"),
      (
        .drawn(.count(19)), .count(0),
        "data.test: 19 of 20 samples leaves too few to train on, less than one for each of 2 classes; hold out fewer"
      ),
      (
        .drawn(.count(.max)), .count(0),
        "data.test: 9223372036854775807 of 20 samples leaves too few to train on, less than one for each of 2 classes; "
          + "hold out fewer"
      ),
      (
        .drawn(.count(10)), .count(9),
        "data.validation: 9 of 10 samples leaves too few to train on, less than one for each of 2 classes; hold out fewer"
      ),
    ] as [(TestSet, HoldOut, String)])
  func refusesWhatCannotBeHeldOut(test: TestSet, validation: HoldOut, message: String) {
    #expect(throws: DataError(message)) { try split([10, 10], test: test, validation: validation) }
  }

  @Test func refusesPoolsThatNothingCanBeLearntFrom() throws {
    #expect(throws: DataError.self) { try split([10, 0], test: .canonical, validation: .count(0)) }
    #expect(throws: DataError.self) { try split([], test: .canonical, validation: .count(0)) }
    #expect(throws: DataError.self) {
      try ReplicateSplit(
        labels: [0, 1, -1], classCount: 2, test: .canonical, validation: .count(0), seed: StudySeed(1), replicate: 1)
    }
    let moons = try DataLoader.load(DataSource(name: "moons"), seed: StudySeed(1))
    let error = #expect(throws: DataError.self) {
      try ReplicateSplit(of: moons, test: .canonical, validation: .count(0), seed: StudySeed(1), replicate: 1)
    }
    #expect(error?.message.hasPrefix("data.test: moons has no test set of its own") == true)
  }
}
