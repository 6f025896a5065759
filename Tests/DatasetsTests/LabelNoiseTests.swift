import SeededRandom
import TestSupport
import Testing

@testable import Datasets

@Suite struct LabelNoiseTests {
  private func noise(_ share: Double, _ replicate: Int = 1, seed: UInt64 = 7) throws -> LabelNoise {
    try #require(try LabelNoise(share: share, seed: StudySeed(seed), replicate: replicate))
  }

  /// Of the first n samples share × n are wrong, exactly where that is whole, else rounded up or down.
  @Test(arguments: [0.001, 0.05, 0.1, 0.15, 0.29, 1.0 / 3, 0.5, 0.7, 0.95, 0.999], [2, 3, 10])
  func theShareIsExactAndNestedAtEverySize(share: Double, classes: Int) throws {
    let labels = (0..<700).map { Int32($0 * 7 % classes) }
    let noise = try noise(share)
    let whole = noise.labels(labels, classCount: classes)
    var wrong = 0
    for size in 0...labels.count {
      if size > 0, whole[size - 1] != labels[size - 1] { wrong += 1 }
      let expected = share * Double(size)
      #expect(abs(Double(wrong) - expected) < 1 + 1e-9, "\(size)")
      if abs(expected - expected.rounded()) < 1e-9 { #expect(wrong == Int(expected.rounded()), "\(size)") }
      if size % 37 == 0 {
        #expect(noise.labels(Array(labels.prefix(size)), classCount: classes) == Array(whole.prefix(size)))
      }
    }
    #expect(whole.allSatisfy { 0..<Int32(classes) ~= $0 })
  }

  /// Four of five samples are of class 0, one of class 1, in turns: a fifth of each gets a wrong label, not all of class 1.
  @Test func noiseIsNotTiedToTheTurnsOfClasses() throws {
    let labels = (0..<5000).map { Int32($0 % 5 == 4 ? 1 : 0) }
    let noisy = try noise(0.2).labels(labels, classCount: 2)
    let wrong = labels.indices.filter { noisy[$0] != labels[$0] }
    #expect(wrong.count == 1000)
    // 200 of 1,000 draws in expectation, with a standard deviation of √(1000 · 0.2 · 0.8) ≈ 12.6.
    #expect(abs(wrong.count { labels[$0] == 1 } - 200) < 5 * 13)
  }

  /// Every other class is as likely.
  @Test func wrongLabelsAreUniformOverTheOtherClasses() throws {
    let labels = [Int32](repeating: 2, count: 30_000)
    let noisy = try noise(0.5).labels(labels, classCount: 4)
    let counts = (0..<4).map { label in noisy.count { $0 == Int32(label) } }
    #expect(counts[2] == 15_000)
    // 5,000 each, with a standard deviation of √(15,000 · ⅓ · ⅔) ≈ 58.
    for label in [0, 1, 3] { #expect(abs(counts[label] - 5000) < 5 * 58, "\(counts)") }
  }

  @Test func replicatesAndSeedsDiffer() throws {
    let labels = [Int32](repeating: 0, count: 100)
    let one = try noise(0.1).labels(labels, classCount: 2)
    #expect(try noise(0.1).labels(labels, classCount: 2) == one)
    #expect(try noise(0.1, 2).labels(labels, classCount: 2) != one)
    #expect(try noise(0.1, 1, seed: 8).labels(labels, classCount: 2) != one)
  }

  @Test func refusesSharesOutsideOfZeroToOne() throws {
    #expect(try LabelNoise(share: nil, seed: StudySeed(1), replicate: 1) == nil)
    #expect(try LabelNoise(share: 0, seed: StudySeed(1), replicate: 1) == nil)
    for share in [-0.1, 1, 1.5, .nan, .infinity] {
      #expect(throws: DataError.self) { try LabelNoise(share: share, seed: StudySeed(1), replicate: 1) }
    }
    // The first stretch does not end here.
    let labels = [Int32](repeating: 0, count: 10)
    #expect(try noise(1e-300).labels(labels, classCount: 2) == labels)
  }

  /// Only the training subset has wrong labels, and its features and their scaling stay the same.
  @Test func validationAndTestStayClean() throws {
    let data = try DataLoader.load(DataSource(name: "digits"), seed: StudySeed(1))
    let split = try ReplicateSplit(
      of: data, test: .canonical, validation: .fraction(0.2), seed: StudySeed(1), replicate: 1)
    let clean = try TrajectorySelection(data: data, split: split, size: 200, scaling: .standardise)
    let noisy = try TrajectorySelection(
      data: data, split: split, size: 200, scaling: .standardise, noise: noise(0.1))
    #expect(zip(clean.train.labels, noisy.train.labels).count { $0 != $1 } == 20)
    #expect(noisy.train.samples.labels == noisy.train.labels)
    #expect(noisy.train.samples(50..<60).labels == Array(noisy.train.labels[50..<60]))
    #expect(noisy.train.samples.features == clean.train.samples.features)
    #expect(noisy.validation == clean.validation)
    #expect(noisy.test == clean.test)
  }
}

@Suite struct BalancedSplitTests {
  private func data(_ counts: [Int]) throws -> LoadedData {
    let labels = counts.enumerated().flatMap { [Int32](repeating: Int32($0.offset), count: $0.element) }
    return LoadedData(
      pool: try Dataset(
        name: "own", features: .floats(labels.indices.map { Float($0) }), shape: .vector(features: 1), labels: labels,
        classNames: counts.indices.map { "class \($0)" }), provenance: "")
  }

  @Test func everyRoundHasEachClassOnce() throws {
    let data = try data([40, 9, 25])
    let split = try ReplicateSplit(
      of: data, test: .drawn(.count(10)), validation: .count(5), seed: StudySeed(3), replicate: 2)
    let balanced = try split.balanced(data, atLeast: 2)
    let labels = balanced.trainingOrder.map { data.pool.labels[$0] }
    #expect(labels.count % 3 == 0)
    for start in stride(from: 0, to: labels.count, by: 3) { #expect(Set(labels[start..<start + 3]) == [0, 1, 2]) }
    #expect(Set(balanced.trainingOrder).count == labels.count)
    // Samples of a class keep their order, so the rest of the split is as without balance.
    for label in Int32(0)..<3 {
      let own = split.trainingOrder.filter { data.pool.labels[$0] == label }
      let kept = balanced.trainingOrder.filter { data.pool.labels[$0] == label }
      #expect(Array(own.prefix(kept.count)) == kept)
    }
    #expect(balanced.test == split.test && balanced.validation == split.validation)
  }

  @Test func aClassWithFewerIsNamed() throws {
    let data = try data([40, 4])
    let split = try ReplicateSplit(
      of: data, test: .drawn(.count(11)), validation: .count(0), seed: StudySeed(3), replicate: 1)
    let error = #expect(throws: DataError.self) { try split.balanced(data, atLeast: 5) }
    #expect(error?.message.hasPrefix("sizes.per-class: 5 is more than the 3 samples of class \"class 1\"") == true)
  }
}
