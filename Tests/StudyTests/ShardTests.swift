import NeuralNetwork
import TestSupport
import Testing

@testable import Study

@Suite struct ShardTests {
  @Test func partsAreRead() throws {
    let shard = try #require(Shard("3/8"))
    #expect(shard.index == 3 && shard.count == 8 && shard.description == "3/8" && shard.name == "3-of-8")
    #expect(Shard(named: shard.name) == shard)
    #expect(Shard("1/1") != nil && Shard("1000/1000") != nil)
    for text in [
      "", "3", "0/8", "9/8", "3/0", "-1/8", "3/8/1", "a/b", "3 /8", "1/1001", "3/", "١/٢", "99999999999999999999/1",
    ] {
      #expect(Shard(text) == nil, "\(text)")
      #expect(Shard(named: text.replacing("/", with: "-of-")) == nil, "\(text)")
    }
  }

  /// Every trajectory is in one part, in the order of the plan, and no part has more than 4/3 − 1/(3m) of the least that is
  /// possible (Graham 1969): the larger of the mean and the costliest trajectory is a bound from below on that.
  @Test(arguments: [1, 2, 3, 5, 7, 16, 40]) func partsAreBalanced(count: Int) throws {
    let study = SmallStudy {
      $0.sizes = .list([10, 20, 40, 80, 160])
      $0.replicates = 4
    }
    let plan = try study.plan
    let evaluated = plan.facts.validation + plan.facts.test
    let parts = try (1...count).map { plan.part(try #require(Shard($0, of: count))).trajectories }
    #expect(Set(parts.joined().map(\.key)) == Set(plan.trajectories.map(\.key)))
    #expect(parts.joined().count == plan.trajectories.count)
    let order = Dictionary(uniqueKeysWithValues: plan.trajectories.enumerated().map { ($1.key, $0) })
    for part in parts {
      let places = part.map { order[$0.key] ?? -1 }
      #expect(places == places.sorted())
    }
    let costs = plan.trajectories.map { $0.cost(evaluated: evaluated) }
    let loads = parts.map { $0.reduce(0) { $0 + $1.cost(evaluated: evaluated) } }
    let most = try #require(loads.max())
    let least = max(costs.reduce(0, +) / Double(count), costs.max() ?? 0)
    #expect(most <= least * (4.0 / 3) * (1 + 1e-12))
  }

  /// Trained in parts, in whatever order, the study comes out as in one.
  @Test func partsMakeTheWhole() throws {
    let study = SmallStudy()
    let (plan, store) = (try study.plan, InMemoryTrialStore())
    for index in [3, 1, 2] {
      let part = plan.part(try #require(Shard(index, of: 3)))
      let runner = StudyRunner(plan: part, data: try SmallStudy.data, store: store, jobs: 2)
      let progress = try runner.run(cancellation: Cancellation()) { _ in }
      #expect(progress.finished == progress.total)
    }
    let whole = try study.results()
    #expect(try study.results(in: store) == whole)
    #expect(
      StudyResults(study: study.description, trajectories: store.results()).digest
        == StudyResults(study: study.description, trajectories: whole).digest)
  }

  /// A digest tells results apart by their last bit, and not by their timings.
  @Test func digestsAreOfEverythingButTimings() throws {
    let study = SmallStudy()
    let results = try study.results()
    func digest(_ change: (inout [TrajectoryResult]) -> Void) -> String {
      var changed = results
      change(&changed)
      return StudyResults(study: study.description, trajectories: changed).digest
    }
    let plain = digest { _ in }
    #expect(plain.count == 64)
    #expect(digest { $0.reverse() } == plain)
    #expect(digest { $0[3].history[1].seconds = 7 } == plain)
    #expect(digest { $0[3].history[1].test[.accuracy]? += 0x1p-52 } != plain)
    #expect(digest { $0.removeLast() } != plain)
    #expect(digest { $0[0].recordings.batchLosses = [1] } != plain)
  }
}
