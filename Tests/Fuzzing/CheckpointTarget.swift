import Datasets
public import Foundation
import NeuralNetwork
import SeededRandom
import Study
import StudyFile
import TestSupport

/// Checkpoints of a trajectory on its way: a damaged one is put aside, and the trajectory comes out as it would without.
public struct CheckpointTarget: FuzzTarget {
  public static let name = "checkpoint"
  public let goodFiles: [GoodFile]
  /// No reason to fail, so no path to name.
  public let path = "no error is expected"
  private let plan: StudyPlan
  private let inputs: TrajectoryInputs
  private let expected: TrajectoryResult?
  private static let digestLength = 64

  /// Where a file stands: as it would in a store, or without the digest that keeps damaged ones out.
  private enum Slot { static let (stored, content) = (0, 1) }

  public init(in folder: URL) throws {
    let study = try StudyFile.parse(text: Self.study, file: "checkpoint.yaml")
    let data = try DataLoader.load(study.data.source, test: study.data.test, seed: StudySeed(study.seed))
    plan = try StudyPlan(study: study, facts: DataFacts(data, study: study))
    inputs = try SharedSamples(study, data).inputs(of: plan.trajectories[0])
    var checkpoint = Data()
    var batches = 0
    let cancellation = Cancellation()
    let checkpoints = StudyPlan.Checkpoints(
      load: { nil }, save: { checkpoint = $0 },
      isDue: {
        batches += 1
        if batches > 14 { cancellation.request() }
        return cancellation.isRequested
      })
    _ = try plan.train(plan.trajectories[0], on: inputs, cancellation: cancellation, checkpoints: checkpoints)
    expected = try plan.train(plan.trajectories[0], on: inputs, cancellation: Cancellation())?.withoutSeconds
    goodFiles = [
      GoodFile(FuzzInput(slot: Slot.stored, [UInt8](checkpoint)), headerLength: Self.digestLength),
      GoodFile(FuzzInput(slot: Slot.content, [UInt8](checkpoint.dropFirst(Self.digestLength))), headerLength: 8),
    ]
  }

  private static let study = """
    name: checkpoint
    data: {source: moons, samples: 60, noise: 0.1, test: 0.3, validation: 10}
    sizes: [20]
    models: {a: {hidden: [3]}}
    training: {epochs: 6, batch: 5, optimiser: adam}
    stopping: [{rule: patience, epochs: 5}, {rule: none}]
    record: {batch-loss: true, dead-neurons: true}
    """

  public func read(_ input: FuzzInput) throws {
    var content = Data(input.bytes)
    if input.slot == Slot.content { content = Data(sha256Hex(input.bytes).utf8) + content }
    let checkpoints = StudyPlan.Checkpoints(load: { content }, save: { _ in }, isDue: { false })
    let result = try plan.train(
      plan.trajectories[0], on: inputs, cancellation: Cancellation(), checkpoints: checkpoints)?.withoutSeconds
    if input.slot == Slot.stored { try UnsoundContent.unless(result == expected, "the result is another") }
    guard let result else { throw UnsoundContent("there is no result") }
    try UnsoundContent.unless(result.history.count <= 6, "it is trained beyond its end")
    try UnsoundContent.unless(
      result.history.enumerated().allSatisfy { $1.epoch == $0 + 1 }, "its history has a gap")
  }
}
