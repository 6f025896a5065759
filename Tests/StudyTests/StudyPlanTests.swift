import Datasets
import NeuralNetwork
import SeededRandom
import Study
import SupportVectorMachines
import TestSupport
import Testing

@Suite struct StudyPlanTests {
  /// 64 inputs, 10 classes: shallow has 65·8 + 9·10 = 610 parameters, deep 65·8 + 9·6 + 7·10 = 644.
  /// An epoch of n samples, with 120 evaluated, costs parameters · (4n + 120): shallow 122,000 and 170,800, deep 128,800
  /// and 180,320 for n = 20 and 40.
  @Test func replicatesComeFirstThenTheCostly() throws {
    let plan = try SmallStudy().plan
    #expect(plan.facts.validation + plan.facts.test == 120)
    let order = plan.trajectories.map { "\($0.replicate) \($0.configuration.model) \($0.configuration.size)" }
    let within = ["deep 40", "shallow 40", "deep 20", "shallow 20"]
    #expect(order == (1...3).flatMap { replicate in within.map { "\(replicate) \($0)" } })
    #expect(
      plan.trajectories.prefix(4).map { $0.cost(evaluated: 120) / Double(($0.epochLimit ?? 0)) }
        == [180_320, 170_800, 128_800, 122_000])
    #expect(plan.trajectories.prefix(2).map(\.configuration.parameters) == [644, 610])
  }

  @Test func equalCostsKeepTheOrderOfTheFile() throws {
    let plan = try SmallStudy {
      $0.sizes = .list([20])
      $0.replicates = 1
      $0.vary = [learningRates([0.3, 0.1, 0.2])]
    }.plan
    let shallow = plan.trajectories.filter { $0.configuration.model == "shallow" }
    #expect(shallow.map(\.configuration.varied) == [["0.3"], ["0.1"], ["0.2"]])
    #expect(shallow.map(\.settings?.learningRate) == [0.3, 0.1, 0.2])
  }

  @Test func countsTrialsAndListsRulesInOrder() throws {
    let plan = try SmallStudy().plan
    #expect(plan.rules == SmallStudy.stopping.flatMap(\.rules))
    #expect(plan.trajectories.count == SmallStudy.trajectoryCount)
    #expect(plan.trialCount == 12 * 5)
  }

  @Test func variedKeysMultiply() throws {
    let plan = try SmallStudy {
      $0.vary = [
        learningRates([0.1, 0.2]),
        VariedSetting(
          key: "batch",
          values: [
            VariedSetting.Value(text: "8", assignment: .init(\.batch, .count(8))),
            VariedSetting.Value(text: "full", assignment: .init(\.batch, .full)),
          ]),
      ]
    }.plan
    #expect(plan.trajectories.count == 12 * 4)
    let first = plan.trajectories.filter { $0.replicate == 1 && $0.configuration.size == 20 }
    #expect(Set(first.map { "\($0.configuration.model) \($0.configuration.varied)" }).count == 8)
    for trajectory in first {
      #expect(trajectory.settings?.learningRate == Double(trajectory.configuration.varied[0]))
      #expect(trajectory.settings?.batch == (trajectory.configuration.varied[1] == "full" ? .full : .count(8)))
    }
  }

  @Test func allIsTheWholePool() throws {
    let plan = try SmallStudy { $0.sizes = .all }.plan
    #expect(Set(plan.trajectories.map(\.configuration.size)) == [1300 - 70 - 50])
    #expect(plan.facts.trainingPool == 1180)
  }

  @Test func theOwnTestSetIsCounted() throws {
    let facts = try SmallStudy { $0.data.test = .canonical }.plan.facts
    #expect((facts.inputs, facts.test, facts.validation, facts.trainingPool) == (64, 497, 50, 1250))
    #expect(facts.classNames == (0...9).map(String.init))
    #expect(facts.digest.count == 64)
  }

  @Test func aSizeBeyondTheDataIsRefused() {
    let error = #expect(throws: PlanError.self) { _ = try SmallStudy { $0.sizes = .list([20, 1181, 2000]) }.plan }
    #expect(
      error?.description
        == "sizes: 1181 is more than the 1180 samples that digits leaves for training with 70 test and 50 validation "
        + "samples held out; use sizes up to 1180, or a smaller data.validation")
    #expect(throws: Never.self) { _ = try SmallStudy { $0.sizes = .list([20, 1180]) }.plan }
  }

  @Test func binaryCrossEntropyNeedsTwoClasses() throws {
    let error = #expect(throws: PlanError.self) {
      _ = try SmallStudy { $0.training.loss = .binaryCrossEntropy }.plan
    }
    #expect(
      error?.description
        == "training.loss: binary-cross-entropy needs data with 2 classes, these have 10; use cross-entropy")

    var study = SmallStudy { $0.training.loss = .binaryCrossEntropy }.description
    study.data.source = DataSource(name: "blobs", samples: 400, classes: 3)
    let three = try DataLoader.load(study.data.source, seed: StudySeed(1))
    #expect(throws: PlanError.self) { _ = try StudyPlan(study: study, facts: DataFacts(three, study: study)) }
    study.data.source = DataSource(name: "circles", samples: 400)
    let two = try DataLoader.load(study.data.source, seed: StudySeed(1))
    let plan = try StudyPlan(study: study, facts: DataFacts(two, study: study))
    #expect(plan.trajectories.allSatisfy { $0.architecture?.outputs == 1 && $0.architecture?.inputs == 2 })
  }

  @Test(arguments: [
    StoppingRule.patience(epochs: 3, threshold: 0), .generalisationLoss(threshold: 1),
    .progressQuotient(strip: 5, threshold: 0.5), .validationUp(strip: 5, threshold: 2),
  ])
  func rulesOnValidationNeedAValidationSet(rule: StoppingRule) {
    let study = SmallStudy {
      $0.data.validation = .count(0)
      $0.stopping = [
        StoppingSpecification(name: "loss-change", rules: [.lossChange(threshold: 0.1)]),
        StoppingSpecification(name: rule.name, rules: [rule]),
      ]
    }
    let error = #expect(throws: PlanError.self) { _ = try study.plan }
    #expect(
      error?.description
        == "data.validation: the rule \(rule.kind.name) needs a validation set and there is none; set data.validation, e.g. "
        + "to 0.2")
  }

  @Test func rulesOnTheTrainingLossNeedNone() throws {
    let plan = try SmallStudy {
      $0.data.validation = .count(0)
      $0.stopping = [
        StoppingSpecification(name: "loss-change", rules: [.lossChange(threshold: 0.1)]),
        StoppingSpecification(name: "none", rules: [.none]),
      ]
    }.plan
    #expect(plan.facts.validation == 0)
  }

  @Test func oneModelUnderTwoNamesIsRefused() {
    let error = #expect(throws: PlanError.self) {
      _ = try SmallStudy { $0.models.append(Model(name: "again", hidden: .widths([8]))) }.plan
    }
    #expect(
      error?.description == "models: shallow and again are the same model (hidden layers [8]); take one out")
    #expect(throws: PlanError.self) {
      _ = try SmallStudy {
        $0.models.append(Model(name: "matched", hidden: .matchingParameters(depth: 1, width: 8)))
      }.plan
    }
  }

  @Test func oneMachineUnderTwoNamesIsRefused() {
    let error = #expect(throws: PlanError.self) {
      _ = try SmallStudy {
        for name in ["one", "two"] {
          $0.models.append(Model(name: name, kind: .supportVectorMachine(SupportVectorSettings())))
        }
      }.plan
    }
    #expect(error?.description == "models: one and two are the same model (SVM, RBF kernel, C 1); take one out")
  }

  @Test func aVariedValueTwiceIsRefused() {
    let error = #expect(throws: PlanError.self) {
      _ = try SmallStudy {
        var rates = learningRates([0.1, 0.1])
        rates.values[1].text = "1e-1"
        $0.vary = [rates]
      }.plan
    }
    #expect(error?.description.contains("shallow 0.1 and shallow 1e-1 are the same model") == true)
  }

  @Test(arguments: [0, -3]) func aStudyWithoutReplicatesIsRefused(replicates: Int) {
    let error = #expect(throws: PlanError.self) { _ = try SmallStudy { $0.replicates = .independent(replicates) }.plan }
    #expect(error?.description == "replicates: \(replicates) is too few; use 1 or more")
  }
}

/// `vary: {learning-rate: …}`.
func learningRates(_ rates: [Double]) -> VariedSetting {
  VariedSetting(
    key: "learning-rate",
    values: rates.map { VariedSetting.Value(text: "\($0)", assignment: .init(\.learningRate, $0)) })
}
