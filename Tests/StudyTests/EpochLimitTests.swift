import Foundation
import NeuralNetwork
import TestSupport
import Testing

@testable import Study

/// A study whose limit of epochs changes, with the same store, comes out to the bit as one that had the new limit from the
/// first.
@Suite struct EpochLimitTests {
  /// Some rules fire before the lower limit, some between the two, and one never does.
  private static let stopping = SmallStudy.stopping + [StoppingSpecification(name: "none", rules: [.none])]

  private static func study(_ epochs: Int, _ change: (inout StudyDescription) -> Void = { _ in }) -> SmallStudy {
    SmallStudy {
      $0.stopping = stopping
      $0.training.epochs = epochs
      change(&$0)
    }
  }

  private func digest(_ study: SmallStudy, _ store: InMemoryTrialStore) throws -> String {
    let keys = Set(try study.plan.trajectories.map(\.key))
    return StudyResults(
      study: study.description, trajectories: store.results().filter { keys.contains($0.key) }
    ).digest
  }

  private func freshDigest(_ study: SmallStudy) throws -> String {
    let store = InMemoryTrialStore()
    try study.run(in: store)
    return try digest(study, store)
  }

  static let optimisers: [Optimiser] = [
    .sgd, .momentum(0.9), .nesterov(0.9), .rprop, .defaultAdam, .defaultAdamW,
  ]

  @Test(arguments: optimisers, Precision.allCases)
  func trainingGoesOnWhereItEnded(_ optimiser: Optimiser, _ precision: Precision) throws {
    func study(_ epochs: Int) -> SmallStudy {
      Self.study(epochs) {
        $0.training.optimiser = optimiser
        $0.training.learningRate = 0.02
        if optimiser == .rprop { $0.training.batch = .full }
        $0.training.precision = precision
        $0.training.dropout = 0.2
        if optimiser != .rprop { $0.training.decay = 0.9 }
        $0.data.labelNoise = 0.1
        $0.record.batchLoss = true
        $0.record.deadNeurons = true
        $0.replicates = 2
      }
    }
    let (few, many) = (study(5), study(9))
    let store = InMemoryTrialStore()
    try few.run(in: store)
    let before = store.results()
    let work = try many.plan.remaining(given: before, finalStates: store.finalStateKeys())
    #expect((work.otherLimits.continuedCount, work.missing.count) == (8, 8))
    try many.run(in: store)
    #expect(try digest(many, store) == freshDigest(many))
    // Also what is not in the digest, such as values on test samples.
    #expect(try many.results(in: only(many, store)) == many.results())
    // Not even the timings of the first epochs are new.
    let seconds = Set(before.map { $0.history.map(\.seconds) })
    let keys = Set(try many.plan.trajectories.map(\.key))
    let continued = store.results().filter { keys.contains($0.key) }
    #expect(continued.allSatisfy { seconds.contains($0.history.prefix(5).map(\.seconds)) })
    // The lower limit shows what it did, at no cost, and its states are gone: those of the higher limit do.
    #expect(try few.plan.remaining(given: store.results()).isEmpty)
    #expect(try digest(few, store) == freshDigest(few))
    #expect(store.finalStateKeys() == keys)
  }

  private func only(_ study: SmallStudy, _ store: InMemoryTrialStore) throws -> InMemoryTrialStore {
    let keys = Set(try study.plan.trajectories.map(\.key))
    return InMemoryTrialStore(store.results().filter { keys.contains($0.key) })
  }

  /// Without a rule that needs every epoch, most trajectories end by themselves: they serve both limits.
  @Test func whatEndedByItselfNeedsNoTraining() throws {
    let (few, many) = (SmallStudy { $0.training.epochs = 8 }, SmallStudy { $0.training.epochs = 30 })
    let store = InMemoryTrialStore()
    try few.run(in: store)
    let ended = store.results().count { result in result.trials.allSatisfy { $0.status == .ok } }
    let work = try many.plan.remaining(given: store.results(), finalStates: store.finalStateKeys())
    #expect(work.otherLimits.taken == ended && work.otherLimits.continuedCount == 12 - ended)
    #expect(0 < ended && ended < 12, "some ended by themselves, some at the limit")
    try many.run(in: store)
    #expect(try many.results(in: only(many, store)) == many.results())
  }

  /// Interrupted again and again, as a killed run is.
  @Test func interruptionsChangeNothing() throws {
    let (few, many) = (Self.study(4), Self.study(11))
    let store = InMemoryTrialStore()
    try few.run(in: store)
    while true {
      let cancellation = Cancellation()
      let progress = try many.run(in: store, jobs: 1, cancellation: cancellation) {
        if $0.finished > $0.resumed { cancellation.request() }
      }
      if progress.finished == progress.total { break }
    }
    #expect(try digest(many, store) == freshDigest(many))
  }

  /// Histories of fewer epochs are the beginnings of longer ones.
  @Test func fewerEpochsAreCut() throws {
    func study(_ epochs: Int) -> SmallStudy {
      Self.study(epochs) {
        $0.record.batchLoss = true
        $0.record.deadNeurons = true
      }
    }
    let (many, few, between) = (study(12), study(5), study(9))
    let store = InMemoryTrialStore()
    try many.run(in: store)
    let work = try few.plan.remaining(given: store.results(), finalStates: store.finalStateKeys())
    // The first replicate of images keeps pictures of the weights at its end.
    #expect(work.missing.allSatisfy { $0.replicate == 1 } && work.missing.count == 4 && work.otherLimits.taken == 8)
    try few.run(in: store)
    #expect(try few.results(in: only(few, store)) == few.results())
    try between.run(in: store)
    #expect(try between.results(in: only(between, store)) == between.results())
    #expect(try digest(many, store) == freshDigest(many))
  }

  @Test func aRateThatDependsOnTheLimitBeginsAnew() throws {
    let (few, many) = (
      Self.study(5) { $0.training.schedule = .cosine }, Self.study(8) { $0.training.schedule = .cosine }
    )
    let store = InMemoryTrialStore()
    try few.run(in: store)
    #expect(store.finalStateKeys().isEmpty)
    let work = try many.plan.remaining(given: store.results())
    #expect((work.missing.count, work.otherLimits.scheduled, work.otherLimits.taken) == (12, 12, 0))
    try many.run(in: store)
    #expect(try digest(many, store) == freshDigest(many))
  }

  /// A store of an earlier version, a damaged state, or recordings that are asked for only now.
  @Test func whatCannotGoOnBeginsAnew() throws {
    let (few, many) = (Self.study(5), Self.study(8))
    let first = InMemoryTrialStore()
    try few.run(in: first)
    let without = InMemoryTrialStore(first.results())
    let work = try many.plan.remaining(given: without.results(), finalStates: without.finalStateKeys())
    #expect((work.otherLimits.anew, work.otherLimits.continuedCount) == (12, 0))
    try many.run(in: without)
    #expect(try digest(many, without) == freshDigest(many))
    let damaged = InMemoryTrialStore()
    for result in first.results() {
      var state = try #require(first.finalState(of: result.key))
      state[state.count / 2] ^= 1
      damaged.save(result, finalState: state, continuing: nil)
    }
    try many.run(in: damaged)
    #expect(try digest(many, damaged) == freshDigest(many))
    let recording = Self.study(8) { $0.record.deadNeurons = true }
    #expect(
      try recording.plan.remaining(given: first.results(), finalStates: first.finalStateKeys()).otherLimits.anew == 12)
    try recording.run(in: first)
    #expect(try digest(recording, first) == freshDigest(recording))
  }

  /// Other rules at the same time: each history ends where the last of the rules ends it.
  @Test func rulesMayChangeAtTheSameTime() throws {
    let few = Self.study(5)
    let many = SmallStudy { $0.training.epochs = 20 }
    let store = InMemoryTrialStore()
    try few.run(in: store)
    try many.run(in: store)
    #expect(try many.results(in: only(many, store)) == many.results())
  }

  /// What another study has trained for other rules and with other recordings is taken as this one would have trained it.
  @Test func whatIsReusedIsAsTrainedAnew() throws {
    let source = Self.study(14) { $0.record.batchLoss = true }
    let store = InMemoryTrialStore()
    try source.run(in: store)
    let target = SmallStudy()
    let reusable = try target.plan.reusable(store.results(), archive: nil)
    let fresh = try target.results()
    #expect(!reusable.isEmpty)
    for result in reusable { #expect(fresh.contains(result.withoutSeconds)) }
    let whole = try SmallStudy { $0.record.batchLoss = true }.plan.reusable(store.results(), archive: nil)
    #expect(whole.count == reusable.count && whole.allSatisfy { $0.recordings.batchLosses != nil })
    #expect(try Self.study(14) { $0.seed = 1 }.plan.reusable(store.results(), archive: nil).isEmpty)
  }
}
