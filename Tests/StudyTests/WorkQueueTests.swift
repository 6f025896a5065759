import NeuralNetwork
import SeededRandom
import SupportVectorMachines
import TestSupport
import Testing

@testable import Study

@Suite struct WorkQueueTests {
  /// Two models × two sizes × three replicates, at most 14 epochs each.
  private let plan: StudyPlan

  init() throws { plan = try SmallStudy().plan }

  private var evaluated: Int { plan.facts.validation + plan.facts.test }

  /// A model that has seen each configuration take `seconds` of its work in multiply–adds for 7 epochs.
  private func model(_ secondsPerWork: Double) -> CostModel {
    var model = CostModel(evaluated: evaluated)
    for planned in plan.trajectories where planned.replicate == 1 {
      model.learn(planned, epochs: 7, seconds: secondsPerWork * planned.cost(evaluated: evaluated) / 2)
    }
    return model
  }

  @Test func predictsByTheConfigurationThenTheModelThenAnyNetwork() throws {
    let planned = plan.trajectories
    let (large, small) = (
      planned[0],
      try #require(planned.first { $0.learner == planned[0].learner && $0.configuration != planned[0].configuration })
    )
    let other = try #require(
      planned.first { $0.learner != large.learner && $0.configuration.size == large.configuration.size })
    let work = { (planned: PlannedTrajectory) in planned.cost(evaluated: evaluated) }
    var model = CostModel(evaluated: evaluated)
    #expect(abs(model.seconds(large) / (1e-10 * work(large)) - 1) < 1e-12, "all epochs at a guessed pace")
    model.learn(large, epochs: 7, seconds: 3)
    #expect(abs(model.seconds(large) - 3) < 1e-12)
    // Half of the epochs allowed, as the same model at another size took.
    #expect(abs(model.seconds(small) - 3 * work(small) / work(large)) < 1e-12)
    // All epochs allowed, at the pace of another network.
    #expect(abs(model.seconds(other) - 6 * work(other) / work(large)) < 1e-12)
    model.learn(large, epochs: 14, seconds: 9)
    // 12 seconds for 21 epochs, and the longest replicate took all 14.
    #expect(abs(model.seconds(large) - 8) < 1e-12)
  }

  @Test func withoutALimitTheOrderIsThePlans() {
    var queue = WorkQueue(plan.trajectories, CostModel(evaluated: evaluated))
    var taken: [PlannedTrajectory] = []
    while let next = queue.next(secondsLeft: nil) { taken.append(next) }
    #expect(taken == plan.trajectories)
  }

  @Test func nearTheEndCheapOnesOfTheReplicateFillTheRest() throws {
    let costs = plan.trajectories.map { $0.cost(evaluated: evaluated) / 2 }
    let (most, least) = (try #require(costs.max()), try #require(costs.min()))
    var queue = WorkQueue(plan.trajectories, model(1))
    // Room for all: the first of the plan, which is the costliest.
    #expect(queue.next(secondsLeft: 2 * most) == plan.trajectories[0])
    // Room for the cheapest alone: that of the first replicate.
    let cheap = plan.trajectories.filter { $0.cost(evaluated: evaluated) / 2 == least }
    #expect(queue.next(secondsLeft: 1.3 * least) == cheap[0])
    // That of the second would overtake others of the first, of which checkpoints can be kept.
    let others = plan.trajectories.filter { $0.replicate == 1 && $0 != cheap[0] }.dropFirst()
    for other in others { #expect(queue.next(secondsLeft: 1.3 * least) == other) }
    #expect(queue.next(secondsLeft: 1.3 * least) == cheap[1])
    // Room for none.
    #expect(queue.next(secondsLeft: 0.5 * least)?.replicate == 2)
    #expect(queue.next(secondsLeft: 0) == nil)
  }

  /// The rule as it reads, on a plain list.
  private func expected(_ waiting: inout [PlannedTrajectory], _ model: CostModel, _ left: Double?) -> PlannedTrajectory?
  {
    guard let left else { return waiting.isEmpty ? nil : waiting.removeFirst() }
    guard left > 0 else { return nil }
    let replicate = waiting.first?.replicate
    func isNext(_ position: Int) -> Bool { waiting[position].replicate == replicate }
    func fits(_ position: Int) -> Bool { 1.25 * model.seconds(waiting[position]) <= left }
    func isKept(_ position: Int) -> Bool { waiting[position].epochLimit != nil }
    let positions = waiting.indices
    let position =
      positions.first { isNext($0) && fits($0) } ?? positions.first { isNext($0) && isKept($0) }
      ?? positions.first(where: fits) ?? positions.first(where: isKept)
    return position.map { waiting.remove(at: $0) }
  }

  @Test func anyOrderIsThatOfAPlainList() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let study = SmallStudy { $0.models.append(Model(name: "svm", kind: .supportVectorMachine(.init()))) }
    let plan = try study.plan
    for _ in 0..<200 {
      let model = model(1)
      var queue = WorkQueue(plan.trajectories, model)
      var waiting = plan.trajectories
      for _ in 0..<plan.trajectories.count + 2 {
        let most = 3 * (plan.trajectories.map(model.seconds).max() ?? 1)
        let left = generator.uniform(from: 0, to: 1) < 0.3 ? nil : generator.uniform(from: -0.05, to: 1) * most
        #expect(queue.next(secondsLeft: left) == expected(&waiting, model, left), "seed \(seed)")
      }
    }
  }

  @Test func whatCannotBeKeptIsNotBegunInVain() throws {
    let study = SmallStudy { $0.models = [Model(name: "svm", kind: .supportVectorMachine(.init()))] }
    let plan = try study.plan
    var model = CostModel(evaluated: evaluated)
    for planned in plan.trajectories { model.learn(planned, epochs: 1, seconds: 100) }
    var queue = WorkQueue(plan.trajectories, model)
    #expect(queue.next(secondsLeft: 50) == nil)
    #expect(queue.next(secondsLeft: 500) == plan.trajectories[0])
  }

  /// Of a study that gets only some replicates, every configuration has those.
  @Test func aScopeOfReplicatesIsKept() throws {
    let study = SmallStudy()
    let store = InMemoryTrialStore()
    let runner = try StudyRunner(plan: study.plan, data: SmallStudy.data, store: store, jobs: 2)
    let progress = try runner.run(.init(replicates: 2), cancellation: Cancellation()) { _ in }
    #expect(progress.finished == 8 && progress.total == 12)
    #expect(store.results().allSatisfy { $0.replicate <= 2 })
    let rest = try runner.run(cancellation: Cancellation()) { _ in }
    #expect(rest.finished == 12 && rest.resumed == 8)
    #expect(try study.results(in: store) == study.results())
  }
}
