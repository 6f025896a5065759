import Datasets
import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Study

@Suite struct GroupStudyTests {
  /// 30 groups of 4 to 9 samples in the plane, mixed; each is of one class.
  private static let data = Result {
    var generator = SeededGenerator(key: 7)
    var samples: [(label: Int32, group: Int32)] = []
    for group in Int32(0)..<30 {
      samples += Array(repeating: (label: group % 2, group: group), count: 4 + Int(group) % 6)
    }
    generator.shuffle(&samples)
    return LoadedData(
      pool: try Dataset(
        name: "csv",
        features: .floats(samples.flatMap { _ in [Float(generator.uniform()), Float(generator.uniform())] }),
        shape: .vector(features: 2), labels: samples.map(\.label), classNames: ["a", "b"],
        groups: samples.map(\.group)), provenance: "made for the test")
  }

  private static func study(_ change: (inout StudyDescription) -> Void = { _ in }) -> StudyDescription {
    SmallStudy {
      $0.data.test = .drawn(.fraction(0.3))
      $0.data.validation = .fraction(0.2)
      $0.replicates = 12
      change(&$0)
    }.description
  }

  @Test func factsAreThoseOfAllReplicates() throws {
    let data = try Self.data.get()
    let study = Self.study()
    let facts = try DataFacts(data, study: study)
    let groups = try #require(facts.groups)
    #expect(groups.count == 30 && groups.smallest == 4 && groups.largest == 9 && groups.splits.count == 12)
    let splits = try (1...12).map { try study.split(data, replicate: $0) }
    let tests = splits.compactMap { $0.test?.count }
    #expect(Set(tests).count > 1)
    #expect(facts.test == tests.max() && tests.enumerated().allSatisfy { facts.test(ofDraw: $0 + 1) == $1 })
    #expect(facts.validation == splits.map(\.validation.count).max())
    #expect(facts.trainingPool == splits.map(\.trainingOrder.count).min())
    #expect(groups.splits.map(\.validation.samples) == splits.map(\.validation.count))
    #expect(groups.splits.allSatisfy { 6...13 ~= $0.test?.groups ?? 0 && 2...8 ~= $0.validation.groups })
    let labels = data.pool.labels
    let complete = splits.map { split in
      (1...).first { Set(split.trainingOrder.prefix($0).map { labels[$0] }).count == 2 }
    }
    #expect(groups.splits.map(\.allClasses) == complete && facts.allClasses == complete.compactMap(\.self).max())
  }

  /// Held-out sets of whole groups may lack a class in some replicates; drawn class by class, they are all alike.
  @Test func heldOutSamplesOfEachClassAreCounted() throws {
    // Class 2 is in two groups of five, of which one is always kept for training.
    let groups = (0..<60).map { Int32($0 / 5) }
    let labels = groups.map { $0 < 2 ? Int32(2) : $0 % 2 }
    func data(_ groups: [Int32]?) throws -> LoadedData {
      LoadedData(
        pool: try Dataset(
          name: "csv", features: .floats((0..<60).map { Float($0) }), shape: .vector(features: 1), labels: labels,
          classNames: ["a", "b", "c"], groups: groups), provenance: "made for the test")
    }
    let study = Self.study()
    let counts = try study.heldOutClassCounts(data(groups))
    func naive(_ rows: [Int]) -> [Int] { (0..<3).map { label in rows.count { labels[$0] == label } } }
    for replicate in 1...12 {
      let split = try study.split(data(groups), replicate: replicate)
      #expect(counts[replicate - 1].test == naive(try #require(split.test)))
      #expect(counts[replicate - 1].validation == (split.validation.isEmpty ? [] : naive(split.validation)))
    }
    #expect(counts.count == 12 && (1..<12).contains(counts.count { $0.test[2] == 0 }), "\(counts)")
    // 30 % of 25, 25 and 10.
    let stratified = try study.heldOutClassCounts(data(nil))
    #expect(stratified.count == 1 && stratified[0].test.reduce(0, +) == 18 && stratified[0].test[2] == 3)
  }

  /// Replicates that a precision may add are looked at beforehand, so the plan is the same however many there are.
  @Test func replicatesThatMayComeCount() throws {
    let data = try Self.data.get()
    let goal = PrecisionGoal(precision: 1, from: 2, to: 12)
    let facts = try [2, 12].map { count in
      try DataFacts(data, study: Self.study { $0.replicates = .untilPrecise(goal, count: count) })
    }
    #expect(try facts == Array(repeating: DataFacts(data, study: Self.study()), count: 2))
    let crossed = try DataFacts(data, study: Self.study { $0.replicates = .crossed(data: 3, initialWeights: 2) })
    #expect(crossed.groups?.splits.count == 3)
    #expect(Set(crossed.groups?.splits.compactMap(\.test?.samples) ?? []).count == 1)
  }

  @Test func sizesAreLimitedByTheReplicateWithTheFewest() throws {
    let data = try Self.data.get()
    let facts = try DataFacts(data, study: Self.study())
    let all = try StudyPlan(study: Self.study { $0.sizes = .all }, facts: facts)
    #expect(Set(all.trajectories.map(\.configuration.size)) == [facts.trainingPool])
    let error = #expect(throws: PlanError.self) {
      try StudyPlan(study: Self.study { $0.sizes = .list([20, facts.trainingPool + 1]) }, facts: facts)
    }
    let largest = facts.trainingPool
    #expect(
      error?.description
        == "sizes: \(largest + 1) is more than the \(largest) samples that digits leaves for training in every replicate, "
        + "with whole groups held out (data.groups); use sizes up to \(largest), or a smaller data.validation")
  }

  /// The number of test samples differs by replicate; what is probed on them is complete all the same.
  @Test func aFinishedStudyIsComplete() throws {
    let data = try Self.data.get()
    let study = Self.study {
      $0.replicates = 4
      $0.record.deadNeurons = true
    }
    let plan = try StudyPlan(study: study, facts: DataFacts(data, study: study))
    let store = InMemoryTrialStore()
    _ = try StudyRunner(plan: plan, data: data, store: store, jobs: 2)
      .run(cancellation: Cancellation()) { _ in }
    let results = store.results()
    #expect(Set(results.compactMap(\.recordings.deadNeurons?.probes)).count > 1)
    #expect(plan.remaining(given: results).isEmpty)
    var fewer = results
    for index in fewer.indices { fewer[index].recordings.deadNeurons?.probes -= 1 }
    #expect(plan.remaining(given: fewer).missing.count == plan.trajectories.count)
  }

  /// Where the test set takes both small groups, the large one is all that is left.
  @Test func aReplicateThatCannotBeDrawnIsNamed() throws {
    let groups: [Int32] = [0, 0, 1, 1, 2, 2, 2, 2, 2, 2]
    let data = LoadedData(
      pool: try Dataset(
        name: "csv", features: .floats(groups.map { Float($0) }), shape: .vector(features: 1),
        labels: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1], classNames: ["a", "b"], groups: groups), provenance: "made")
    for seed in 1...5 as ClosedRange<UInt64> {
      let study = Self.study {
        $0.data.test = .drawn(.count(4))
        $0.data.validation = .count(1)
        $0.replicates = 50
        $0.seed = seed
      }
      let failing = try #require((1...50).first { (try? study.split(data, replicate: $0)) == nil })
      let message =
        "data.validation: a single group is left, of 6 samples, and data.groups keeps groups whole; set data.validation: 0, or "
        + "hold out fewer samples for data.test" + (failing == 1 ? "" : " (replicate \(failing))")
      #expect(throws: DataError(message), "seed \(seed)") { try DataFacts(data, study: study) }
    }
  }
}
