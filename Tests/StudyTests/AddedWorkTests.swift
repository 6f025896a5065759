import NeuralNetwork
import Study
import Synchronization
import TestSupport
import Testing

/// A finished study that is asked for more.
@Suite struct AddedWorkTests {
  /// A run of `changed` on top of the results of `first`.
  private struct Addition {
    /// Trajectories trained, those found in the store, and what the store then has.
    var trained: Int
    var resumed: Int
    var results: [TrajectoryResult]

    init(_ first: SmallStudy, then changed: SmallStudy) throws {
      let store = InMemoryTrialStore()
      try first.run(in: store)
      let progress = try changed.run(in: store)
      #expect(progress.finished == progress.total)
      trained = progress.finished - progress.resumed
      resumed = progress.resumed
      results = try changed.results(in: store)
    }
  }

  private func study(_ rules: [StoppingRule]) -> SmallStudy {
    SmallStudy { $0.stopping = rules.map { StoppingSpecification(name: $0.name, rules: [$0]) } }
  }

  @Test func nothingIsTrainedTwice() throws {
    let study = SmallStudy()
    let again = try Addition(study, then: study)
    #expect((again.trained, again.resumed) == (0, 12))
    #expect(try again.results == study.results())
  }

  /// A larger threshold on the loss change fires no later than a smaller one, so the history has it all.
  @Test func thresholdsWithinTheHistoryAreReplayed() throws {
    let more = study([.lossChange(threshold: 0.5), .lossChange(threshold: 0.05), .lossChange(threshold: 0.1)])
    let added = try Addition(study([.lossChange(threshold: 0.05)]), then: more)
    #expect(added.trained == 0)
    #expect(try added.results == more.results())
  }

  @Test func everyRuleIsReplayedOnceAllEpochsAreThere() throws {
    let more = SmallStudy { $0.stopping.append(StoppingSpecification(name: "none", rules: [.none])) }
    let added = try Addition(study([.none]), then: more)
    #expect(added.trained == 0)
    #expect(try added.results == more.results())
  }

  @Test func thresholdsBeyondTheHistoryAreTrained() throws {
    let more = study([.lossChange(threshold: 0.5), .none])
    let added = try Addition(study([.lossChange(threshold: 0.5)]), then: more)
    #expect(added.trained == 12, "none of these had reached the last epoch")
    #expect(try added.results == more.results())
  }

  @Test func onlyTheTrajectoriesThatAreTooShortAreTrained() throws {
    let few = study([.generalisationLoss(threshold: 2)])
    let more = study([.generalisationLoss(threshold: 2), .patience(epochs: 2, threshold: 0)])
    let short = try few.results().filter { $0.answering(try more.plan.rules, epochs: 14).trials.count < 2 }.count
    let added = try Addition(few, then: more)
    #expect(added.trained == short)
    #expect(0 < short && short < 12, "some histories serve, some do not")
    #expect(try added.results == more.results())
  }

  @Test func rulesTakenOutOrReorderedAreReplayed() throws {
    let first = SmallStudy()
    let fewer = study(SmallStudy.stopping.flatMap(\.rules).reversed().dropLast())
    let added = try Addition(first, then: fewer)
    #expect(added.trained == 0)
    // The histories stay as long as they were; the trials are those of a study with these rules alone.
    let fresh = try fewer.results()
    #expect(added.results.map(\.trials) == fresh.map(\.trials))
  }

  @Test func sizesAndReplicatesAddOnlyThemselves() throws {
    let more = SmallStudy {
      $0.sizes = .list([20, 30, 40])
      $0.replicates = 4
    }
    let added = try Addition(SmallStudy(), then: more)
    #expect((added.trained, added.resumed) == (2 * 3 * 4 - 12, 12))
    #expect(try added.results == more.results())
  }

  @Test func aModelAddedInFrontMovesTheOthers() throws {
    let more = SmallStudy { $0.models.insert(Model(name: "tiny", hidden: .widths([3])), at: 0) }
    let added = try Addition(SmallStudy(), then: more)
    #expect((added.trained, added.resumed) == (6, 12))
    #expect(
      added.results.map(\.configuration.modelIndex) == Array(repeating: [0, 1, 2], count: 6).flatMap(\.self).sorted())
    #expect(try added.results == more.results())
  }

  @Test func namesAndSpellingsAreThoseOfTheStudyAsItIs() throws {
    let first = SmallStudy()
    let renamed = SmallStudy {
      $0.models[0].name = "narrow"
      $0.vary = [learningRates([0.5])]
    }
    let added = try Addition(first, then: renamed)
    #expect(added.trained == 0)
    #expect(try added.results == renamed.results())
  }
}
