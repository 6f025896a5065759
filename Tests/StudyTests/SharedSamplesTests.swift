import Datasets
import NeuralNetwork
import SeededRandom
import SupportVectorMachines
import TestSupport
import Testing

@testable import Study

/// Samples that trajectories share are those that each would have prepared for itself.
@Suite struct SharedSamplesTests {
  /// Every way in which the held-out sets can depend on replicate and training subset, or not.
  static let studies: [SmallStudy] = Scaling.allCases.flatMap { scale in
    [(TestSet.drawn(.count(70)), HoldOut.count(50)), (.canonical, .count(0))].map { test, validation in
      SmallStudy {
        $0.data.scale = scale
        $0.data.test = test
        $0.data.validation = validation
        $0.stopping = [StoppingSpecification(name: "none", rules: [.none])]
        $0.training.epochs = 3
      }
    }
  }

  /// What a trajectory comes out as on samples prepared for it alone.
  private func alone(_ planned: PlannedTrajectory, _ study: SmallStudy, _ plan: StudyPlan) throws -> TrajectoryResult? {
    let inputs = try SharedSamples(study.description, SmallStudy.data).inputs(of: planned)
    return try plan.train(planned, on: inputs, cancellation: Cancellation())?.withoutSeconds
  }

  @Test(arguments: studies) func sharingDoesNotShow(study: SmallStudy) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let plan = try study.plan
    let shared = try SharedSamples(study.description, SmallStudy.data)
    var order = plan.trajectories
    generator.shuffle(&order)
    for planned in plan.trajectories + order {
      let inputs = try shared.inputs(of: planned)
      let result = try plan.train(planned, on: inputs, cancellation: Cancellation())?.withoutSeconds
      #expect(try result == alone(planned, study, plan), "seed \(seed): \(planned.configuration), \(planned.replicate)")
    }
  }

  @Test func samplesOutliveTheNextRequest() throws {
    let study = SmallStudy { $0.data.scale = .standardise }
    let plan = try study.plan
    let shared = try SharedSamples(study.description, SmallStudy.data)
    let (first, last) = (plan.trajectories[0], try #require(plan.trajectories.last))
    let inputs = try shared.inputs(of: first)
    _ = try shared.inputs(of: last)
    let result = try plan.train(first, on: inputs, cancellation: Cancellation())?.withoutSeconds
    #expect(try result == alone(first, study, plan))
  }

  @Test func theSamplesAreThoseOfPreparedData() throws {
    let study = SmallStudy { $0.data.scale = .standardise }
    let planned = try study.plan.trajectories[0]
    let inputs = try SharedSamples(study.description, SmallStudy.data).inputs(of: planned)
    let split = try ReplicateSplit(
      of: SmallStudy.data, test: study.description.data.test, validation: study.description.data.validation,
      seed: StudySeed(study.description.seed), replicate: planned.replicate)
    let prepared = try PreparedData(
      data: SmallStudy.data, split: split, size: planned.configuration.size, scaling: .standardise)
    #expect(inputs.samples.train.labels == prepared.train.labels)
    #expect(inputs.samples.validation?.labels == prepared.validation?.labels)
    #expect(inputs.samples.test.labels == prepared.test.labels)
  }

  /// Support vector machines take the selection itself.
  @Test func nothingIsPreparedForOtherModelsThanNetworks() throws {
    let study = SmallStudy {
      $0.models.append(Model(name: "svm", kind: .supportVectorMachine(SupportVectorSettings())))
    }
    let plan = try study.plan
    let shared = try SharedSamples(study.description, SmallStudy.data)
    for planned in plan.trajectories where planned.architecture == nil {
      _ = try plan.train(planned, on: shared.inputs(of: planned), cancellation: Cancellation())
    }
    #expect(shared.preparedCount == 0)
    let network = try #require(plan.trajectories.first { $0.architecture != nil })
    _ = try plan.train(network, on: shared.inputs(of: network), cancellation: Cancellation())
    #expect(shared.preparedCount == 3)
  }
}
